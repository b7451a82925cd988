import { setTimeout as delay } from 'node:timers/promises';
import { stopSignal } from '../scripts/stop.mjs';

/**
 * How long anything may take until it is given up. It only ends what would never end: n8n's own minute for waits that are over,
 * and all of Plivo's tries, fit in several times, so that no check fails because a machine is slow.
 */
export const CEILING_MS = 300_000;

/**
 * Waits until something holds.
 *
 * @param what in words, for the error
 * @throws {Error} it does not, after minutes, or everything is to end
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + CEILING_MS;
	while (!(await holds())) {
		stopSignal.throwIfAborted();
		if (Date.now() > deadline) throw new Error(`After ${CEILING_MS / 1000} seconds it is still not so that ${what}`);
		await delay(100);
	}
}
