/**
 * How a text is split into SMS units.
 *
 * A text of GSM 03.38 characters fits 160 of them in a single unit, or 153 in each of several; characters of its
 * extension table ({ } [ ] \ ~ ^ | €, form feed) count twice. Any other character switches the whole text to UCS-2: 70
 * characters in a single unit, or 67 in each of several, where a character outside the basic plane (most emoji) counts
 * twice. A character that counts twice is never split over two units. (Plivo's message reference; 3GPP TS 23.038.)
 */
export interface Segments {
	encoding: 'GSM-7' | 'UCS-2';
	/** Length as the limit counts it: GSM-7 septets or UTF-16 code units. */
	characters: number;
	units: number;
	/** Maximum length that Plivo accepts in this encoding: 1,600 or 737. */
	limit: number;
	/** The first character that isn't in GSM 03.38; undefined for a GSM-7 text. */
	firstUnicode?: string;
}

/** Length of a single unit, of each of several, and the maximum that Plivo accepts, for each encoding. */
export const GSM = { alone: 160, each: 153, limit: 1600 };
export const UCS = { alone: 70, each: 67, limit: 737 };

const GSM_BASIC =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM_EXTENSION = '\f^{}\\[~]|€';

const PLACES = new Map<string, number>();
for (const character of GSM_BASIC) PLACES.set(character, 1);
for (const character of GSM_EXTENSION) PLACES.set(character, 2);

/** Determines a text's encoding, length, and units. An empty text has no units. */
export function countSegments(text: string): Segments {
	const symbols = [...text];
	const firstUnicode = symbols.find((symbol) => !PLACES.has(symbol));
	const places =
		firstUnicode === undefined ? symbols.map((symbol) => PLACES.get(symbol) ?? 1) : symbols.map(({ length }) => length);
	const characters = places.reduce((sum, count) => sum + count, 0);
	return firstUnicode === undefined
		? { encoding: 'GSM-7', characters, units: units(places, characters, GSM), limit: GSM.limit }
		: { encoding: 'UCS-2', characters, units: units(places, characters, UCS), limit: UCS.limit, firstUnicode };
}

function units(places: number[], characters: number, { alone, each }: typeof GSM): number {
	if (characters === 0) return 0;
	if (characters <= alone) return 1;
	let count = 1;
	let used = 0;
	for (const place of places) {
		if (used + place > each) {
			count += 1;
			used = 0;
		}
		used += place;
	}
	return count;
}
