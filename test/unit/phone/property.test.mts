import fc from 'fast-check';

import { InvalidFieldError } from '../../../nodes/Plivo/errors/invalidFieldError';
import { toE164 } from '../../../nodes/Plivo/phone/e164';
import { byLibrary, byNode, callingCodes, validNumbers } from './library.mts';

const digit = fc.constantFrom(...'0123456789');
const digits = (minLength: number, maxLength: number) => fc.string({ unit: digit, minLength, maxLength });

/** Any calling code and any digits, with what begins numbers somewhere. */
const random = fc
	.tuple(fc.constantFrom(...callingCodes), fc.constantFrom('', '', '', '0', '00', '06', '8', '1', '15', '0800'), digits(1, 14))
	.map(([code, beginning, rest]) => `+${code}${beginning}${rest}`);

const valid = validNumbers(4).map(({ countryCallingCode, nationalNumber }) => [countryCallingCode, nationalNumber] as const);

/** A number that exists, with what happens to numbers in lists. */
const mangled = fc
	.tuple(fc.constantFrom(...valid), fc.constantFrom('as it is', 'dropped', 'added', 'swapped', 'trunk'), fc.nat(), digit)
	.map(([[code, national], what, at, one]) => {
		const i = at % national.length;
		const [before, after] = [national.slice(0, i), national.slice(i)];
		switch (what) {
			case 'dropped':
				return `+${code}${before}${after.slice(1)}`;
			case 'added':
				return `+${code}${before}${one}${after}`;
			case 'swapped':
				return `+${code}${before}${one}${after.slice(1)}`;
			case 'trunk':
				return `+${code}${one === '8' || one === '1' ? one : '0'}${national}`;
			default:
				return `+${code}${national}`;
		}
	});

const invisible = fc.constantFrom('\u061C', '\u00AD', '\u200B', '\u202A', '\u2060', '\uFEFF', '\uFE0F');
const blank = fc.constantFrom(' ', '\u00A0', '\u2009', '\u3000');
/** Zeros of digits of other scripts: Arabic, Persian, Devanagari, Bengali, Thai, full-width, mathematical. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce, 0x1d7f6];

/** The same number written in another way, which says the same. */
const disguised = fc
	.tuple(fc.oneof(random, mangled), fc.constantFrom('+', '00', 'tel:+', 'whatsapp:+', 'whatsapp:', "'+", '＋', '"+'), fc.option(fc.constantFrom(...zeros)), fc.array(fc.tuple(fc.nat(), fc.oneof(invisible, blank)), { maxLength: 4 }))
	.map(([number, beginning, zero, marks]) => {
		const rest = [...number.slice(1)].map((one) => (zero === null ? one : String.fromCodePoint(zero + Number(one))));
		// near the beginning: behind seven digits, a blank parts a number from an extension or from another number
		for (const [at, mark] of marks) rest.splice(at % 6, 0, mark);
		return { number, written: `${beginning}${rest.join('')}${beginning === '"+' ? '"' : ''}` };
	});

/** Numbers of libphonenumber's own; the first failure says which. */
function holds(number: string, written: string): void {
	const library = byLibrary(number);
	const ours = byNode(written);
	const isOurs = !(ours instanceof InvalidFieldError);
	const isPossible = library?.isPossible() ?? false;
	if (isOurs && !isPossible) throw new Error(`${written}: read as ${ours}, which the library calls impossible`);
	if (library !== undefined && isPossible && library.number.length <= 15 && ours !== library.number.slice(1)) {
		throw new Error(`${written}: ${String(ours)}, and ${library.number} by the library`);
	}
}

const seed = 20_260_801;

describe('numbers with their country code', () => {
	it('are read as libphonenumber reads them, or refused where it calls them impossible', () => {
		fc.assert(fc.property(fc.oneof(random, mangled), (number) => holds(number, number)), { numRuns: 70_000, seed });
	});

	it('are, however they are written', () => {
		fc.assert(fc.property(disguised, ({ number, written }) => holds(number, written)), { numRuns: 30_000, seed });
	});

	it('come out in one form when they come in, and keep all their digits if they are unknown', () => {
		fc.assert(
			fc.property(fc.oneof(random, mangled), (number) => {
				fc.pre(number.length >= 8 && number.length <= 16);
				const library = byLibrary(number);
				const found = toE164(number.slice(1));
				if (library?.isPossible()) expect(found).toBe(library.number);
				else expect(found.replace('+', '')).toBe(number.startsWith('+521') && number.length === 14 ? number.slice(1).replace('521', '52') : number.slice(1));
			}),
			{ numRuns: 5_000, seed },
		);
	});
});
