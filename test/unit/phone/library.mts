import fc from 'fast-check';
import { getCountries, parsePhoneNumber as parseByLibrary, type PhoneNumber } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';

import { InvalidFieldError } from '../../../nodes/Plivo/errors/invalidFieldError';
import { parsePhoneNumber, type PhoneNumberContext } from '../../../nodes/Plivo/phone/parsePhoneNumber';

/** Where the library has the calling code, the pattern of each type of number, and the one of mobile numbers among them. */
const [CODE, TYPES, MOBILE] = [0, 11, 1];

type Plan = Array<string | Array<[string] | 0> | 0 | undefined>;
const plans = { ...metadata.countries, ...metadata.nonGeographic } as unknown as Record<string, Plan>;

/** Calling codes of all countries, and those that belong to none. */
export const callingCodes = [...Object.keys(metadata.country_calling_codes), ...Object.keys(metadata.nonGeographic)];

export const countries = getCountries();

/** For each country and each type of its numbers, a pattern of the national numbers. */
export const patterns = Object.values(plans).flatMap((plan) =>
	((plan[TYPES] || []) as Array<[string] | 0>).flatMap((type, i) =>
		type && type[0] ? [{ code: String(plan[CODE]), pattern: type[0], isMobile: i === MOBILE }] : [],
	),
);

/** What the library makes of a text; undefined when it is no number to it. */
export function byLibrary(text: string): PhoneNumber | undefined {
	try {
		return parseByLibrary(text);
	} catch {
		return undefined;
	}
}

/** What the node makes of a value: digits, or what it says against it. */
export function byNode(value: unknown, context: PhoneNumberContext = {}): string | InvalidFieldError {
	try {
		return parsePhoneNumber(value, 'To', { offersDefaultCountry: true, takesMany: true, ...context });
	} catch (error) {
		if (error instanceof InvalidFieldError) return error;
		throw error;
	}
}

/** Numbers that exist by the library, of all countries and types, at most as long as Plivo takes them. */
export function validNumbers(each: number, of = patterns): PhoneNumber[] {
	return of.flatMap(({ code, pattern }) =>
		fc
			.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { numRuns: each, seed: 4711 })
			.flatMap((national) => byLibrary(`+${code}${national}`) ?? [])
			.filter((number) => number.isValid() && number.number.length <= 15),
	);
}
