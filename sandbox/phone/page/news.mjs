import { phoneName, summary, typeName } from './words.mjs';

/**
 * Marks phones whose new messages nobody looks at, and says to those who listen what has arrived.
 *
 * @param {import('./types.mjs').MessageView[]} fresh
 * @param {import('./store.mjs').Store} store
 * @param {string[]} open the phones that are looked at
 * @param {HTMLElement} voice a live region
 */
export function tellNews(fresh, store, open, voice) {
	for (const message of fresh) {
		if (!open.includes(message.to)) store.unread.set(message.to, (store.unread.get(message.to) ?? 0) + 1);
	}
	const latest = fresh.findLast(({ direction }) => direction === 'outbound');
	if (latest === undefined) return;
	const others = fresh.length > 1 ? ` and ${fresh.length - 1} more` : '';
	voice.textContent = `${typeName(latest.type)} on phone ${phoneName(latest.to)}${others}: ${summary(latest)}`;
}
