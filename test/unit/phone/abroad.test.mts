import { getExampleNumber, type PhoneNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

import { InvalidFieldError } from '../../../nodes/Plivo/errors/invalidFieldError';
import { byLibrary, byNode, countries } from './library.mts';

/** Of each country, a mobile number that exists. */
const mobiles = countries.flatMap((country) => {
	const number = getExampleNumber(country, examples);
	return number?.isValid() ? [{ country, number }] : [];
});

const bare = ({ number }: PhoneNumber) => number.slice(1);

/**
 * Digits that begin as mobile numbers at home do, with three digits, and go on as none that is in use: `+1 474 061 2345` would be
 * one in Saskatchewan. New ranges come into use there, so they are not taken for numbers abroad.
 */
const LIKE_THOSE_AT_HOME = new Map([
	['1', ['2463801234', '4740612345', '6581234567', '4741234567']],
	['54', ['93701234567']],
	['66', ['672381234']],
	['91', ['6745551234', '6806201234', '6581234567', '6767715123', '6857212345']],
	['995', ['508551234']],
	['998', ['672381234']],
	// With their own country code, or without: by the numbers in use, and these are none.
	['508', ['508551234']],
	['62', ['62812345678']],
]);

describe('digits of a mobile number abroad, without a plus sign', () => {
	it('are there for all countries', () => {
		expect(mobiles.length).toBeGreaterThan(240);
	});

	it.each([
		['From', (own: PhoneNumber) => ({ from: bare(own) })],
		['Default Country', (own: PhoneNumber) => ({ defaultCountry: own.country })],
	])('are that number, whatever the country of %s, unless they are a mobile number of it as well', (_, contextOf) => {
		const wrong = mobiles.flatMap(({ country: home, number: own }) => {
			const code = own.countryCallingCode;
			return mobiles.flatMap(({ number }) => {
				const digits = bare(number);
				const read = byNode(digits, contextOf(own));
				const atHome = byLibrary(`+${code}${digits}`);
				const isMobileAtHome = (atHome?.isValid() && atHome.getType()?.includes('MOBILE')) || LIKE_THOSE_AT_HOME.get(code)?.includes(digits);
				if (read === digits || (isMobileAtHome && (read instanceof InvalidFieldError || read === `${code}${digits}`))) return [];
				return [`${home}, ${digits}: ${String(read)}`];
			});
		});
		expect(wrong).toEqual([]);
	});

	it.each('IN DE AT SG CO HK IT TR BR CN CZ GR CL JP KR IL AE PK PH NG'.split(' '))('are read from and with %s: 14155550123', (country) => {
		const own = mobiles.find((mobile) => mobile.country === country)?.number;
		expect(own).toBeDefined();
		expect(byNode('14155550123', { defaultCountry: country })).toBe('14155550123');
		expect(byNode('14155550123', { from: own && bare(own) })).toBe('14155550123');
	});
});
