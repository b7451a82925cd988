import { errors, type Locator } from 'playwright-core';
import { CEILING_MS } from '../../../playground/until.mts';

/**
 * Clicks on something that may not be there to be clicked on.
 *
 * @returns whether it was, in time. A no may be wrong: on a busy machine the time may be over when the click has just been made
 * @throws {Error} it was not, and there was all the time that anything gets
 */
export async function clicked(wanted: Locator, patienceMs: number): Promise<boolean> {
	return await wanted.click({ timeout: patienceMs }).then(
		() => true,
		(error: unknown) => {
			if (error instanceof errors.TimeoutError && patienceMs < CEILING_MS) return false;
			throw error;
		},
	);
}
