import { outcomeOf } from './webhookWords.mjs';
import { phoneName, summary, typeName } from './words.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./types.mjs').MessageView} MessageView
 * @typedef {import('./types.mjs').CallbackView} CallbackView
 */

/**
 * Counts the new messages of phones that aren't open.
 *
 * @param {MessageView[]} fresh
 * @param {Store} store
 * @param {string[]} open the phones that are shown
 */
export function countUnread(fresh, store, open) {
	for (const { to } of fresh) {
		if (!open.includes(to)) store.unread.set(to, (store.unread.get(to) ?? 0) + 1);
	}
}

/**
 * The text for screen readers: what n8n answered to a person's message, and which message has arrived.
 *
 * @param {MessageView[]} fresh
 * @param {CallbackView[]} callbacks that are new or have changed
 * @param {Store} store
 * @returns {string} empty if there is no news
 */
export function newsOf(fresh, callbacks, store) {
	return [...outcomes(fresh, callbacks, store).slice(-1), arrival(fresh)].filter(Boolean).join('. ');
}

/**
 * @param {MessageView[]} fresh
 * @param {CallbackView[]} callbacks
 * @param {Store} store
 * @returns {string[]}
 */
function outcomes(fresh, callbacks, store) {
	const uuids = new Set([...fresh.map(({ uuid }) => uuid), ...callbacks.map(({ messageUuid }) => messageUuid)]);
	return [...uuids].flatMap((uuid) => {
		const message = store.messages.get(uuid);
		if (message?.direction !== 'inbound') return [];
		const { kind, words } = outcomeOf(message, store.callsFor.get(uuid) ?? [], store.numberOf(message.to));
		return kind === 'waits' ? [] : [words];
	});
}

/** @param {MessageView[]} fresh */
function arrival(fresh) {
	const latest = fresh.findLast(({ direction }) => direction === 'outbound');
	if (latest === undefined) return '';
	const others = fresh.length > 1 ? ` and ${fresh.length - 1} more` : '';
	return `${typeName(latest.type)} on phone ${phoneName(latest.to)}${others}: ${summary(latest)}`;
}
