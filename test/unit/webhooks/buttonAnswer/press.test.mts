import fc from 'fast-check';

import { isProven, readPress, readResult, writePress, writeResult } from '../../../../nodes/Plivo/webhooks/buttonAnswer/press';

const press = { choice: 1, from: '+14155550123', messageUuid: 'db3ce55a-7f1d-11e1-8ea7-1231380bc196' };

describe('a press', () => {
	it('is proven to who has the same token, for the same address', () => {
		const form = readPress(writePress(press, 'signature', 'token'));
		expect(form).toMatchObject(press);
		if (form === undefined) return;
		expect(isProven(form, 'signature', 'token')).toBe(true);
		expect(isProven(form, 'signature', 'other')).toBe(false);
		expect(isProven(form, 'another', 'token')).toBe(false);
		expect(isProven(form, 'signature', '')).toBe(false);
	});

	it('is not proven once anything of it was changed', () => {
		const written = writePress(press, 'signature', 'token');
		fc.assert(
			fc.property(fc.constantFrom('press', 'from', 'messageUuid', 'proof'), fc.string(), (key, value) => {
				fc.pre(written[key] !== value);
				const form = readPress({ ...written, [key]: value });
				expect(form !== undefined && isProven(form, 'signature', 'token')).toBe(false);
			}),
		);
	});

	it('with an empty token proves nothing', () => {
		const form = readPress(writePress(press, 'signature', ''));
		expect(form !== undefined && isProven(form, 'signature', '')).toBe(false);
	});

	it.each([undefined, null, 'press=1', {}, { press: '1' }, { press: 1, from: 'a', messageUuid: 'b', proof: 'c' }, { press: '10', from: 'a', messageUuid: 'b', proof: 'c' }])(
		'is not read from %j',
		(body) => expect(readPress(body)).toBeUndefined(),
	);
});

it('a result is read from what the waiting node wrote, and from nothing else', () => {
	for (const result of ['accepted', 'closed', 'notAsked', 'unproven'] as const) expect(readResult(writeResult(result))).toBe(result);
	for (const text of ['accepted', '', '<html>', undefined, 7]) expect(readResult(text)).toBeUndefined();
});
