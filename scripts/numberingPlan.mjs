// Writes nodes/Plivo/phone/numberingPlan.ts from the metadata of libphonenumber-js, a development dependency, so that the
// package needs nothing at run time. `npm run numbering-plan` after an update of that library; a test fails until then.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** Where the fields of a country stand in the library's arrays. (Its METADATA.md.) */
const FIELD = { callingCode: 0, idd: 1, pattern: 2, lengths: 3, formats: 4, trunk: 5, trunkRule: 6, trunkPattern: 7, trunkTransform: 8, trunkOptional: 9, leadingDigits: 10, types: 11, mainIdd: 12 };

export const target = join(dirname(fileURLToPath(import.meta.url)), '../nodes/Plivo/phone/numberingPlan.ts');

/**
 * The module, whole.
 *
 * @param {string} written the module as it is, or ''. A country that has a name there keeps it: each Node has names of its own.
 */
export function numberingPlanModule(written) {
	const metadata = require('libphonenumber-js/metadata.max.json');
	const { version } = require('libphonenumber-js/package.json');
	const examples = require('libphonenumber-js/examples.mobile.json');
	const main = Object.entries(metadata.country_calling_codes).map(([code, countries]) => {
		// Those that have no digits of their own first: Canada after the United States, and then the islands.
		const order = [...countries].sort((a, b) => rank(a) - rank(b));
		return row(code, countries.map((country) => metadata.countries[country]), order, examples[countries[0]]);

		function rank(country) {
			if (country === countries[0]) return 0;
			return metadata.countries[country][FIELD.leadingDigits] ? 2 : 1;
		}
	});
	const worldwide = Object.entries(metadata.nonGeographic).map(([code, plan]) => row(code, [plan], []));
	const rows = [...main, ...worldwide].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
	return `// Written by scripts/numberingPlan.mjs from libphonenumber-js ${version}. Do not edit: run \`npm run numbering-plan\`.
import type { PlanRow } from './plan';

/** Calling code; possible lengths of its national numbers; trunk prefix, with ? where mobile numbers are written without it; countries, the main one first; what else there is. */
export const PLAN_ROWS: readonly PlanRow[] = [
${rows.map((cells) => `\t[${cells.map(literal).join(', ')}],`).join('\n')}
];

/** Country and its English name, by name. */
export const COUNTRY_NAMES = \`
${names(Object.keys(metadata.countries), written).join('\n')}
\`;
`;
}

/** @param {unknown[][]} plans of all countries with this calling code, the main one first */
function row(code, plans, countries, example) {
	const [plan] = plans;
	const lengths = plan[FIELD.lengths];
	const trunk = plan[FIELD.trunk] || '';
	const trunkPattern = plan[FIELD.trunkPattern] && plan[FIELD.trunkPattern] !== trunk ? plan[FIELD.trunkPattern] : undefined;
	const canBegin = firstDigits(plan[FIELD.pattern]);
	const reaches = (fewer) => lengths.some((length) => lengths.includes(length - fewer));
	// Lengths alone don't tell whether a first digit is the trunk prefix, or digits are the calling code.
	const isOptional = trunk === '' || isTrunkOptional(plan, example);
	const isUnclear = (isOptional && reaches(code.length)) || (trunk !== '' && reaches(trunk.length) && canBegin.has(trunk[0]));
	const more = {
		...(trunkPattern && { trunkPattern }),
		...(plan[FIELD.trunkTransform] && { trunkTransform: plan[FIELD.trunkTransform] }),
		...((trunkPattern !== undefined || isUnclear) && { pattern: plan[FIELD.pattern] }),
		...(canBegin.has('0') && { beginsWithZero: true }),
		...(areas(plans).length > 0 && { areas: areas(plans) }),
		...(plainIdd(plan) !== undefined && { idd: plainIdd(plan) }),
	};
	const cells = [code, ranges(lengths), trunk !== '' && isOptional ? `${trunk}?` : trunk, countries.join(' ')];
	return Object.keys(more).length > 0 ? [...cells, more] : cells;
}

/**
 * Numbers of countries that share a calling code and have other lengths there, in the order in which the library looks at them.
 */
function areas([plan, ...others]) {
	const lengths = plan[FIELD.lengths];
	return others.flatMap((other) => {
		const own = other[FIELD.lengths];
		if (String(own) === String(lengths)) return [];
		if (other[FIELD.leadingDigits]) return [[other[FIELD.leadingDigits], ranges(own)]];
		const more = own.filter((length) => !lengths.includes(length));
		const patterns = (other[FIELD.types] || [])
			.filter((type) => type && (type[1] || own).some((length) => more.includes(length)))
			.map(([pattern]) => `(?:${pattern})$`);
		return patterns.map((pattern) => [pattern, ranges([...lengths, ...more].sort((a, b) => a - b))]);
	});
}

/** What is dialed before a number abroad, where it is one thing and not the usual 00. */
function plainIdd(plan) {
	const idd = String(plan[FIELD.mainIdd] || plan[FIELD.idd] || '').replace(/~/g, '');
	return /^\d+$/.test(idd) && idd !== '00' && idd !== '0' ? idd : undefined;
}

/** Whether a mobile number is written without the trunk prefix, as the library formats it for people of that country. */
function isTrunkOptional(plan, example) {
	const formats = plan[FIELD.formats] || [];
	const format = formats.find(([pattern, , leading]) => {
		const isLed = !leading || leading.length === 0 || new RegExp(`^(?:${leading[leading.length - 1]})`).test(example ?? '');
		return isLed && new RegExp(`^(?:${pattern})$`).test(example ?? '');
	});
	if (format === undefined) return true;
	const rule = format[3] || plan[FIELD.trunkRule];
	const isMandatory = Boolean(rule) && !/^\(?\$1\)?$/.test(rule) && !(format[4] || plan[FIELD.trunkOptional]);
	return !isMandatory;
}

/** `[7, 9, 10]` as `7,9-10`. */
function ranges(lengths) {
	const runs = [];
	for (const length of lengths) {
		const last = runs.at(-1);
		if (last !== undefined && last[1] === length - 1) last[1] = length;
		else runs.push([length, length]);
	}
	return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** The digits with which a match of a pattern can begin: of the kind of pattern that the library has, without loops around groups. */
export function firstDigits(pattern) {
	const found = new Set();
	for (const alternative of alternatives(pattern)) {
		let rest = alternative;
		for (let optional = true; optional && rest !== ''; ) {
			const [, group] = /^\(\?:|^\(/.test(rest) ? [0, closing(rest)] : [];
			const atom = group === undefined ? /^(\\d|\[[^\]]+\]|\d)/.exec(rest)?.[0] : rest.slice(0, group + 1);
			if (atom === undefined) throw new Error(`Not understood: ${rest}`);
			const [quantifier] = /^(\?|\{\d+(,\d*)?\})/.exec(rest.slice(atom.length)) ?? [''];
			for (const digit of digitsOf(atom)) found.add(digit);
			optional = quantifier === '?' || quantifier.startsWith('{0');
			rest = rest.slice(atom.length + quantifier.length);
		}
	}
	return found;
}

function digitsOf(atom) {
	if (atom.startsWith('(')) return firstDigits(atom.replace(/^\((\?:)?/, '').slice(0, -1));
	return [...'0123456789'].filter((digit) => new RegExp(`^${atom}$`).test(digit));
}

function alternatives(pattern) {
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

function closing(text) {
	let depth = 0;
	for (let i = 0; i < text.length; i += 1) {
		if (text[i] === '(') depth += 1;
		if (text[i] === ')') depth -= 1;
		if (depth === 0) return i;
	}
	throw new Error(`Not closed: ${text}`);
}

function names(countries, written) {
	const known = new Map([...written.matchAll(/^([A-Z]{2}) (.+)$/gm)].map(([, country, name]) => [country, name]));
	const english = new Intl.DisplayNames('en', { type: 'region' });
	const { compare } = new Intl.Collator('en');
	return countries
		.map((country) => [country, known.get(country) ?? english.of(country) ?? country])
		.sort(([, a], [, b]) => compare(a, b))
		.map(([country, name]) => `${country} ${name}`);
}

/** As prettier would write it. */
function literal(value) {
	if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
	if (typeof value === 'object') return `{ ${Object.entries(value).map(([key, one]) => `${key}: ${literal(one)}`).join(', ')} }`;
	return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	writeFileSync(target, numberingPlanModule(existsSync(target) ? readFileSync(target, 'utf8') : ''));
	console.log(`Wrote ${target}`);
}
