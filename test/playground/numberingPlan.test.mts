import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { beginnings, firstDigits, numberingPlanModule, target } from '../../scripts/numberingPlan.mts';

describe('the numbering plan', () => {
	const written = readFileSync(target, 'utf8');

	it('is what `npm run numbering-plan` makes of the installed libphonenumber-js', () => {
		expect(numberingPlanModule(written)).toBe(written);
	});

	it('has the countries that it would have if it were written anew', () => {
		const codesOf = (module: string) => [...module.matchAll(/^([A-Z]{2}) .+$/gm)].map(([, code]) => code).sort();
		expect(codesOf(numberingPlanModule(''))).toEqual(codesOf(written));
	});

	it('is small', () => {
		expect(written.length).toBeLessThan(30_000);
	});

	it('stands where the node looks for it', () => {
		expect(target).toBe(fileURLToPath(new URL('../../nodes/Plivo/phone/numberingPlan.ts', import.meta.url)));
	});
});

describe('firstDigits', () => {
	it.each([
		['[2-9]\\d{9}|3\\d{6}', '23456789'],
		['0\\d{5,11}|1\\d{8,10}', '01'],
		['(?:00800|[3-7])\\d{7}', '034567'],
		['1?[23]\\d', '123'],
		['(?:\\d{3}){0,2}5', '0123456789'],
		['\\d', '0123456789'],
	])('of %s are %s', (pattern, digits) => {
		expect([...firstDigits(pattern)].sort().join('')).toBe(digits);
	});
});

describe('beginnings', () => {
	it('of a pattern are all that its matches begin with, each with their lengths', () => {
		const found = beginnings('1(?:5[02]\\d?|6)\\d{2}|9?8', 3);
		const all = Array.from({ length: 200_000 }, (_, i) => String(i)).filter((digits) => /^(?:1(?:5[02]\d?|6)\d{2}|9?8)$/.test(digits));
		const expected = new Set(all.map((digits) => `${digits.slice(0, 3)} ${digits.length}`));
		expect(new Set([...found].flatMap(([beginning, lengths]) => [...lengths].map((length) => `${beginning} ${length}`)))).toEqual(expected);
	});

	it('are not guessed for a pattern of another kind', () => {
		expect(() => beginnings('1\\d*', 3)).toThrow('Not understood');
		expect(() => beginnings('(?=1)\\d', 3)).toThrow('Not understood');
	});
});
