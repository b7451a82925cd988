// npm run test:queue: n8n in queue mode against the sandbox, with a main process, a webhook process, two workers, PostgreSQL and
// Redis.
import { runTool } from './run.mjs';

await runTool(async () => await (await import('../playground/queue/main.mts')).main(process.argv.slice(2)));
