import fc from 'fast-check';

import { triggerRecord, V3Record } from '../../../../nodes/Plivo/webhooks/signature/v3Record';

it('knows the tokens that were added, and so does who reads what it writes', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 50 }), fc.string({ minLength: 1 }), (tokens, other) => {
			const record = new V3Record();
			for (const token of tokens) record.add(token);
			const copy = new V3Record();
			copy.read(JSON.parse(JSON.stringify(record.written())));
			for (const known of [record, copy]) {
				expect(tokens.every((token) => known.has(token))).toBe(true);
				expect(known.has(other)).toBe(tokens.includes(other));
			}
			expect(copy.written()).toBe(record.written());
		}),
	);
});

it('says nothing of a token', () => {
	const record = new V3Record();
	record.add('TheTokenOfTheAccount');
	expect(record.written()).toMatch(/^[\w-]{12}$/);
	expect(record.written()).not.toContain('Token');
});

it('forgets the oldest token after fifty', () => {
	const record = new V3Record();
	for (let index = 0; index <= 50; index += 1) record.add(`token ${index}`);
	expect([0, 1, 50].map((index) => record.has(`token ${index}`))).toEqual([false, true, true]);
	expect(record.written()).toHaveLength(600);
});

it.each([undefined, null, 7, {}, [], '', 'short'])('takes %j for nothing', (written) => {
	const record = new V3Record();
	record.read(written);
	expect(record.written()).toBe('');
});

it('is kept for each trigger, with what its static data holds', () => {
	triggerRecord('one', undefined).add('token');
	const written = triggerRecord('one', undefined).written();
	expect(triggerRecord('one', '').has('token')).toBe(true);
	expect(triggerRecord('two', undefined).has('token')).toBe(false);
	expect(triggerRecord('two', written).has('token')).toBe(true);
});
