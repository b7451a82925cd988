import { setTimeout as delay } from 'node:timers/promises';
import { stopSignal } from '../scripts/stop.mjs';

/**
 * Waits until something holds.
 *
 * @param what in words, for the error
 * @throws {Error} it does not in time, or everything is to end
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (!(await holds())) {
		stopSignal.throwIfAborted();
		if (Date.now() > deadline) throw new Error(`After ${timeoutMs / 1000} seconds it is still not so that ${what}`);
		await delay(100);
	}
}
