/**
 * What nobody sees, or what stands for something that a phone couldn't show: marks of direction, joiners, variation selectors,
 * soft hyphens, control characters, U+FFFC. Flags of regions are made of tags (U+E0020 and on), which are seen.
 */
const INVISIBLE = /(?![\u{E0020}-\u{E007F}])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\uFFFC]/gu;

/** The frame of a keycap: people answer 1️⃣ where 1 was asked for. */
const KEYCAP = /\u20E3/gu;

const APOSTROPHES = /[\u2018-\u201B\u02B9\u02BB-\u02BD\u2032\u2035\u00B4`\u2039\u203A]/gu;
/** Those that NFKC would take apart into a blank and an accent. */
const SPACING_ACCENTS = /[\u00B4\u0384\u1FBD\u1FBF\u1FEF\u1FFD\u1FFE]/gu;
/** Draws out Arabic words, as people do by hand. */
const TATWEEL = /\u0640/gu;
const QUOTES = /[\u201C-\u201F\u2033\u2036\u00AB\u00BB\u300C-\u300F\u301D-\u301F\u02BA]/gu;
const DASHES = /[\p{Pd}\u2212]/gu;

/** Quotation marks, and WhatsApp's signs for bold, italics, strikethrough and code, where they don't stand within a word. */
const AROUND_WORDS = /(?<![\p{L}\p{N}\p{M}])['"*_~]+|['"*_~]+(?![\p{L}\p{N}\p{M}])/gu;

/**
 * A text without what makes no difference to what it says, so that two texts which people take for the same are equal:
 * capital letters, white space, how letters are coded (full-width, bold, with combining accents), quotation marks and
 * formatting around words, typographic apostrophes and dashes, the Turkish dotted and dotless I, and invisible characters.
 *
 * Accents stay: in many languages another accent makes another word.
 *
 * @returns capital letters with single blanks; '' for a text in which there is nothing to see
 */
export function comparable(text: string): string {
	// White space before control characters: line breaks are both.
	const visible = text.replace(SPACING_ACCENTS, "'").normalize('NFKC').replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(KEYCAP, '').replace(TATWEEL, '');
	const textOrEmpty = visible.replace(APOSTROPHES, "'").replace(QUOTES, '"').replace(DASHES, '-');
	const bare = textOrEmpty.replace(AROUND_WORDS, '').replace(/\s+/gu, ' ').trim();
	// Of marks alone, nothing would be left.
	return upperCase(bare === '' ? textOrEmpty.trim() : bare);
}

/** Upper case, because ß, final sigma and the dotless ı have one upper case and several lower ones. */
function upperCase(text: string): string {
	return text.toUpperCase().normalize('NFKC').replaceAll('\u0130', 'I');
}
