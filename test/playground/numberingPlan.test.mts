import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { firstDigits, numberingPlanModule, target } from '../../scripts/numberingPlan.mts';

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
		expect(written.length).toBeLessThan(20_000);
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
