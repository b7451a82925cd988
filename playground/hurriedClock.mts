import { realClock, type SandboxClock } from '../sandbox/clock.mts';

/** Plivo's delays between tries, in milliseconds, and the shorter ones used here. The last one is longer, for a slow n8n. */
const hurried = new Map([[60_000, 3_000], [120_000, 6_000], [240_000, 60_000]]);

/** The machine's clock, but with shorter delays for Plivo's retries of a webhook, so that checks don't wait minutes for them. */
export function hurriedClock(): SandboxClock {
	const clock = realClock();
	return { ...clock, setTimeout: (callback, ms) => clock.setTimeout(callback, hurried.get(ms) ?? ms) };
}
