/** Longer than any SMS. Everything before the first word, such as line breaks, is skipped. */
export const MAX_READ = 20_000;
/** How much of the rest is examined: a word about a subscription is at the beginning. */
const MAX_KEPT = 200;

/** Formatting tags only: people copy "Reply <STOP>" literally. */
const TAG = /<\/?(?:a|b|big|br|center|div|em|font|h\d|i|p|s|small|span|strong|u)(?:[\s/][^<>]{0,100})?>/gi;
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{M}\uFFFC]/gu;

/** Letters in circles and squares that Unicode classifies as symbols, one alphabet after another. */
const SYMBOL_ALPHABETS = [0x249c, 0x24b6, 0x24d0, 0x1f110, 0x1f130, 0x1f150, 0x1f170, 0x1f1e6];
const SYMBOL = /[\u249C-\u24E9\u{1F110}-\u{1F129}\u{1F130}-\u{1F149}\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}\u{1F1E6}-\u{1F1FF}]/gu;

/** Letters that Unicode doesn't map to others, and their plain spelling. */
const WRITTEN_OTHERWISE = new Map([
	...pairs('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'ABCDEFGHIJKLMNOPRSTUVWYZ'),
	...pairs('ÆŒØŁĐÞ', ['AE', 'OE', 'O', 'L', 'D', 'TH']),
	...pairs('æœøłđþı', ['ae', 'oe', 'o', 'l', 'd', 'th', 'i']),
]);

/** Capital letters of other alphabets that look like Latin ones. */
const LOOKALIKES = new Map([
	...pairs('АВЕКМНОРСТУХІЅЈҮԚԜ', 'ABEKMHOPCTYXISJYQW'),
	...pairs('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'),
	...pairs('ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ', 'BPDTGKJCZFMNLSRVHWXYAEIOU'),
]);

function pairs(from: string, to: string | string[]): Array<[string, string]> {
	return [...from].map((letter, index) => [letter, to[index] ?? letter]);
}

export interface Letters {
	/** Sequences of letters or of digits, in capitals without accents. */
	words: string[];
	/** The same in their original capitalization. */
	cased: string[];
}

/**
 * The letters and digits at the beginning of a text, regardless of their styling: styled, circled, full-width, accented,
 * with invisible characters or signs in between, in HTML tags, or in similar letters of another alphabet.
 */
export function lettersOf(text: string): Letters {
	const bare = text
		.slice(0, MAX_READ)
		.replace(TAG, ' ')
		.replace(INVISIBLE, '')
		// Arabic words are stretched with it
		.replaceAll('\u0640', '')
		.replace(SYMBOL, latin)
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trimStart()
		.slice(0, MAX_KEPT);
	// Compatibility forms are converted only now: some take long, or become many characters.
	const decomposed = bare.normalize('NFKD').replace(/\p{M}/gu, '').slice(0, MAX_KEPT);
	const textOrEmpty = [...decomposed].map((letter) => WRITTEN_OTHERWISE.get(letter) ?? letter).join('');
	const cased = textOrEmpty.match(/\p{L}+|\p{N}+/gu) ?? [];
	return { words: cased.map((textOrNull) => lookingLatin(textOrNull.toUpperCase())), cased };
}

function latin(symbol: string): string {
	const code = symbol.codePointAt(0) ?? 0;
	const start = SYMBOL_ALPHABETS.filter((first) => first <= code).at(-1) ?? code;
	return String.fromCharCode(65 + code - start);
}

/**
 * Replaces letters that look like Latin ones, even in words of other languages, whose word lists are converted the same way.
 */
function lookingLatin(textOrNull: string): string {
	return [...textOrNull].map((letter) => LOOKALIKES.get(letter) ?? letter).join('');
}

/** Reduces repeated letters to one: "STOPPPP". The word lists are converted the same way. */
export function drawnTogether(textOrNull: string): string {
	return textOrNull.replace(/(.)\1+/gu, '$1');
}
