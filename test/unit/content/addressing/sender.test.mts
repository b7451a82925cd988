import { parseFrom, parsePowerpack, parseWhatsappFrom } from '../../../../nodes/Plivo/content/addressing/sender';
import { refusal } from '../../invalid.mts';

describe('parseFrom', () => {
	it.each([
		['+14155550100', '14155550100'],
		['1 (415) 555-0100', '14155550100'],
		['whatsapp:+14155550100', '14155550100'],
		['123-456', '123456'],
		['123 456', '123456'],
		['１２３４５', '12345'],
		['MYSHOP\u200B', 'MYSHOP'],
		['1234567AB', '1234567AB'],
		['4791234567', '4791234567'],
		[14155550100, '14155550100'],
		['12345', '12345'],
		['MYSHOP', 'MYSHOP'],
		['whatsapp:+14155550123', '14155550123'],
		['Undefined', 'Undefined'],
		[' Shop24 ', 'Shop24'],
		['ELEVENCHARS', 'ELEVENCHARS'],
	])('reads %j as %s', (value, expected) => {
		expect(parseFrom(value)).toBe(expected);
	});

	it.each([
		['', "'From' is empty"],
		[undefined, "'From' is empty"],
		['TWELVECHARSX', '\'From\' is the sender ID "TWELVECHARSX", which has 12 characters; Plivo accepts up to 11'],
		['My Shop', '\'From\' is the sender ID "My Shop", but Plivo keeps only the letters A to Z and digits'],
		['Müller', '\'From\' is the sender ID "Müller", but Plivo keeps only the letters A to Z and digits'],
		['0415555', '\'From\' contains "0415555", which begins with 0 and so has no country code'],
		['(415) 555-0100 1', '\'From\' contains "(415) 555-0100 1", which has no country code'],
		['+12345', '\'From\' contains "+12345", a short code with a plus sign'],
		['12345.0', '\'From\' contains "12345.0", a number with decimals'],
		['123456.0', '\'From\' contains "123456.0", a number with decimals'],
		['123456.00', '\'From\' contains "123456.00", a number with decimals'],
		['123.456', '\'From\' contains "123.456", a number with decimals'],
		[-12345, '\'From\' contains "-12345", a negative number'],
		['+1 415 555 0100 x12', '\'From\' contains "+1 415 555 0100 x12", a phone number followed by "x12", which looks like an extension or a second number'],
		['14155550100x12', '\'From\' contains "14155550100x12", a phone number followed by "x12", which looks like an extension or a second number'],
		['1.41556E+10', '\'From\' contains "1.41556E+10", a number in scientific notation, which has lost its last digits'],
		['14155550100, 14155550101', '\'From\' contains "14155550100, 14155550101", which is more than one phone number'],
		['12', '\'From\' contains "12", which has 2 digits; a phone number has 7 to 14'],
		['!!', '\'From\' contains "!!", which isn\'t a valid phone number'],
	])('refuses %j', (value, message) => {
		expect(refusal(() => parseFrom(value)).message).toBe(message);
	});

	it('reads numbers in national format with the Default Country, and those of the list as they are', () => {
		expect(parseFrom('(415) 555-0100', 'US')).toBe('14155550100');
		expect(parseFrom('0151 2345678', 'DE')).toBe('491512345678');
		expect(parseFrom('4791234567', 'US')).toBe('4791234567');
		expect(parseWhatsappFrom('4791234567', 'US')).toBe('4791234567');
	});

	it('says what a sender ID would become', () => {
		expect(refusal(() => parseFrom('My Shop')).remedy).toBe('Enter "MyShop" if that is what people should see.');
	});
});

describe('parseWhatsappFrom', () => {
	it.each(['', ' ', '\t\n', undefined, null])('refuses %j as empty', (value) => {
		expect(refusal(() => parseWhatsappFrom(value)).message).toBe("'From' is empty");
	});
});

describe('parsePowerpack', () => {
	it('takes a UUID and nothing else', () => {
		expect(parsePowerpack(' 5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46 ')).toBe('5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46');
		expect(refusal(() => parsePowerpack('')).message).toBe("'Powerpack' is empty");
		expect(refusal(() => parsePowerpack('Marketing')).message).toBe('\'Powerpack\' is "Marketing", which isn\'t a UUID');
	});
});
