// npm run bench: see bench/main.mts for what it does. --quick sends few messages, once; --only=send or --only=receive runs a part.
import { runTool } from './run.mjs';

await runTool(async () => await (await import('../bench/main.mts')).main(process.argv.slice(2)));
