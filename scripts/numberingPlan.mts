// Writes nodes/Plivo/phone/numberingPlan.ts from the metadata of libphonenumber-js, a development dependency, so that the package
// needs nothing at run time. Run `npm run numbering-plan` after an update of that library; a test fails until then.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** The library's data for a country, or for a calling code without a country. (Its METADATA.md.) */
interface Metadata {
	idd: string;
	pattern: string;
	lengths: number[];
	formats: Format[];
	trunk: string;
	trunkRule: string;
	trunkPattern: string;
	trunkTransform: string;
	isTrunkOptional: boolean;
	leadingDigits: string;
	types: Array<[pattern: string, lengths?: number[]] | 0>;
	mainIdd: string;
}

type Format = [pattern: string, format: string, leadingDigits?: string[], trunkRule?: string, isTrunkOptional?: number];

/** The library's format: an array, with 0 for missing values. */
type Compressed = [
	...[code: string, idd: string, pattern: string, lengths: number[], formats: Format[] | 0, trunk: string, trunkRule: string],
	...[trunkPattern: string, trunkTransform: string, isTrunkOptional: number, leadingDigits: string, types: Metadata['types'] | 0],
	mainIdd?: string,
];

interface Library {
	country_calling_codes: Record<string, string[]>;
	countries: Record<string, Compressed>;
	nonGeographic: Record<string, Compressed>;
}

type Cell = string | boolean | Cell[] | { [key: string]: Cell };

function read(compressed: Compressed | undefined): Metadata {
	if (compressed === undefined) throw new Error('The library has no such country');
	const [, idd, pattern, lengths, formats, trunk, trunkRule, trunkPattern, trunkTransform, isOptional, leadingDigits, types, mainIdd] = compressed;
	return {
		...{ idd: idd || '', pattern, lengths, formats: formats || [], trunk: trunk || '', trunkRule: trunkRule || '' },
		...{ trunkPattern: trunkPattern || '', trunkTransform: trunkTransform || '', isTrunkOptional: Boolean(isOptional) },
		...{ leadingDigits: leadingDigits || '', types: types || [], mainIdd: mainIdd || '' },
	};
}

export const target = join(dirname(fileURLToPath(import.meta.url)), '../nodes/Plivo/phone/numberingPlan.ts');

/**
 * Returns the whole module.
 *
 * @param written the current module, or ''. Countries keep their names from there, because the names differ between versions of Node.
 */
export function numberingPlanModule(written: string): string {
	const library = require('libphonenumber-js/metadata.max.json') as Library;
	const { version } = require('libphonenumber-js/package.json') as { version: string };
	const examples = require('libphonenumber-js/examples.mobile.json') as Record<string, string>;
	const ofCountries = Object.entries(library.country_calling_codes).map(([code, countries]) => {
		const [main = ''] = countries;
		// Countries without their own leading digits come first: Canada after the United States, and then the islands.
		const rank = (country: string) => (country === main ? 0 : read(library.countries[country]).leadingDigits === '' ? 1 : 2);
		const order = [...countries].sort((a, b) => rank(a) - rank(b));
		return row(code, countries.map((country) => read(library.countries[country])), order, examples[main]);
	});
	const ofNone = Object.entries(library.nonGeographic).map(([code, plan]) => row(code, [read(plan)], [], undefined));
	const rows = [...ofCountries, ...ofNone].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
	return `// Written by scripts/numberingPlan.mts from libphonenumber-js ${version}. Do not edit: run \`npm run numbering-plan\`.
import type { PlanRow } from './planRow';

/** Calling code; possible lengths of its national numbers; trunk prefix, with ? where mobile numbers are written without it; countries, the main one first; lengths of mobile numbers and how these begin; what else there is. */
export const PLAN_ROWS: readonly PlanRow[] = [
${rows.map((cells) => `\t[${cells.map(literal).join(', ')}],`).join('\n')}
];

/** Country and its English name, by name. */
export const COUNTRY_NAMES = \`
${names(Object.keys(library.countries), written).join('\n')}
\`;
`;
}

/** @param plans of all countries with this calling code, the main country first */
function row(code: string, plans: Metadata[], countries: string[], example: string | undefined): Cell[] {
	const [plan] = plans;
	if (plan === undefined) throw new Error(`+${code} belongs to no country`);
	const { lengths, trunk } = plan;
	const trunkPattern = plan.trunkPattern === trunk ? '' : plan.trunkPattern;
	const canBegin = firstDigits(plan.pattern);
	const reaches = (fewer: number) => lengths.some((length) => lengths.includes(length - fewer));
	const isOptional = trunk === '' || isTrunkOptional(plan, example);
	// Lengths alone don't tell whether a first digit is the trunk prefix, or digits are the calling code.
	const isUnclear = (isOptional && reaches(code.length)) || (trunk !== '' && reaches(trunk.length) && canBegin.has(trunk.charAt(0)));
	const idd = plainIdd(plan);
	const others = areas(plans);
	const more: Record<string, Cell> = {
		...(trunkPattern !== '' && { trunkPattern }),
		...(plan.trunkTransform !== '' && { trunkTransform: plan.trunkTransform }),
		...((trunkPattern !== '' || isUnclear) && { pattern: plan.pattern }),
		...(canBegin.has('0') && { beginsWithZero: true }),
		...(others.length > 0 && { areas: others }),
		...(idd !== '' && { idd }),
	};
	const cells = [code, ranges(lengths), trunk !== '' && isOptional ? `${trunk}?` : trunk, countries.join(' '), mobileNumbers(plans)];
	return Object.keys(more).length > 0 ? [...cells, more] : cells;
}

/**
 * Numbers of countries that share a calling code and have other lengths, in the order in which the library checks them.
 */
function areas([main, ...others]: Metadata[]): Cell[] {
	const lengths = main?.lengths ?? [];
	return others.flatMap((other): Cell[] => {
		if (String(other.lengths) === String(lengths)) return [];
		if (other.leadingDigits !== '') return [[other.leadingDigits, ranges(other.lengths)]];
		const more = other.lengths.filter((length) => !lengths.includes(length));
		return other.types.flatMap((type) => {
			if (type === 0 || !(type[1] ?? other.lengths).some((length) => more.includes(length))) return [];
			return [[`(?:${type[0]})$`, ranges([...lengths, ...more].sort((a, b) => a - b))]];
		});
	});
}

/** The prefix for international calls, if there is only one and it isn't the usual 00; otherwise ''. */
function plainIdd({ mainIdd, idd }: Metadata): string {
	const digits = (mainIdd || idd).replace(/~/g, '');
	return /^\d+$/.test(digits) && digits !== '00' && digits !== '0' ? digits : '';
}

/** Whether mobile numbers are written without the trunk prefix, according to the library's national format. */
function isTrunkOptional({ formats, trunkRule, isTrunkOptional: isOptional }: Metadata, example = ''): boolean {
	const format = formats.find(([pattern, , leading = []]) => {
		const beginning = leading[leading.length - 1];
		const isLed = beginning === undefined || new RegExp(`^(?:${beginning})`).test(example);
		return isLed && new RegExp(`^(?:${pattern})$`).test(example);
	});
	if (format === undefined) return true;
	const rule = format[3] || trunkRule;
	const isMandatory = rule !== '' && !/^\(?\$1\)?$/.test(rule) && !format[4] && !isOptional;
	return !isMandatory;
}

/** `[7, 9, 10]` as `7,9-10`. */
function ranges(lengths: number[]): string {
	const runs: Array<[number, number]> = [];
	for (const length of lengths) {
		const last = runs.at(-1);
		if (last !== undefined && last[1] === length - 1) last[1] = length;
		else runs.push([length, length]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** How matches of a pattern can begin, and the lengths of the matches for each beginning. */
type Beginnings = Map<string, Set<number>>;

/** How many first digits tell mobile numbers from others. With two, a number in China and one in Boston would look the same. */
const TELLING_DIGITS = 3;

/**
 * The mobile numbers of all countries with one calling code: `10-11:15-17` for numbers of 10 or 11 digits that begin with
 * 15, 16 or 17; '' for none. If a country can't tell them from other numbers, as in North America, all of its numbers count.
 */
function mobileNumbers(plans: Metadata[]): string {
	const ofLengths = new Map<number, Set<string>>();
	for (const { types } of plans) {
		const [fixed, mobile] = types;
		// The library has no pattern, or an empty one, where it is the one of fixed lines.
		const pattern = (mobile && mobile[0]) || (fixed && fixed[0]) || '';
		if (pattern === '') continue;
		for (const [beginning, lengths] of beginnings(pattern, TELLING_DIGITS)) {
			for (const length of lengths) ofLengths.set(length, (ofLengths.get(length) ?? new Set()).add(beginning));
		}
	}
	const byBeginnings = new Map<string, number[]>();
	for (const [length, found] of [...ofLengths].sort(([a], [b]) => a - b)) {
		const written = shortened(found);
		byBeginnings.set(written, [...(byBeginnings.get(written) ?? []), length]);
	}
	return [...byBeginnings].map(([written, lengths]) => `${ranges(lengths)}:${written}`).join(';');
}

/** Writes `150`, `151` … `159` as `15`, and consecutive numbers as a range. */
function shortened(found: Set<string>): string {
	const all = new Set(found);
	for (let digits = TELLING_DIGITS; digits > 1; digits -= 1) {
		for (const one of [...all].filter(({ length }) => length === digits)) {
			const ten = [...'0123456789'].map((digit) => one.slice(0, -1) + digit);
			if (!ten.every((each) => all.has(each))) continue;
			for (const each of ten) all.delete(each);
			all.add(one.slice(0, -1));
		}
	}
	const runs: Array<[string, string]> = [];
	for (const one of [...all].sort()) {
		const last = runs.at(-1);
		if (last?.[1].length === one.length && Number(last[1]) + 1 === Number(one)) last[1] = one;
		else runs.push([one, one]);
	}
	return runs.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(',');
}

/** The digits that a match of a pattern can begin with. */
export function firstDigits(pattern: string): Set<string> {
	return new Set(beginnings(pattern, 1).keys());
}

/**
 * All beginnings of the matches of a pattern, exactly. Only for the patterns that the library has, without `*`, `+` and lookaheads.
 *
 * @param most the maximum number of digits in a beginning
 */
export function beginnings(pattern: string, most: number): Beginnings {
	const found: Beginnings = new Map();
	for (const alternative of alternatives(pattern)) {
		let before: Beginnings = new Map([['', new Set([0])]]);
		for (let rest = alternative; rest !== ''; ) {
			const atom = rest.startsWith('(') ? rest.slice(0, closing(rest) + 1) : /^(\\d|\[[^\]]+\]|\d)/.exec(rest)?.[0];
			if (atom === undefined) throw new Error(`Not understood: ${rest}`);
			const [quantifier = '', from = '1', to = from] = /^(?:\?|\{(\d+)(?:,(\d+))?\})/.exec(rest.slice(atom.length)) ?? [];
			const [least, times] = quantifier === '?' ? [0, 1] : [Number(from), Number(to)];
			const one = ofAtom(atom, most);
			let now = before;
			const after: Beginnings = new Map();
			for (let i = 0; i <= times; i += 1) {
				if (i >= least) merge(after, now);
				now = followed(now, one, most);
			}
			before = after;
			rest = rest.slice(atom.length + quantifier.length);
		}
		merge(found, before);
	}
	return found;
}

function ofAtom(atom: string, most: number): Beginnings {
	if (atom.startsWith('(')) return beginnings(atom.replace(/^\((\?:)?/, '').slice(0, -1), most);
	return new Map([...'0123456789'].filter((digit) => new RegExp(`^${atom}$`).test(digit)).map((digit) => [digit, new Set([1])]));
}

function followed(first: Beginnings, second: Beginnings, most: number): Beginnings {
	const found: Beginnings = new Map();
	const ofAny = new Set([...second.values()].flatMap((lengths) => [...lengths]));
	for (const [beginning, lengths] of first) {
		// What has all its digits stays as it is, whatever follows.
		const nexts = beginning.length >= most ? [['', ofAny] as const] : second;
		for (const [next, more] of nexts) {
			const whole = (beginning + next).slice(0, most);
			for (const length of lengths) for (const other of more) add(found, whole, length + other);
		}
	}
	return found;
}

function merge(into: Beginnings, from: Beginnings): void {
	for (const [beginning, lengths] of from) for (const length of lengths) add(into, beginning, length);
}

function add(into: Beginnings, beginning: string, length: number): void {
	const lengths = into.get(beginning);
	if (lengths === undefined) into.set(beginning, new Set([length]));
	else lengths.add(length);
}

function alternatives(pattern: string): string[] {
	const found = [''];
	let depth = 0;
	for (const character of pattern) {
		if (character === '(') depth += 1;
		if (character === ')') depth -= 1;
		if (character === '|' && depth === 0) found.push('');
		else found[found.length - 1] += character;
	}
	return found;
}

function closing(text: string): number {
	let depth = 0;
	for (let i = 0; i < text.length; i += 1) {
		if (text[i] === '(') depth += 1;
		if (text[i] === ')') depth -= 1;
		if (depth === 0) return i;
	}
	throw new Error(`Not closed: ${text}`);
}

function names(countries: string[], written: string): string[] {
	const known = new Map([...written.matchAll(/^([A-Z]{2}) (.+)$/gm)].map(([, country, name]) => [country, name] as const));
	const english = new Intl.DisplayNames('en', { type: 'region' });
	const { compare } = new Intl.Collator('en');
	return countries
		.map((country) => [country, known.get(country) ?? english.of(country) ?? country] as const)
		.sort(([, a], [, b]) => compare(a, b))
		.map(([country, name]) => `${country} ${name}`);
}

/** Formats a value as prettier does. */
function literal(value: Cell): string {
	if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
	if (typeof value === 'object') return `{ ${Object.entries(value).map(([key, one]) => `${key}: ${literal(one)}`).join(', ')} }`;
	return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}
