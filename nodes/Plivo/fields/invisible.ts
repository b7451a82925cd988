/**
 * Zero-width characters, soft hyphens, marks of direction, the byte order mark: what comes along when people copy from a web
 * page. Not all that Unicode calls ignorable: flags of regions, variants of Chinese and Mongolian characters, and the number
 * signs of Arabic are made of such characters, and people see those.
 */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu;

/**
 * Joiners and variation selectors join what stands before them in an emoji or a word of Hindi or Persian. Behind ASCII, and at
 * the end, there is nothing that they could join, but for the selector of a keycap (1️⃣).
 */
const JOINING_NOTHING = /(?<![^\0-\x7F])(?:\u200C|\u200D|[\uFE0E\uFE0F](?!\u20E3))+/g;

const JOINERS = '\u200C\u200D';

/** @returns an ID, a code, or an address without what nobody can see in it; line breaks stay */
export function withoutInvisible(text: string): string {
	const visible = text.replace(INVISIBLE, '').replace(JOINING_NOTHING, '');
	// Not by a pattern that ends with $: that takes as many steps as a long run of joiners has pairs.
	let end = visible.length;
	while (end > 0 && JOINERS.includes(visible.charAt(end - 1))) end -= 1;
	return visible.slice(0, end);
}
