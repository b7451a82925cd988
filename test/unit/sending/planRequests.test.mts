import fc from 'fast-check';

import type { MessageBody } from '../../../nodes/Plivo/client/wire/messageTypes';
import { Outcomes } from '../../../nodes/Plivo/sending/outcomes';
import type { Message } from '../../../nodes/Plivo/sending/message';
import { planRequests, type PlanRules } from '../../../nodes/Plivo/sending/planRequests';

const saying = (text: string): MessageBody => ({ src: '14151234567', type: 'sms', text });

/** Messages as "text: recipients" for each item. */
function messages(...lines: Array<[text: string, ...to: string[]]>): Message[] {
	return lines.map(([text, ...to], item) => message(item, saying(text), to));
}

function message(item: number, body: MessageBody, to: string[]): Message {
	return { item, id: String(item), to, body, maySendAgain: false };
}

const BROADCAST: PlanRules = { broadcast: true, oncePerNumber: true, keepAccepted: true, keepRecipients: true };

/** The requests of a first try. */
function mergeIdentical(all: Message[]) {
	const { requests, planned } = planRequests(all, new Outcomes({}, '0'), BROADCAST);
	const itemsOf = (request: (typeof requests)[number]) =>
		planned.filter(({ carriers }) => carriers.includes(request)).map(({ item, to, duplicates }) => ({ item, to, duplicates }));
	return requests.map((request) => ({ ...request, items: itemsOf(request) }));
}

function summary(...lines: Array<[text: string, ...to: string[]]>) {
	return mergeIdentical(messages(...lines)).map(({ body, to, items }) => ({
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
		expect(mergeIdentical(bodies.map((body, item) => message(item, body, [String(item)])))).toHaveLength(5);
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
		const [request, ...others] = mergeIdentical(messages(['Hi', 'a'], ['Hi', 'b'], ['Hi', 'a', 'c']));
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
		const requests = mergeIdentical(messages(...lines, ['Hi', '5'], ['Hi', '5', 'new']));
		expect(requests.map(({ to }) => to.length)).toEqual([1_000, 2]);
		expect(requests[0]?.items.at(-2)).toEqual({ item: 1_001, to: ['5'], duplicates: ['5'] });
		expect(requests[1]?.items.at(-1)).toEqual({ item: 1_002, to: ['5', 'new'], duplicates: ['5'] });
		expect(requests[0]?.items.at(-1)).toEqual({ item: 1_002, to: ['5', 'new'], duplicates: ['5'] });
	});

	it('keeps the order of the messages to a recipient', () => {
		expect(summary(['One', 'a'], ['Two', 'b'], ['One', 'b'])).toEqual([
			{ text: 'One', to: ['a'], items: [0] },
			{ text: 'Two', to: ['b'], items: [1] },
			{ text: 'One', to: ['b'], items: [2] },
		]);
	});

	it('leaves messages with files to upload by themselves', () => {
		const addMedia = async () => await Promise.resolve({ media_ids: ['x'] });
		const requests = mergeIdentical(messages(['Hi', 'a'], ['Hi', 'b'], ['Hi', 'a']).map((message) => ({ ...message, addMedia })));
		expect(requests.map(({ to }) => to)).toEqual([['a'], ['b'], ['a']]);
		expect(requests.every((request) => request.addMedia === addMedia)).toBe(true);
	});

	it('for any items: a request has one reference, and with a template instead one recipient, who gets it once', () => {
		const line = fc.record({
			text: fc.constantFrom('One', 'Two'),
			reference: fc.constantFrom(undefined, 'A', 'B'),
			instead: fc.constantFrom(undefined, 'Welcome', 'Hello'),
			to: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
		});
		const wordsOf = ({ body, reference, templateInstead }: Pick<Message, 'body' | 'reference' | 'templateInstead'>) =>
			[body.text, reference, templateInstead?.body.text].join();
		fc.assert(
			fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
				const all = lines.map(({ text, reference, instead, to }, item): Message => {
					const templateInstead = instead === undefined ? undefined : { body: saying(instead), insteadOf: 'text' as const, isFor: async () => await Promise.resolve(true) };
					return { ...message(item, saying(text), to), reference, templateInstead };
				});
				const requests = mergeIdentical(all);
				for (const { items, to, ...request } of requests) {
					if (request.templateInstead !== undefined) expect(to).toHaveLength(1);
					for (const { item } of items) expect(all[item] && wordsOf(all[item])).toBe(wordsOf(request));
				}
				const got = requests.flatMap((request) => request.to.map((number) => `${number} ${wordsOf(request)}`));
				const wanted = all.flatMap((one) => one.to.map((number) => `${number} ${wordsOf(one)}`));
				expect([...got].sort()).toEqual([...new Set(wanted)].sort());
			}),
		);
	});

	it('for any items: everybody gets each content once, in the order in which the items first name it', () => {
		const line = fc.record({
			text: fc.constantFrom('One', 'Two', 'Three'),
			to: fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
		});
		fc.assert(
			fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
				const requests = mergeIdentical(lines.map(({ text, to }, item) => message(item, saying(text), to)));
				for (const recipient of ['a', 'b', 'c', 'd']) {
					const texts = lines.filter(({ to }) => to.includes(recipient)).map(({ text }) => text);
					const got = requests.filter(({ to }) => to.includes(recipient)).map(({ body }) => body.text);
					expect(got).toEqual([...new Set(texts)]);
				}
				for (const { body, to, items } of requests) {
					for (const { item } of items) expect(lines[item]?.text).toBe(body.text);
					for (const number of to) expect(items.some(({ item }) => lines[item]?.to.includes(number))).toBe(true);
				}
				// Every number of every item is in a request that the item counts on.
				lines.forEach(({ to }, item) => {
					const carried = requests.filter(({ items }) => items.some((one) => one.item === item)).flatMap((request) => request.to);
					expect(carried).toEqual(expect.arrayContaining(to));
				});
			}),
			{ numRuns: 500 },
		);
	});
});


/** A record in which an earlier try had these requests: the item, its numbers, and whether it was accepted. */
function recordOf(...requests: Array<[item: number, numbers: string[], state: 'accepted' | 'unknown']>): Outcomes {
	const outcomes = new Outcomes({}, '0');
	for (const [item, numbers, state] of requests) {
		const share = { messageId: String(item), to: numbers, carried: numbers };
		const reservation = outcomes.reserve({ item, recipients: numbers.length }, [share]);
		if (state === 'accepted') reservation.record({ state, response: { api_id: `a${item}`, message: 'ok', message_uuid: [`u${item}`] } });
	}
	return outcomes;
}

describe('after an earlier try', () => {
	const ALONE: PlanRules = { broadcast: false, oncePerNumber: false, keepAccepted: true, keepRecipients: true };

	it('makes no request for what was accepted, and none for what may have been', () => {
		const outcomes = recordOf([0, ['a'], 'accepted'], [1, ['b'], 'unknown']);
		const { requests, planned } = planRequests(messages(['Hi', 'a'], ['Hi', 'b'], ['Hi', 'c']), outcomes, ALONE);
		expect(requests.map(({ to }) => to)).toEqual([['c']]);
		expect(planned.map(({ mayHaveBeenSent }) => mayHaveBeenSent)).toEqual([false, true, false]);
	});

	it('makes one for what may have been sent where that may go out again', () => {
		const outcomes = recordOf([0, ['a'], 'unknown']);
		const again = messages(['Hi', 'a']).map((one) => ({ ...one, maySendAgain: true }));
		expect(planRequests(again, outcomes, ALONE).requests.map(({ to }) => to)).toEqual([['a']]);
	});

	it.each([
		['another number', ['b'], ['b']],
		['one more', ['a', 'b'], ['b']],
	])('leaves an accepted message with the numbers that it had, and says who does not get it: %s', (_, to, notSentTo) => {
		const { requests, planned } = planRequests(messages(['Hi', ...to]), recordOf([0, ['a'], 'accepted']), ALONE);
		expect(requests).toEqual([]);
		expect(planned).toMatchObject([{ to: ['a'], notSentTo }]);
	});

	it('sends the same to those who have not got it, whichever items named them', () => {
		const context = {};
		const first = planRequests(messages(['Hi', 'a', 'c'], ['Bye', 'b'], ['Hi', 'a', 'b']), new Outcomes(context, '0'), BROADCAST);
		expect(first.requests.map(({ to }) => to)).toEqual([['a', 'c'], ['b'], ['b']]);
		// The first request is refused, so all that count on it still want their numbers.
		first.requests.slice(1).forEach(({ item, to, contentId, shares }) =>
			new Outcomes(context, '0').reserve({ item, contentId, recipients: to.length }, shares).record({ state: 'accepted', response: { api_id: 'x', message: 'ok', message_uuid: ['u'] } }),
		);
		const second = planRequests(messages(['Hi', 'a', 'c'], ['Bye', 'b'], ['Hi', 'a', 'b']), new Outcomes(context, '0'), BROADCAST);
		expect(second.requests.map(({ to, body }) => [body.text, to])).toEqual([['Hi', ['a', 'c']]]);
		expect(second.planned[2]?.carriers).toEqual([second.requests[0], expect.objectContaining({ item: 2 })]);
	});

	it('knows the same content by an item that could not be read then', () => {
		const context = {};
		const [request] = planRequests(messages(['Hi', 'a']), new Outcomes(context, '0'), BROADCAST).requests;
		if (request === undefined) throw new Error('no request');
		new Outcomes(context, '0').reserve({ item: 0, contentId: request.contentId, recipients: 1 }, request.shares);
		const { requests, planned } = planRequests(messages(['Hi', 'a'], ['Hi', 'a', 'b']), new Outcomes(context, '0'), BROADCAST);
		expect(requests.map(({ to }) => to)).toEqual([['b']]);
		expect(planned.map(({ mayHaveBeenSent }) => mayHaveBeenSent)).toEqual([true, true]);
	});

	it('knows who has the content when a broadcast is switched on', () => {
		const context = {};
		const [request] = planRequests(messages(['Hi', 'a']), new Outcomes(context, '0'), ALONE).requests;
		if (request === undefined) throw new Error('no request');
		const reservation = new Outcomes(context, '0').reserve({ item: 0, contentId: request.contentId, recipients: 1 }, request.shares);
		reservation.record({ state: 'accepted', response: { message_uuid: ['u'] } });
		expect(planRequests(messages(['Hi', 'a'], ['Hi', 'a'], ['Bye', 'a']), new Outcomes(context, '0'), BROADCAST).requests).toMatchObject([
			{ to: ['a'], body: { text: 'Bye' } },
		]);
	});

	it('forgets a number that a message no longer names and that nobody sent to', () => {
		const context = {};
		const reserve = (to: string[], carried: string[]) =>
			new Outcomes(context, '0')
				.reserve({ item: 0, recipients: carried.length }, [{ messageId: '0', to, carried }])
				.record({ state: 'accepted', response: { message_uuid: ['u'] } });
		reserve(['a', 'b'], ['a']);
		reserve(['a', 'c'], ['c']);
		const { requests, planned } = planRequests(messages(['Hi', 'a', 'd']), new Outcomes(context, '0'), BROADCAST);
		expect(requests).toEqual([]);
		expect(planned).toMatchObject([{ to: ['a', 'c'], notSentTo: ['d'] }]);
	});

	it('is not held up by a number that a message no longer names', () => {
		const outcomes = new Outcomes({}, '0');
		outcomes.reserve({ item: 0, recipients: 2 }, [{ messageId: '0', to: ['a', 'b'], carried: ['a', 'b'] }]);
		outcomes.reserve({ item: 0 }, [{ messageId: '0', to: ['a'], carried: ['a'] }]).record({ state: 'accepted', response: { message_uuid: ['u'] } });
		const { requests, planned } = planRequests(messages(['Hi', 'a']), outcomes, ALONE);
		expect(requests).toEqual([]);
		expect(planned).toMatchObject([{ to: ['a'], mayHaveBeenSent: false, notSentTo: [] }]);
	});

	it('goes by the request that was accepted, where the same content also had one of unknown outcome', () => {
		const context = {};
		const [one, two] = planRequests(messages(['Hi', 'a'], ['Hi', 'a']), new Outcomes(context, '0'), ALONE).requests;
		if (one === undefined || two === undefined) throw new Error('no request');
		const outcomes = new Outcomes(context, '0');
		outcomes.reserve({ item: 0, contentId: one.contentId }, one.shares).record({ state: 'accepted', response: { message_uuid: ['u'] } });
		outcomes.reserve({ item: 1, contentId: two.contentId }, two.shares);
		const again = messages(['Hi', 'a'], ['Hi', 'a']).map((each) => ({ ...each, maySendAgain: true }));
		expect(planRequests(again, new Outcomes(context, '0'), BROADCAST).requests).toEqual([]);
	});
});
