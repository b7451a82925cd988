import { parseUuid } from '../../../nodes/Plivo/fields/uuid';
import { refusal } from '../invalid.mts';

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
const parse = (value: unknown) => parseUuid(value, 'Message UUID', 'Drag it in.');

describe('parseUuid', () => {
	it('takes a UUID, and the list of one that Send answers with', () => {
		expect(parse(` ${UUID} `)).toBe(UUID);
		expect(parse([UUID])).toBe(UUID);
	});

	it.each([
		['', "'Message UUID' is empty"],
		[undefined, "'Message UUID' is empty"],
		[[], "'Message UUID' is empty"],
		[[UUID, UUID], "'Message UUID' contains 2 UUIDs"],
		['abc', '\'Message UUID\' is "abc", which isn\'t a UUID'],
		[7, '\'Message UUID\' is "7", which isn\'t a UUID'],
		[`${UUID}/../../Number/1`, `'Message UUID' is "${UUID}/../…", which isn't a UUID`],
	])('refuses %j', (value, message) => {
		expect(refusal(() => parse(value)).message).toBe(message);
	});
});
