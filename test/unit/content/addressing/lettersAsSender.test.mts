import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { isInUsOrCanada, refuseLettersToNorthAmerica } from '../../../../nodes/Plivo/content/addressing/lettersAsSender';
import { refusal } from '../../invalid.mts';

describe('refuseLettersToNorthAmerica', () => {
	it.each(['14155550123', '14165550123'])('refuses letters to %s', (number) => {
		expect(refusal(() => refuseLettersToNorthAmerica('MYSHOP', ['447911123456', number]))).toEqual({
			message: `'From' is the sender ID "MYSHOP", but messages to the US and Canada, such as to +${number}, must come from a phone number`,
			remedy: 'Pick one of your Plivo numbers for these recipients.',
		});
	});

	it.each([
		['MYSHOP', '447911123456'],
		['1A2B', '18765550123'],
		['MYSHOP', '4155550123'],
		['14151234567', '14155550123'],
		['12345', '14155550123'],
		[undefined, '14155550123'],
	])('takes %s to %s', (src, number) => {
		expect(() => refuseLettersToNorthAmerica(src, [number])).not.toThrow();
	});
});

describe('isInUsOrCanada', () => {
	it('agrees with libphonenumber on each area code', () => {
		const differences = Array.from({ length: 800 }, (_, i) => String(i + 200)).filter((area) => {
			const country = parsePhoneNumberFromString(`+1${area}5550123`)?.country ?? parsePhoneNumberFromString(`+1${area}2345678`)?.country;
			return country !== undefined && isInUsOrCanada(`1${area}5550123`) !== ['US', 'CA'].includes(country);
		});
		expect(differences).toEqual([]);
	});
});
