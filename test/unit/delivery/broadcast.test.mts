import fc from 'fast-check';

import { mergeSame, sentByBroadcast } from '../../../nodes/Plivo/delivery/broadcast';
import type { Message, MessageBody } from '../../../nodes/Plivo/delivery/deliver';

const saying = (text: string): MessageBody => ({ src: '14151234567', type: 'sms', text });

/** Messages as "text: recipients" for each item. */
function messages(...lines: Array<[text: string, ...to: string[]]>): Message[] {
	return lines.map(([text, ...to], item) => ({ item, to, body: saying(text) }));
}

function summary(...lines: Array<[text: string, ...to: string[]]>) {
	return mergeSame(messages(...lines)).map(({ body, to, items }) => ({
		text: body.text,
		to,
		items: items.map(({ item }) => item),
	}));
}

describe('mergeSame', () => {
	it('makes one request of items that are the same but for the recipient', () => {
		expect(summary(['Hi', 'a'], ['Bye', 'b'], ['Hi', 'c', 'd'])).toEqual([
			{ text: 'Hi', to: ['a', 'c', 'd'], items: [0, 2] },
			{ text: 'Bye', to: ['b'], items: [1] },
		]);
	});

	it('tells apart whatever is not the recipient', () => {
		const bodies: MessageBody[] = [
			saying('Hi'),
			{ ...saying('Hi'), src: 'MYSHOP' },
			{ ...saying('Hi'), trackable: true },
			{ ...saying('Hi'), url: 'https://a.example/' },
			{ type: 'mms', src: '14151234567', text: 'Hi' },
		];
		expect(mergeSame(bodies.map((body, item) => ({ item, to: [String(item)], body })))).toHaveLength(5);
	});

	it('sends to nobody to whom the same went out at an earlier try', () => {
		const gone = messages(['Hi', 'b'], ['Bye', 'c']);
		const requests = mergeSame(messages(['Hi', 'a'], ['Hi', 'b', 'a'], ['Hi', 'c', 'b']), gone);
		expect(requests.map(({ to }) => to)).toEqual([['a', 'c']]);
		expect(requests[0]?.items.map(({ item, duplicates }) => [item, duplicates])).toEqual([[0, ['a']], [1, ['b', 'a']], [2, ['b']]]);
	});

	it('takes up to 1,000 recipients in a request', () => {
		const lines = Array.from({ length: 2_001 }, (_, i): [string, string] => ['Hi', String(i)]);
		expect(summary(...lines).map(({ to }) => to.length)).toEqual([1_000, 1_000, 1]);
	});

	it('does not part the recipients of an item', () => {
		const many = (from: number) => Array.from({ length: 600 }, (_, i) => String(from + i));
		expect(summary(['Hi', ...many(0)], ['Hi', ...many(1_000)], ['Hi', 'x']).map(({ items }) => items)).toEqual([[0], [1, 2]]);
	});

	it('sends once to a recipient who is named twice, and both items know', () => {
		const [request, ...others] = mergeSame(messages(['Hi', 'a'], ['Hi', 'b'], ['Hi', 'a', 'c']));
		expect(others).toEqual([]);
		expect(request).toMatchObject({
			to: ['a', 'b', 'c'],
			items: [
				{ item: 0, to: ['a'], duplicates: ['a'] },
				{ item: 1, to: ['b'], duplicates: [] },
				{ item: 2, to: ['a', 'c'], duplicates: ['a'] },
			],
		});
	});

	it('sends once to a recipient whose request is full already', () => {
		const lines = Array.from({ length: 1_001 }, (_, i): [string, string] => ['Hi', String(i)]);
		const requests = mergeSame(messages(...lines, ['Hi', '5'], ['Hi', '5', 'new']));
		expect(requests.map(({ to }) => to.length)).toEqual([1_000, 2]);
		expect(requests[0]?.items.at(-1)).toEqual({ item: 1_001, to: ['5'], duplicates: ['5'] });
		expect(requests[1]?.items.at(-1)).toEqual({ item: 1_002, to: ['5', 'new'], duplicates: ['5'] });
	});

	it('keeps the order of the messages to a recipient', () => {
		expect(summary(['One', 'a'], ['Two', 'b'], ['One', 'b'])).toEqual([
			{ text: 'One', to: ['a'], items: [0] },
			{ text: 'Two', to: ['b'], items: [1] },
			{ text: 'One', to: ['b'], items: [2] },
		]);
	});

	it('leaves messages with files to upload by themselves', () => {
		const attach = async () => await Promise.resolve({ media_ids: ['x'] });
		const requests = mergeSame(messages(['Hi', 'a'], ['Hi', 'b'], ['Hi', 'a']).map((message) => ({ ...message, attach })));
		expect(requests.map(({ to }) => to)).toEqual([['a'], ['b'], ['a']]);
		expect(requests.every((request) => request.attach === attach)).toBe(true);
	});

	it('for any items: everybody gets each content once, in the order in which the items first name it', () => {
		const line = fc.record({
			text: fc.constantFrom('One', 'Two', 'Three'),
			to: fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
		});
		fc.assert(
			fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
				const requests = mergeSame(lines.map(({ text, to }, item) => ({ item, to, body: saying(text) })));
				for (const recipient of ['a', 'b', 'c', 'd']) {
					const texts = lines.filter(({ to }) => to.includes(recipient)).map(({ text }) => text);
					const got = requests.filter(({ to }) => to.includes(recipient)).map(({ body }) => body.text);
					expect(got).toEqual([...new Set(texts)]);
				}
				expect(requests.flatMap(({ items }) => items.map(({ item }) => item)).sort((a, b) => a - b)).toEqual(lines.map((_, i) => i));
				for (const { body, items } of requests) {
					for (const { item, to } of items) expect(lines[item]).toEqual({ text: body.text, to });
				}
			}),
			{ numRuns: 500 },
		);
	});
});

describe('sentByBroadcast', () => {
	it('gives each item the answer of its request, and what became of its own numbers', () => {
		const [request] = mergeSame(messages(['Hi', '1'], ['Hi', '2'], ['Hi', '2', '3'], ['Hi', '4', '3']));
		if (request === undefined) throw new Error('no request');
		const answer = { api_id: 'x', message: 'message(s) queued', message_uuid: ['u1'], invalid_number: ['+2', '3'] };
		const broadcast = { item: 0, items: 4, recipients: 4, rejected: 2 };
		const same = { api_id: 'x', message: 'message(s) queued', broadcast };
		expect(sentByBroadcast(request, answer)).toEqual([
			{ ...same, message_uuid: ['u1'], to: ['1'], rejected: false },
			{ ...same, to: ['2'], rejected: true, invalid_number: ['2'], duplicate_number: ['2'] },
			{ ...same, to: ['2', '3'], rejected: true, invalid_number: ['2', '3'], duplicate_number: ['2', '3'] },
			{ ...same, to: ['4', '3'], rejected: false, invalid_number: ['3'], duplicate_number: ['3'] },
		]);
	});
});
