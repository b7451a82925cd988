import { Refused, tell } from './sandbox.mjs';

/** A double click is one press. */
const pauseMs = 1_000;

/** @type {Set<string>} */
const resting = new Set();

/**
 * A press on a button of a message, sent once however quickly it is repeated.
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
