import { parseFrom, parsePowerpack } from '../../../nodes/Plivo/compose/sender';
import { refusal } from '../invalid.mts';

describe('parseFrom', () => {
	it.each([
		['+14155550100', '14155550100'],
		['(415) 555-0100 1', '41555501001'],
		[14155550100, '14155550100'],
		['12345', '12345'],
		['MYSHOP', 'MYSHOP'],
		[' Shop24 ', 'Shop24'],
		['ELEVENCHARS', 'ELEVENCHARS'],
	])('reads %j as %s', (value, expected) => {
		expect(parseFrom(value)).toBe(expected);
	});

	it.each([
		['', "'From' is empty"],
		[undefined, "'From' is empty"],
		['TWELVECHARSX', '\'From\' is the sender ID "TWELVECHARSX", which has 12 characters; Plivo takes 11'],
		['My Shop', '\'From\' is the sender ID "My Shop", of which Plivo keeps only letters A to Z and digits'],
		['Müller', '\'From\' is the sender ID "Müller", of which Plivo keeps only letters A to Z and digits'],
		['0415555', '\'From\' holds "0415555", which begins with 0 and so lacks its country code'],
		['12', '\'From\' holds "12", which has 2 digits; a phone number has 7 to 14'],
		['!!', '\'From\' holds "!!", which is no phone number'],
	])('refuses %j', (value, message) => {
		expect(refusal(() => parseFrom(value)).message).toBe(message);
	});

	it('says what a sender ID would become', () => {
		expect(refusal(() => parseFrom('My Shop')).remedy).toBe('Enter "MyShop" if that is what people should see.');
	});
});

describe('parsePowerpack', () => {
	it('takes a UUID and nothing else', () => {
		expect(parsePowerpack(' 5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46 ')).toBe('5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46');
		expect(refusal(() => parsePowerpack('')).message).toBe("'Powerpack' is empty");
		expect(refusal(() => parsePowerpack('Marketing')).message).toBe('\'Powerpack\' is "Marketing", which is no UUID');
	});
});
