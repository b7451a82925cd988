import fc from 'fast-check';

import { readSendResponse } from '../../../../nodes/Plivo/client/wire/sendResponse';

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';

it.each<[string, unknown, unknown]>([
	[
		"Plivo's own",
		{ api_id: 'a', message: 'message(s) queued', message_uuid: [UUID], invalid_number: ['1'] },
		{ api_id: 'a', message: 'message(s) queued', message_uuid: [UUID], invalid_number: ['1'] },
	],
	['without what it need not have', { message_uuid: [UUID] }, { message_uuid: [UUID] }],
	['a UUID as text', { message_uuid: UUID }, { message_uuid: [UUID] }],
	['a number turned down, as text', { message_uuid: [UUID], invalid_number: '14155550100' }, { message_uuid: [UUID], invalid_number: ['14155550100'] }],
	['as a number', { message_uuid: [UUID], invalid_number: 14155550100 }, { message_uuid: [UUID], invalid_number: ['14155550100'] }],
	['several in one text', { invalid_number: '+14155550100<14155550101, 14155550102' }, { message_uuid: [], invalid_number: ['+14155550100', '14155550101', '14155550102'] }],
	['what is nothing, left out', { message_uuid: [UUID, '', null, {}, ' '], invalid_number: [] }, { message_uuid: [UUID] }],
	['what else it says', { message_uuid: [UUID], units: 2, message: null }, { message_uuid: [UUID], units: 2 }],
	['of no recipient', { api_id: 'a', message: 'queued', message_uuid: [] }, undefined],
	['of nothing', {}, undefined],
	['a list', [{ message_uuid: [UUID] }], undefined],
	['a text', UUID, undefined],
	['null', null, undefined],
])('reads %s', (_, body, expected) => {
	expect(readSendResponse(body)).toEqual(expected);
});

it('makes lists of texts with content out of anything', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (message_uuid, invalid_number, api_id) => {
			const response = readSendResponse({ message_uuid, invalid_number, api_id });
			const texts = [...(response?.message_uuid ?? []), ...(response?.invalid_number ?? [])];
			expect(texts.filter((text) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
			expect(response === undefined || texts.length > 0).toBe(true);
		}),
	);
});
