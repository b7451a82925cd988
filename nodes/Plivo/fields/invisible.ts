/**
 * Zero-width characters, soft hyphens, direction marks, the byte order mark: characters that are copied along from a web
 * page. Not everything that Unicode calls ignorable: flags of regions, variants of Chinese and Mongolian characters, and
 * Arabic number signs consist of such characters and are visible.
 */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu;

/**
 * Joiners and variation selectors combine with the character before them in an emoji or a Hindi or Persian word. After
 * ASCII, and at the end, there is nothing to combine with, except for the selector of a keycap (1️⃣).
 */
const JOINING_NOTHING = /(?<![^\0-\x7F])(?:\u200C|\u200D|[\uFE0E\uFE0F](?!\u20E3))+/g;

const JOINERS = '\u200C\u200D';

/** @returns an ID, a code, or an address without invisible characters; line breaks stay */
export function withoutInvisible(text: string): string {
	const visible = text.replace(INVISIBLE, '').replace(JOINING_NOTHING, '');
	// Not with a pattern that ends with $, because that takes time quadratic in the length of a run of joiners.
	let end = visible.length;
	while (end > 0 && JOINERS.includes(visible.charAt(end - 1))) end -= 1;
	return visible.slice(0, end);
}
