import metadata from 'libphonenumber-js/metadata.max.json';
import { parsePhoneNumber, type PhoneNumber } from 'libphonenumber-js/max';

import { InvalidFieldError } from '../../../nodes/Plivo/errors/invalidFieldError';
import { readNotation } from '../../../nodes/Plivo/phone/notation';
import { nationalNumber, planOfCountryCode } from '../../../nodes/Plivo/phone/plan';
import { byNode, countries, patterns, validNumbers } from './library.mts';

const all = validNumbers(20);
const mobiles = validNumbers(30, patterns.filter(({ isMobile }) => isMobile));

/** StaticData at home with the 00 that is dialed before a number abroad: free numbers of Japan, Korea and a few more. */
const beginsWithExitCode = (national: string) => national.replace(/\D/g, '').startsWith('00');

/** Not a voice mailbox or a toll-free number: of those, some are a mobile number abroad with as many digits, and no messages go there. */
const isPhone = (number: PhoneNumber) => /MOBILE|FIXED_LINE/.test(number.getType() ?? '');

describe('what libphonenumber formats', () => {
	it('is numbers of all countries', () => {
		expect(new Set(mobiles.map(({ country }) => country).filter((country) => country !== undefined)).size).toBeGreaterThan(220);
		expect(all.length).toBeGreaterThan(10_000);
	});

	it.each([
		['E.164', (number: PhoneNumber) => number.number as string],
		['international format', (number: PhoneNumber) => number.formatInternational()],
		['RFC 3966', (number: PhoneNumber) => number.getURI()],
		['international format without a plus sign', (number: PhoneNumber) => `00 ${number.formatInternational().slice(1)}`],
	])('is read in %s', (_, format) => {
		const wrong = all.filter((number) => byNode(format(number)) !== number.number.slice(1));
		expect(wrong.map((number) => `${format(number)}: ${String(byNode(format(number)))}`)).toEqual([]);
	});

	it.each([
		['its first group in parentheses', '$1 ($2) '],
		['a slash behind its first group', '$1 $2/'],
	])('is read with %s and dashes between the others', (_, beginning) => {
		const styled = (number: PhoneNumber) =>
			number.formatInternational().replaceAll('-', ' ').replace(/^(\S+) (\S+) (?=.)/, beginning).replace(/(?<=\d) (?=\d+(?: |$))(?<=[)/].*)/g, '-').replace(/\) /, ') ');
		// `512-34` can't be told from a number of Austria with an extension: refused, and never read as another number.
		const isLikeAnExtension = (number: PhoneNumber) => /\d{3}-\d\d$/.test(styled(number)) && byNode(styled(number)) instanceof InvalidFieldError;
		const wrong = all.filter((number) => byNode(styled(number)) !== number.number.slice(1) && !isLikeAnExtension(number));
		expect(wrong.map((number) => `${styled(number)}: ${String(byNode(styled(number)))}`)).toEqual([]);
	});

	it('is read as Plivo writes it, where a short code has fewer digits', () => {
		// Without a plus sign, so few digits are a number at home where calling codes are short.
		const isLong = ({ number, countryCallingCode: code }: PhoneNumber) => number.length > (code.length === 3 ? 7 : 9);
		const wrong = all.filter((number) => isLong(number) && byNode(number.number.slice(1)) !== number.number.slice(1));
		expect(wrong.map(({ number }) => number)).toEqual([]);
	});

	it('of mobile phones is read as it is written at home, with the Default Country', () => {
		const unread = mobiles.flatMap((number) => {
			const national = number.formatNational();
			// The library gives the old numbers of Gabon in a form that it reads as new ones itself.
			if (number.country === undefined || parsePhoneNumber(national, number.country).number !== number.number) return [];
			const read = byNode(national, { defaultCountry: number.country });
			return read === number.number.slice(1) ? [] : [`${number.country} ${national}: ${String(read)}`];
		});
		// Monaco writes both with a 0 and without: 39 36 66 73 is a number in Italy, too.
		expect(unread.filter((one) => !one.startsWith('MC '))).toEqual([]);
	});

	it('is never taken for another number with the Default Country', () => {
		const wrong = all.flatMap((number) => {
			const national = number.formatNational();
			if (number.country === undefined || beginsWithExitCode(national) || !isPhone(number)) return [];
			if (parsePhoneNumber(national, number.country).number !== number.number) return [];
			const read = byNode(national, { defaultCountry: number.country });
			return typeof read !== 'string' || read === number.number.slice(1) ? [] : [`${number.country} ${national}: ${read}`];
		});
		expect(wrong).toEqual([]);
	});
});

describe('the plan of a country', () => {
	it('is there for each that the library has', () => {
		expect(countries.filter((country) => planOfCountryCode(country) === undefined)).toEqual([]);
		const codes = countries.map((country) => planOfCountryCode(country)?.callingCode);
		expect(codes).toEqual(countries.map((country) => metadata.countries[country]?.[0]));
	});

	it('strips a trunk prefix, and no digit of a number that begins with it', () => {
		for (const { country, nationalNumber: national } of all) {
			const plan = country && planOfCountryCode(country);
			if (plan) expect(nationalNumber(plan, national)).toBe(national);
		}
	});
});

describe('readNotation', () => {
	it('has the same digits as a whole and in groups', () => {
		for (const number of all) {
			const notation = readNotation(number.formatInternational());
			expect(notation?.groups.map(({ digits }) => digits).join('')).toBe(number.number.slice(1));
		}
	});
});
