/**
 * Invisible characters, and those that replace what a phone couldn't show: direction marks, joiners, variation selectors,
 * soft hyphens, control characters, U+FFFC. Flags of regions consist of tags (U+E0020 and up), which are visible.
 */
const INVISIBLE = /(?![\u{E0020}-\u{E007F}])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\uFFFC]/gu;

/** The frame of a keycap: people reply 1️⃣ when asked for 1. */
const KEYCAP = /\u20E3/gu;

const APOSTROPHES = /[\u2018-\u201B\u02B9\u02BB-\u02BD\u2032\u2035\u00B4`\u2039\u203A]/gu;
/** Characters that NFKC would decompose into a blank and an accent. */
const SPACING_ACCENTS = /[\u00B4\u0384\u1FBD\u1FBF\u1FEF\u1FFD\u1FFE]/gu;
/** Stretches Arabic words, as in handwriting. */
const TATWEEL = /\u0640/gu;
const QUOTES = /[\u201C-\u201F\u2033\u2036\u00AB\u00BB\u300C-\u300F\u301D-\u301F\u02BA]/gu;
const DASHES = /[\p{Pd}\u2212]/gu;

/** Quotation marks, and WhatsApp's signs for bold, italics, strikethrough, and code, unless they are within a word. */
const AROUND_WORDS = /(?<![\p{L}\p{N}\p{M}])['"*_~]+|['"*_~]+(?![\p{L}\p{N}\p{M}])/gu;

/**
 * Removes what doesn't change the meaning of a text, so that texts that people consider the same are equal: capitalization,
 * white space, letter encodings (full-width, bold, with combining accents), quotation marks and formatting around words,
 * typographic apostrophes and dashes, the Turkish dotted and dotless I, and invisible characters.
 *
 * Accents stay: in many languages, another accent makes another word.
 *
 * @returns capital letters with single blanks; '' if nothing in the text is visible
 */
export function comparable(text: string): string {
	// White space before control characters, because line breaks are both.
	const visible = text.replace(SPACING_ACCENTS, "'").normalize('NFKC').replace(/\s+/gu, ' ').replace(INVISIBLE, '').replace(KEYCAP, '').replace(TATWEEL, '');
	const textOrEmpty = visible.replace(APOSTROPHES, "'").replace(QUOTES, '"').replace(DASHES, '-');
	const bare = textOrEmpty.replace(AROUND_WORDS, '').replace(/\s+/gu, ' ').trim();
	// A text that consists only of marks would become empty.
	return upperCase(bare === '' ? textOrEmpty.trim() : bare);
}

/** Uppercase, because ß, final sigma, and the dotless ı have one uppercase form and several lowercase ones. */
function upperCase(text: string): string {
	return text.toUpperCase().normalize('NFKC').replaceAll('\u0130', 'I');
}
