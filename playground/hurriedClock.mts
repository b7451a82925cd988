import { realClock, type SandboxClock } from '../sandbox/clock.mts';

/** After which of Plivo's delays, in milliseconds, it tries again here. The last try is late, for an n8n that takes its time. */
const hurried = new Map([[60_000, 3_000], [120_000, 6_000], [240_000, 60_000]]);

/** The machine's clock, but for Plivo's further tries at a webhook: nobody has to wait for minutes for what n8n could not take at first. */
export function hurriedClock(): SandboxClock {
	const clock = realClock();
	return { ...clock, setTimeout: (callback, ms) => clock.setTimeout(callback, hurried.get(ms) ?? ms) };
}
