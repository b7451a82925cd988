import { setTimeout as delay } from 'node:timers/promises';

/** Only ends a test that would never end: nothing here is about how fast the machine is. */
const CEILING_MS = 120_000;

/** Waits until something holds. @throws {Error} it does not, after minutes */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + CEILING_MS;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`After ${CEILING_MS / 1_000} seconds it still does not hold: ${String(holds)}`);
		await delay(5);
	}
}
