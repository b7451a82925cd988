// npm start: see playground/main.mts for what it does. With --once it checks the example without staying up.
import { runPlayground } from './run.mjs';

await runPlayground({ once: process.argv.includes('--once') });
