// npm run test:queue: n8n in queue mode, a main and a webhook process and two workers, with PostgreSQL and Redis, against
// the sandbox.
import { runTool } from './run.mjs';

await runTool(async () => await (await import('../playground/queue/main.mts')).main(process.argv.slice(2)));
