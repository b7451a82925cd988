import { setTimeout as delay } from 'node:timers/promises';
import { stopSignal } from '../scripts/stop.mjs';

/**
 * How long a wait may take. It only ends waits that would never end. n8n checks for finished waits once a minute, and that and
 * all of Plivo's tries fit into this limit several times, so no check fails because a machine is slow.
 */
export const CEILING_MS = 300_000;

/**
 * Waits until something holds.
 *
 * @param what a description, for the error
 * @throws {Error} it doesn't hold after minutes, or the run is being stopped
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + CEILING_MS;
	while (!(await holds())) {
		stopSignal.throwIfAborted();
		if (Date.now() > deadline) throw new Error(`After ${CEILING_MS / 1000} seconds, this is still not true: ${what}`);
		await delay(100);
	}
}
