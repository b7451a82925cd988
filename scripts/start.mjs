// npm start: see playground/main.mts for what it does.
import { runTool } from './run.mjs';

await runTool(async () => await (await import('../playground/main.mts')).main());
