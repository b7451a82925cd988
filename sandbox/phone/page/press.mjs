import { Refused, tell } from './sandbox.mjs';

/** A double click counts as one press. */
const pauseMs = 1_000;

/** @type {Set<string>} */
const resting = new Set();

/**
 * Sends a press on a button of a message, once even if it's repeated quickly.
 *
 * @param {string} messageUuid
 * @param {import('./types.mjs').Choice} choice
 * @param {(problem: string) => void} refused
 */
export async function press(messageUuid, choice, refused) {
	if (resting.has(messageUuid)) return;
	resting.add(messageUuid);
	try {
		await tell('/phone/presses', { messageUuid, choice });
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		refused(error.message);
	} finally {
		setTimeout(() => resting.delete(messageUuid), pauseMs);
	}
}
