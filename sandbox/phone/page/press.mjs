import { problemOf, tell } from './sandbox.mjs';

/** A double click counts as one press. */
const pauseMs = 1_000;

/** @type {Set<string>} */
const resting = new Set();

/**
 * Sends a press on a button of a message, once even if it's repeated quickly.
 *
 * @param {string} messageUuid
 * @param {Choice} choice
 * @returns {Promise<string>} why it was rejected; empty if it wasn't
 */
export async function press(messageUuid, choice) {
	if (resting.has(messageUuid)) return '';
	resting.add(messageUuid);
	setTimeout(() => resting.delete(messageUuid), pauseMs);
	return await problemOf(() => tell('/phone/presses', { messageUuid, choice }));
}
