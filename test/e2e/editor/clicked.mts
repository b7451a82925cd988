import { errors, type Locator } from 'playwright-core';
import { CEILING_MS } from '../../../playground/until.mts';

/**
 * Clicks on something that may not be there.
 *
 * @returns whether it could be clicked in time. A no may be wrong: on a busy machine, the time may be over just after the click
 * @throws {Error} it couldn't be clicked, even with the longest timeout
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
