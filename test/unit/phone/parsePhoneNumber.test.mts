import { parseRecipients } from '../../../nodes/Plivo/content/addressing/recipients';
import type { PhoneNumberContext } from '../../../nodes/Plivo/phone/parsePhoneNumber';
import { InvalidFieldError } from '../../../nodes/Plivo/errors/invalidFieldError';
import { byNode } from './library.mts';

function read(value: unknown, context: PhoneNumberContext = {}): string {
	const found = byNode(value, context);
	return found instanceof InvalidFieldError ? found.message.replace(/^'To' contains ".*?", /s, '') : found;
}

function remedy(value: unknown, context: PhoneNumberContext = {}): string {
	const found = byNode(value, context);
	return found instanceof InvalidFieldError ? found.remedy : '';
}

const NOT_VALID = "which isn't a valid phone number";
const SCIENTIFIC = 'a number in scientific notation, which has lost its last digits';
const NO_CODE = 'which has no country code';
const ZERO = 'which begins with 0 and so has no country code';
const SEVERAL = 'which is more than one phone number';
const MEXICO = 'with the 1 after +52 that mobile numbers in Mexico no longer have';
const tail = (what: string) => `a phone number followed by "${what}", which looks like an extension or a second number`;
const length = (digits: number, plan: string, lengths: string) =>
	`which has ${digits} digit${digits === 1 ? '' : 's'} after the country code; numbers in ${plan} have ${lengths}`;
const AMERICA = '+1 (United States, Canada, …)';

describe('a number with its country code', () => {
	it.each([
		['+14155550123', '14155550123'],
		['0044 20 7946 0123', '442079460123'],
		['+0044 20 7946 0123', '442079460123'],
		['(0044) 20 7946 0123', '442079460123'],
		['(+1) 415 555 0123', '14155550123'],
		['+1.415.555.0123', '14155550123'],
		['+1 415/555 0123', '14155550123'],
		['+33 6.12.34.56.78', '33612345678'],
		['tel:+1-415-555-0123', '14155550123'],
		['sms:+14155550123', '14155550123'],
		['whatsapp:+14155550123', '14155550123'],
		['whatsapp:14155550123', '14155550123'],
		["'+14155550123", '14155550123'],
		['’+14155550123', '14155550123'],
		['"+14155550123"', '14155550123'],
		['="14155550123"', '14155550123'],
		['- +14155550123', '14155550123'],
		['+14155550123.', '14155550123'],
		['14155550123', '14155550123'],
		[14155550123, '14155550123'],
		['1 (415) 555-0123', '14155550123'],
		['1-415-555-0123', '14155550123'],
		['47 91 23 45 67', '4791234567'],
		['49151 2345678', '491512345678'],
		['1415/5550123', '14155550123'],
		['1415555.0000', '14155550000'],
	])('is read: %j', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each([
		['soft hyphen', '+1\u00AD4155550123'],
		['Arabic letter mark', '+1\u061C4155550123'],
		['directional marks', '\u202A+14155550123\u202C'],
		['zero-width space', '+1415\u200B5550123'],
		['word joiner', '+1415\u20605550123'],
		['byte order mark', '\uFEFF+14155550123'],
		['variation selector', '+1\uFE0F4155550123'],
		['null character', '+14155550123\0'],
		['no-break spaces', '+1\u00A0415\u202F555\u20090123'],
		['minus signs', '+1\u2212415\u2212555\u22120123'],
		['dashes', '+1\u2010415\u2013555\u20140123'],
		['full-width', '＋１（４１５）５５５－０１２３'],
		['full-width points', '＋１．４１５．５５５．０１２３'],
		['Arabic digits', '+١٤١٥٥٥٥٠١٢٣'],
		['Persian digits', '+۱۴۱۵۵۵۵۰۱۲۳'],
		['Devanagari digits', '+१४१५५५५०१२३'],
		['middle dots', '+1·415·555·0123'],
		['square brackets', '+1 [415] 555 0123'],
	])('is read in other characters: %s', (_, value) => {
		expect(read(value)).toBe('14155550123');
	});

	it.each([
		['+44 020 7946 0123', '442079460123'],
		['+44 (0)20 7946 0123', '442079460123'],
		['+44 (020) 7946 0123', '442079460123'],
		['(+44) (0)20 7946 0123', '442079460123'],
		['+49 0151 2345678', '491512345678'],
		['4402079460123', '442079460123'],
		['+36 06 20 123 4567', '36201234567'],
		['+7 8 912 345-67-89', '79123456789'],
		['+1 1 415 555 0123', '14155550123'],
		['+370 8 612 34567', '37061234567'],
	])('is read without the trunk prefix: %s', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each([
		['+39 06 1234 5678', '390612345678'],
		['+39 (06) 1234 5678', '390612345678'],
		['+225 07 12 34 56 78', '2250712345678'],
		['+242 06 123 4567', '242061234567'],
		['+378 0549 123456', '3780549123456'],
		['+7 800 555 35 35', '78005553535'],
		['+1 800 555 0199', '18005550199'],
		['+31 85 1234567', '31851234567'],
	])('keeps a digit that belongs to it: %s', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each([
		['+1415555012', length(9, AMERICA, '10')],
		['+141555501234', length(11, AMERICA, '10')],
		['1415555012', length(9, AMERICA, '10')],
		['+479123456', length(7, '+47 (Norway, Svalbard & Jan Mayen)', '5 or 8')],
		['+34 0612345678', length(10, '+34 (Spain)', '9')],
		['+4915', length(2, '+49 (Germany)', '4 to 12')],
		['+22507123456', length(8, '+225 (Côte d’Ivoire)', '10')],
		['+80012345', length(5, '+800', '8')],
		['+44 1624 12345', length(9, '+44 (United Kingdom, Guernsey, …)', '10')],
		['+4', "which doesn't begin with a country code"],
		['+999123456', "which doesn't begin with a country code"],
		['+0151 2345678', "which doesn't begin with a country code"],
		['+49123456789012345', 'which has 17 digits; a phone number has 7 to 14'],
		['911', 'which has 3 digits; a phone number has 7 to 14'],
		['491234', 'which has 6 digits; a phone number has 7 to 14'],
	])('is refused when no country has it: %s', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each(['+5215512345678', '+52 1 55 1234 5678', '5215512345678', 'whatsapp:5215512345678'])('of Mexico is refused with the old 1: %s', (value) => {
		expect(read(value)).toBe(MEXICO);
		expect(remedy(value)).toContain('Remove the 1');
	});

	it.each(['MX', 'US', 'DE', 'AT'])('of Mexico is refused with the old 1, also without a plus sign and with Default Country %s', (defaultCountry) => {
		for (const value of ['5215512345678', '521 55 1234 5678', '52 1 55 1234 5678']) expect(read(value, { defaultCountry })).toBe(MEXICO);
	});
});

describe('what spreadsheets make of numbers', () => {
	it.each([
		['14155550123.0', 'a number with decimals'],
		['14155550123.00', 'a number with decimals'],
		['4930123456.50', 'a number with decimals'],
		['4155550123.0000', 'a number with decimals'],
		['14155550123,00', 'a number with decimals'],
		['+14155550123.0', 'a number with decimals'],
		[14155550123.5, 'a number with decimals'],
		['1.41556E+10', SCIENTIFIC],
		['1,41556E+10', SCIENTIFIC],
		['1.41556e10', SCIENTIFIC],
		['1E+10', SCIENTIFIC],
		[1.4e22, SCIENTIFIC],
		['14,155,550,123', 'a number with thousands separators'],
		['14,155,550,123.00', 'a number with thousands separators'],
		['-14155550123', 'a negative number'],
		[-970, 'a negative number'],
	])('is refused in its own words: %j', (value, expected) => {
		expect(read(value)).toBe(expected);
	});
});

describe('what is no number', () => {
	it.each([
		['hello', NOT_VALID],
		['+', NOT_VALID],
		['--', NOT_VALID],
		['null', NOT_VALID],
		['{"phone":"+14155550123"}', NOT_VALID],
		[NaN, NOT_VALID],
		[Infinity, NOT_VALID],
		[true, NOT_VALID],
		[{ phone: 1 }, NOT_VALID],
		[[], NOT_VALID],
		['+1415555O123', 'which isn\'t a valid phone number because of "O"'],
		['+1415555\u041E123', 'which isn\'t a valid phone number because of "\u041E" (U+041E)'],
		['14155550123\u2800', 'which isn\'t a valid phone number because of "\u2800" (U+2800)'],
		['+1415555012\u0337', 'which isn\'t a valid phone number because of U+0337'],
		['Tel. +49 151 23456789', 'which isn\'t a valid phone number because of "Tel"'],
		['+1 415 555 0123 (mobile)', 'which isn\'t a valid phone number because of "mobile"'],
		['+1 415 555 01*3', 'which isn\'t a valid phone number because of "*"'],
		['++14155550123', NOT_VALID],
	])('is refused: %j', (value, expected) => {
		expect(read(value)).toBe(expected);
	});
});

describe('a whole document in place of a number', () => {
	// A pattern that takes the square of this would take minutes.
	it.each([
		['a number, blanks and more', `+14155550123${' '.repeat(100_000)}x`],
		['blanks in a number', `+1${' '.repeat(100_000)}4155550123`],
		['digits', '1'.repeat(100_000)],
		['digits with blanks', '1 '.repeat(100_000)],
		['quotation marks', `${'"'.repeat(100_000)}x`],
		['a list that does not end', `[${'] '.repeat(100_000)}x`],
	])('is refused: %s', (_, value) => {
		expect(byNode(value)).toBeInstanceOf(InvalidFieldError);
		expect(() => parseRecipients(value)).toThrow(InvalidFieldError);
	});
});

describe('an extension or a second number', () => {
	it.each([
		['+49 151 1234567/68', '/68'],
		['+49 151 1234567 / 68', '/ 68'],
		['+49 151 1234567/0151 7654321', '/0151 7654321'],
		['+49 30 12345/12346', '/12346'],
		['+49 30 123456/12 34', '/12 34'],
		['+1 415 555 0123 (12)', '(12)'],
		['+1 415 555 0123 -12', '-12'],
		['+1 415 555 0123 - 12', '- 12'],
		['+1 415-555-0123-12', '-12'],
		['14155550123-12', '-12'],
		['4155550123-1', '-1'],
		['14155550123 12', '12'],
		['+49 30 1234567-12', '-12'],
		['+49 30 12345-12346', '-12346'],
		['+43 1 5123456-120', '-120'],
		['+62 812-3456-7890-12', '-12'],
		['+82 (10) 1234-5678-12', '-12'],
		['+1 (415) 555-0123-12', '-12'],
		['+49 (30) 1234567-12', '-12'],
		['+61 412/345-678-12', '-12'],
		['+14155550123x12', 'x12'],
		['+1 415 555 0123 x 12', 'x 12'],
		['+1 415 555 0123 ext. 12', 'ext. 12'],
		['+1 415 555 0123 extension 12', 'extension 12'],
		['+14155550123, ext 12', 'ext 12'],
		['+14155550123;ext=12', ';ext=12'],
		['tel:+1-415-555-0123;ext=12', ';ext=12'],
		['+14155550123 #12', '#12'],
		['+1 415 555 0123 (ext 12)', 'ext 12'],
		['+1 415 555 0123/0124', '/0124'],
		['+1 (415) 555-0123 / 0124', '/ 0124'],
		['+7 912 345-67-89 доб. 12', 'доб. 12'],
	])('is refused, not glued on: %s', (value, what) => {
		expect(read(value)).toBe(tail(what));
	});

	it.each([
		'+14155550123 +14155550124',
		'+14155550123+14155550124',
		'+14155550123 and +14155550124',
		'+14155550123 & 14155550124',
		'+14155550123|+14155550124',
		'+1 415 555 0123 / +1 415 555 0124',
		'14155550123 14155550124',
		'4930123 4930124',
		'14155550123-14155550124',
		'+1 415 555 0123 1 415 555 0124',
	])('is told to be a list: %s', (value) => {
		expect(read(value)).toBe(SEVERAL);
		expect(remedy(value)).toBe('Separate the numbers with commas, semicolons, or new lines.');
		expect(remedy(value, { takesMany: false })).toBe('Enter one number.');
	});

	it.each([
		['+7 912 345-67-89', '79123456789'],
		['+62 812-3456-789', '628123456789'],
		['+55 11 96123-4567', '5511961234567'],
		['+55 (011) 96123-4567', '5511961234567'],
		['+381 064/123-4567', '381641234567'],
		['+1 415/555-0123', '14155550123'],
		['+81 90-1234-5678', '819012345678'],
		['+49 151/2345678', '491512345678'],
		['+49 2151/123456', '492151123456'],
		['+49/2151/123456', '492151123456'],
		['+49 30 1234-567', '49301234567'],
		['+49 30-12-34-56', '4930123456'],
		['+1 (415) 555-0123', '14155550123'],
		['+82 (10) 1234-5678', '821012345678'],
		['+63 (917) 123-4567', '639171234567'],
		['+39 (347) 123-4567', '393471234567'],
		['+86 (131) 2345-6789', '8613123456789'],
		['+62 (812) 3456-7890', '6281234567890'],
		['+49 (151) 2345-6789', '4915123456789'],
		['+61 (412) 345-678', '61412345678'],
		['+44 (7400) 123-456', '447400123456'],
		['+61 412/345-678', '61412345678'],
		['+61 (412)/345-678', '61412345678'],
	])('is not in %s', (value, expected) => {
		expect(read(value)).toBe(expected);
	});
});

describe('a number in national format, without the option', () => {
	it.each([
		'(479) 123-4567',
		'(458) 555-0123',
		'479-123-4567',
		'479 123 4567',
		'503-555-0123',
		'212.555.0123',
		'6123-4567',
		'tel:415-555-0123',
		'27532491',
		'43 00 0103',
		'1234567',
	])('is refused: %s', (value) => {
		expect(read(value)).toBe(NO_CODE);
		expect(remedy(value)).toContain('add the option Default Country');
		expect(remedy(value, { offersDefaultCountry: false })).not.toContain('Default Country');
	});

	it.each(['020 7946 0123', '0151 2345678', '(0)151 2345678', '(0151) 2345678', '0'])('is refused for its zero: %s', (value) => {
		expect(read(value)).toBe(ZERO);
		expect(remedy(value)).toContain('add the option Default Country');
	});
});

describe('Default Country', () => {
	it.each([
		['US', '(415) 555-0123', '14155550123'],
		['US', '415-555-0123', '14155550123'],
		['US', '4155550123', '14155550123'],
		['US', 4155550121, '14155550121'],
		['US', '14155550123', '14155550123'],
		['US', '1 415 555 0123', '14155550123'],
		['US', '503-555-0123', '15035550123'],
		['US', '4791234567', '14791234567'],
		['US', '47 91 23 45 67', '4791234567'],
		['US', '447911123456', '447911123456'],
		['US', '+4791234567', '4791234567'],
		['US', '0044 20 7946 0123', '442079460123'],
		['US', '011 44 20 7946 0123', '442079460123'],
		['CA', '(604) 555-0123', '16045550123'],
		['DE', '0151 2345678', '491512345678'],
		['DE', '(0151) 2345678', '491512345678'],
		['DE', '030/1234567', '49301234567'],
		['DE', '02151/123456', '492151123456'],
		['DE', '151 2345678', '491512345678'],
		['DE', '4915123456789', '4915123456789'],
		['DE', '49151 2345678', '491512345678'],
		['DE', '14155550123', '14155550123'],
		['IN', '1 415 555 0123', '14155550123'],
		['FR', '612345678', '33612345678'],
		['RU', '84912345678', '84912345678'],
		['GB', '07911 123456', '447911123456'],
		['GB', '020 7946 0123', '442079460123'],
		['FR', '06 12 34 56 78', '33612345678'],
		['FR', '06.12.34.56.78', '33612345678'],
		['NO', '912 34 567', '4791234567'],
		['NO', '46 12 34 56', '4746123456'],
		['NO', '47912345', '4747912345'],
		['NO', '4791234567', '4791234567'],
		['IT', '06 1234 5678', '390612345678'],
		['IT', '3331234567', '393331234567'],
		['IT', '3912345678', '393912345678'],
		['IT', '393331234567', '393331234567'],
		['ES', '612 34 56 78', '34612345678'],
		['HU', '06 20 123 4567', '36201234567'],
		['RU', '8 (912) 345-67-89', '79123456789'],
		['RU', '89123456789', '79123456789'],
		['RU', '9123456789', '79123456789'],
		['RU', '810 1 415 555 0123', '14155550123'],
		['IN', '9123456789', '919123456789'],
		['IN', '09123456789', '919123456789'],
		['IN', '919123456789', '919123456789'],
		['CN', '13123456789', '8613123456789'],
		['AR', '011 15-2345-6789', '5491123456789'],
		['MX', '55 1234 5678', '525512345678'],
		['JP', '090-1234-5678', '819012345678'],
		['AU', '0412 345 678', '61412345678'],
		['AU', '0011 1 415 555 0123', '14155550123'],
		['BR', '(11) 96123-4567', '5511961234567'],
		['BR', '5511961234567', '5511961234567'],
		['SG', '9123 4567', '6591234567'],
		['CI', '07 12 34 56 78', '2250712345678'],
		['UY', '0800 1234', '5988001234'],
		['KR', '(010) 1234-5678', '821012345678'],
		['PH', '(0917) 123-4567', '639171234567'],
		['MV', '960 771 2345', '9607712345'],
		['IS', '354 611 1234', '3546111234'],
		['IS', '(354) 611-1234', '3546111234'],
	])('%s reads %j as %s', (defaultCountry, value, expected) => {
		expect(read(value, { defaultCountry })).toBe(expected);
	});

	it.each([
		['DE', '15123456789', 'which could be a number in +1 (United States, Canada, …), or one in +49 (Germany) without its country code'],
		['VN', '841234567', 'whose first digits could be the country code +84 or part of the number'],
		['ZA', '270473665', 'whose first digits could be the country code +27 or part of the number'],
		['US', '555-0123', "which can't be a number in the Default Country (United States): numbers there have 10 digits"],
		['US', '020 7946 0123', "which can't be a number in the Default Country (United States): numbers there don't begin with 0"],
		['PL', '0501234567', "which can't be a number in the Default Country (Poland): numbers there don't begin with 0"],
		['DE', '012', "which can't be a number in the Default Country (Germany): numbers there have 4 to 12 digits"],
		['DE', '0151 1234567/68', tail('/68')],
		['DE', '0151 1234567/0152 1234567', SEVERAL],
		['DE', '0151 1234567/0152 123456', tail('/0152 123456')],
		['US', '(415) 555-0123 (12)', tail('(12)')],
		['US', '(415) 555-0123 x12', tail('x12')],
		['DE', '01512345678 01522345678', SEVERAL],
		['US', '4155550123.0', 'a number with decimals'],
	])('%s refuses %j', (defaultCountry, value, expected) => {
		expect(read(value, { defaultCountry })).toBe(expected);
		expect(remedy(value, { defaultCountry })).not.toContain('add the option');
	});
});

describe('the country of From, without the option', () => {
	it.each([
		['14155550100', '14155550123', '14155550123'],
		['14155550100', '447911123456', '447911123456'],
		['14155550100', '47 91 23 45 67', '4791234567'],
		['491512345678', '4915123456789', '4915123456789'],
		['447911123456', '14155550123', '14155550123'],
		['4791234567', '4612345678', '4612345678'],
		['393331234567', '393331234568', '393331234568'],
	])('%s lets %s be %s', (from, value, expected) => {
		expect(read(value, { from })).toBe(expected);
	});

	it.each([
		['14155550100', '4791234567', 'which could be a number in +47 (Norway, Svalbard & Jan Mayen), or one in +1 (United States, Canada, …) without its country code'],
		['491512345678', '15123456789', 'which could be a number in +1 (United States, Canada, …), or one in +49 (Germany) without its country code'],
		['4791234567', '46123456', NO_CODE],
		['34612345678', '612345678', NO_CODE],
		['393331234567', '3912345678', 'whose first digits could be the country code +39 or part of the number'],
		['14155550100', '4155550121', NO_CODE],
		['79123456789', '89123456789', NO_CODE],
	])('%s makes %s ambiguous', (from, value, expected) => {
		expect(read(value, { from })).toBe(expected);
		// With a plus sign it is not.
		expect(read(`+${value}`, { from })).not.toContain('without its country code');
	});

	it('is read where it is written as a group of its own', () => {
		expect(read('960 771 2345', { from: '9607712346' })).toBe('9607712345');
		expect(read('960 771 2345', { from: '14155550100' })).toBe(NO_CODE);
	});

	it('shows how the number would be written', () => {
		expect(remedy('4155550121', { from: '14155550100' })).toBe(
			'Write + and the country code in front, for example +14155550121. If all such numbers are from one country, add the option Default Country.',
		);
	});
});

describe("a number of one's own", () => {
	it.each([
		['US', '4791234567', '4791234567'],
		['US', '(415) 555-0100', '14155550100'],
		['US', '4155550100', '14155550100'],
		['DE', '0151 2345678', '491512345678'],
	])('with Default Country %s: %s, as Plivo lists it, is %s', (defaultCountry, value, expected) => {
		expect(read(value, { defaultCountry, isOwn: true })).toBe(expected);
	});
});
