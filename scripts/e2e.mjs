// npm run test:e2e: the packed package in a real n8n, against the sandbox. Suites that need a browser go to test/e2e/
// and start their n8n with startPlayground() of playground/playground.mts, as playground/main.mts does.
import { runPlayground } from './run.mjs';

await runPlayground({ once: true });
