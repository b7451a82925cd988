import { COUNTRY_NAMES, PLAN_ROWS } from './numberingPlan';
import type { PlanRow } from './planRow';

/** The numbering rules of one calling code. (The metadata of libphonenumber.) */
export interface NumberingPlan {
	callingCode: string;
	/** Possible numbers of digits after the calling code. */
	lengths: ReadonlySet<number>;
	/** Dialed before a national number within the country; '' if there is none. */
	trunkPrefix: string;
	/** Whether mobile numbers are usually written with it at home. */
	isTrunkUsual: boolean;
	beginsWithZero: boolean;
	/** ISO 3166 codes, the main one first; empty for codes that belong to no country. */
	countries: readonly string[];
	/** Mobile numbers by length: their first digits, at most three. */
	mobile: ReadonlyMap<number, ReadonlySet<string>>;
	idd?: string;
	trunk?: { pattern: RegExp; transform: string };
	pattern?: RegExp;
	areas: ReadonlyArray<{ begins: RegExp; lengths: ReadonlySet<number> }>;
}

const plans = new Map(PLAN_ROWS.map((row) => [row[0], planOf(row)]));
const planOfCountry = new Map([...plans.values()].flatMap((plan) => plan.countries.map((country) => [country, plan] as const)));

/** The English names of all countries that have a calling code, by ISO 3166 code, sorted by name. */
export const countryNames: ReadonlyMap<string, string> = new Map(
	COUNTRY_NAMES.trim()
		.split('\n')
		.map((line) => [line.slice(0, 2), line.slice(3)] as const),
);

function planOf([callingCode, lengths, trunk, countries, mobile, more = {}]: PlanRow): NumberingPlan {
	const trunkPrefix = trunk.replace('?', '');
	const trunkPattern = more.trunkPattern ?? trunkPrefix;
	return {
		callingCode,
		lengths: lengthsOf(lengths),
		trunkPrefix,
		isTrunkUsual: trunkPrefix !== '' && trunk === trunkPrefix,
		beginsWithZero: more.beginsWithZero ?? false,
		countries: countries === '' ? [] : countries.split(' '),
		mobile: mobileOf(mobile),
		idd: more.idd,
		trunk: trunkPattern === '' ? undefined : { pattern: new RegExp(`^(?:${trunkPattern})`), transform: more.trunkTransform ?? '' },
		pattern: more.pattern === undefined ? undefined : whole(more.pattern),
		areas: (more.areas ?? []).map(([begins, ofArea]) => ({ begins: new RegExp(`^(?:${begins})`), lengths: lengthsOf(ofArea) })),
	};
}

/** Parses `7,9-10` as 7, 9 and 10. */
function lengthsOf(ranges: string): Set<number> {
	return new Set(
		ranges.split(',').flatMap((range) => {
			const [from = 0, to = from] = range.split('-').map(Number);
			return Array.from({ length: to - from + 1 }, (_, i) => from + i);
		}),
	);
}

/** Parses `10-11:15-17;8:9` as 15, 16 and 17 for both 10 and 11, and 9 for 8. */
function mobileOf(written: string): Map<number, Set<string>> {
	const parts = written === '' ? [] : written.split(';');
	return new Map(
		parts.flatMap((part) => {
			const [lengths = '', beginnings = ''] = part.split(':');
			const found = new Set(beginnings.split(',').flatMap(beginningsOf));
			return [...lengthsOf(lengths)].map((length) => [length, found] as const);
		}),
	);
}

/** Expands `006-009` to those four. */
function beginningsOf(range: string): string[] {
	const [from = '', to = from] = range.split('-');
	return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => String(Number(from) + i).padStart(from.length, '0'));
}

function whole(pattern: string): RegExp {
	return new RegExp(`^(?:${pattern})$`);
}

/** @param country ISO 3166 code, in capital letters */
export function planOfCountryCode(country: string): NumberingPlan | undefined {
	return planOfCountry.get(country);
}

/** @param digits of an international number, or its beginning. No calling code is the prefix of another one. */
export function planOfDigits(digits: string): NumberingPlan | undefined {
	return plans.get(digits.slice(0, 1)) ?? plans.get(digits.slice(0, 2)) ?? plans.get(digits.slice(0, 3));
}

export function isCallingCode(digits: string): boolean {
	return plans.has(digits);
}

/** Whether a national number's length is possible in its country. */
export function isPossible(plan: NumberingPlan, national: string): boolean {
	return lengthsFor(plan, national).has(national.length);
}

/**
 * Whether a national number looks like a mobile one, by its length and first digits. If mobile numbers can't be
 * distinguished, as in North America, all numbers do.
 */
export function isMobileLike({ mobile }: NumberingPlan, national: string): boolean {
	const beginnings = mobile.get(national.length);
	return beginnings !== undefined && [1, 2, 3].some((digits) => beginnings.has(national.slice(0, digits)));
}

/** The possible lengths of national numbers with the same first digits. */
export function lengthsFor(plan: NumberingPlan, national: string): ReadonlySet<number> {
	return plan.areas.find(({ begins }) => begins.test(national))?.lengths ?? plan.lengths;
}

/**
 * The national number without the trunk prefix, if it was written with one.
 *
 * Like in libphonenumber, the prefix is removed only if the rest is possible and the whole isn't a number in use.
 *
 * @param digits the part after the calling code, or a national number as written at home
 */
export function nationalNumber(plan: NumberingPlan, digits: string): string {
	const stripped = withoutTrunkPrefix(plan, digits);
	if (stripped === digits || !isPossible(plan, stripped)) return digits;
	if (plan.pattern?.test(digits) && !plan.pattern.test(stripped)) return digits;
	return stripped;
}

function withoutTrunkPrefix({ trunk }: NumberingPlan, digits: string): string {
	const [prefix, ...groups] = trunk?.pattern.exec(digits) ?? [];
	if (trunk === undefined || prefix === undefined) return digits;
	// The transform uses only the last group: if that is empty, the prefix is a plain one.
	const isTransformed = trunk.transform !== '' && groups.length > 0 && Boolean(groups[groups.length - 1]);
	return isTransformed ? digits.replace(trunk.pattern, trunk.transform) : digits.slice(prefix.length);
}

/** The name of a plan in a message: `Germany`, or `United States, Canada, …`; '' for a code that belongs to no country. */
export function planName({ countries }: NumberingPlan): string {
	const shown = countries.slice(0, 2).map((country) => countryNames.get(country) ?? country);
	return countries.length > 2 ? `${shown.join(', ')}, …` : shown.join(', ');
}
