import type { IDataObject } from 'n8n-workflow';

import { inboundItem } from '../../../../nodes/Plivo/webhooks/events/inbound';
import { statusItem } from '../../../../nodes/Plivo/webhooks/events/status';
import fc from 'fast-check';

const message = (params: IDataObject) => inboundItem({ MessageUUID: 'm', From: '14155550123', ...params }, 'now');

describe('of a parameter that is repeated, the first value that says something is read, and nothing is lost', () => {
	it.each<[IDataObject, object, IDataObject]>([
		[{ Text: ['', 'hello there'] }, { text: 'hello there' }, {}],
		[{ Text: ['hello there', ''] }, { text: 'hello there' }, {}],
		[{ Text: ['', '', 'a', 'a'] }, { text: 'a' }, {}],
		[{ Text: ['', 'a', 'b'] }, { text: 'a' }, { Text: ['', 'a', 'b'] }],
		[{ Text: ['a', ''], Body: 'b' }, { text: 'a' }, { Body: 'b' }],
		[{ Text: ['', ''], Body: ['', 'b'] }, { text: 'b' }, {}],
		[{ Text: ['a', { b: 1 }] as never }, { text: 'a' }, { Text: ['a', { b: 1 }] as never }],
		[{ Text: { a: 1 } }, { text: '' }, { Text: { a: 1 } }],
		[{ MessageUUID: ['', 'u'] }, { message_uuid: 'u' }, {}],
		[{ MessageUUID: ['null', 'u'] }, { message_uuid: 'u' }, { MessageUUID: ['null', 'u'] }],
		[{ To: ['', '14151234567'] }, { to: '+14151234567' }, {}],
		[{ Units: ['', '2'] }, { units: 2 }, {}],
		[{ Units: ['x', '2'] }, { units: null }, { Units: ['x', '2'] }],
		[{ MCC: ['', '310'] }, {}, { MCC: ['', '310'] }],
		[{ Media0: ['', 'https://a'] }, { media: [{ url: 'https://a', content_type: null }] }, {}],
		[{ Media0: ['https://a', 'https://b'] }, { media: [{ url: 'https://a', content_type: null }] }, { Media0: ['https://a', 'https://b'] }],
		[{ Media0: { url: 'https://a' } }, { media: [] }, { Media0: { url: 'https://a' } }],
		[{ Media0: [{ url: 'https://a' }] }, { media: [] }, { Media0: [{ url: 'https://a' }] }],
		[{ Media0: '' }, { media: [] }, {}],
		[{ Button: ['', '{"text":"Yes"}'] }, { button: { text: 'Yes', payload: null } }, {}],
		[{ Button: ['Yes', 'No'] }, { button: { text: 'Yes', payload: null } }, { Button: ['Yes', 'No'] }],
		[{ Context: ['', '{"messageuuid":"c"}'] }, { context: { message_uuid: 'c' } }, {}],
		[{ ErrorCode: ['', '30'] }, { error_code: '30' }, {}],
	])('%j', (params, expected, other) => {
		expect(message(params)).toMatchObject({ ...expected, other });
		expect(message(params)?.other).toEqual(other);
	});

	it('so a status is known by whichever says it', () => {
		expect(statusItem({ MessageUUID: ['', 'm'], Status: ['', 'delivered'] }, 'now')).toMatchObject({ message_uuid: 'm', status: 'delivered', other: {} });
	});

	it('whatever is repeated', () => {
		const value = fc.constantFrom('', 'hello', 'bye', 'null', '7', ' ');
		const repeated = fc.dictionary(fc.constantFrom('Text', 'Body', 'To', 'Type', 'Media0', 'Button', 'Context', 'Units', 'MCC'), fc.array(value, { minLength: 1, maxLength: 3 }));
		fc.assert(
			fc.property(repeated, (params) => {
				const item = message(params);
				const left = JSON.stringify(item).toLowerCase();
				for (const one of Object.values(params).flat()) if (one.trim() !== '' && one !== 'null') expect(left).toContain(one);
			}),
		);
	});
});

describe('a button with more parts than any has', () => {
	const many = (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [i, 1])));
	const nested = (depth: number) => '{"text":'.repeat(depth) + '1' + '}'.repeat(depth);

	it.each([many(101), many(16_000), nested(9), nested(20_000)])('comes out as it came: %.30s', (Button) => {
		expect(message({ Button })).toMatchObject({ button: null, other: { Button } });
		expect(message({ Context: Button })).toMatchObject({ context: null, other: { Context: Button } });
	});

	it('is read up to a hundred', () => {
		const Button = JSON.stringify({ ...(JSON.parse(many(98)) as object), text: 'Yes', payload: 'y' });
		expect(message({ Button })).toMatchObject({ button: { text: 'Yes', payload: 'y' }, other: { Button } });
	});
});
