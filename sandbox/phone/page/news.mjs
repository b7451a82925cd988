import { outcomeOf } from './webhookWords.mjs';
import { phoneName, summary, typeName } from './words.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./types.mjs').MessageView} MessageView
 * @typedef {import('./types.mjs').CallbackView} CallbackView
 */

/**
 * Counts the messages of phones that nobody looks at.
 *
 * @param {MessageView[]} fresh
 * @param {Store} store
 * @param {string[]} open the phones that are looked at
 */
export function countUnread(fresh, store, open) {
	for (const { to } of fresh) {
		if (!open.includes(to)) store.unread.set(to, (store.unread.get(to) ?? 0) + 1);
	}
}

/**
 * What is said to those who listen: what n8n answered to a message of somebody, and which message has arrived.
 *
 * @param {MessageView[]} fresh
 * @param {CallbackView[]} callbacks that have come or changed
 * @param {Store} store
 * @returns {string} empty for nothing
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
