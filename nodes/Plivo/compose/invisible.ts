/** Zero-width characters, soft hyphens, marks of direction, the byte order mark: what comes along when people copy from a web page. */
const INVISIBLE = /(?!\u200C|\u200D|\uFE0E|\uFE0F)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Joiners and variation selectors join what stands before them in an emoji or a word of Hindi or Persian. Behind ASCII, and at
 * the end, there is nothing that they could join.
 */
const JOINING_NOTHING = /(?<![^\0-\x7F])(?:\u200C|\u200D|\uFE0E|\uFE0F)+|(?:\u200C|\u200D)+$/g;

/** @returns an ID, a code, or an address without what nobody can see in it; line breaks stay */
export function withoutInvisible(text: string): string {
	return text.replace(INVISIBLE, '').replace(JOINING_NOTHING, '');
}
