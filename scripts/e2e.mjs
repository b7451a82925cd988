// npm run test:e2e: the packed package in a real n8n, against the sandbox; see test/e2e/main.mts for its arguments.
import { runTool } from './run.mjs';

await runTool(async () => await (await import('../test/e2e/main.mts')).main(process.argv.slice(2)));
