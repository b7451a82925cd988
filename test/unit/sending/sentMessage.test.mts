import { Outcomes } from '../../../nodes/Plivo/sending/outcomes';
import type { Message } from '../../../nodes/Plivo/sending/message';
import { planRequests, type PlanRules } from '../../../nodes/Plivo/sending/planRequests';
import { resultOf, SentMessages } from '../../../nodes/Plivo/sending/sentMessage';
import type { SendResponse } from '../../../nodes/Plivo/client/wire/messageTypes';

const RULES: PlanRules = { broadcast: true, oncePerNumber: true, keepAccepted: true, keepRecipients: true };

function saying(...lines: Array<[text: string, ...to: string[]]>): Message[] {
	return lines.map(([text, ...to], item) => ({ item, id: String(item), to, body: { type: 'sms', text }, maySendAgain: false }));
}

/** The plan of a first try whose requests were answered so, in order; what there is no answer for has not been tried. */
function answered(messages: Message[], answers: SendResponse[], rules = RULES) {
	const { requests, planned } = planRequests(messages, new Outcomes({}, '0'), rules);
	answers.forEach((response, i) => {
		const request = requests[i];
		if (request !== undefined) request.outcome = { state: 'accepted', response };
	});
	return { requests, planned };
}

function written(planned: ReturnType<typeof answered>['planned'], isBroadcast = true) {
	const sent = new SentMessages(planned, isBroadcast, false);
	return planned.map((message) => {
		const result = resultOf(message);
		return result.state === 'accepted' ? sent.write(message, result.accepted) : result.state;
	});
}

function response(id: string, ...invalid_number: string[]): SendResponse {
	return { api_id: id, message: 'message(s) queued', message_uuid: [`u-${id}`], ...(invalid_number.length > 0 && { invalid_number }) };
}

describe('what is put out for messages that share a request', () => {
	it('gives each item the answer of its request, and what became of its own numbers', () => {
		const { planned } = answered(saying(['Hi', '1'], ['Hi', '2'], ['Hi', '2', '3'], ['Hi', '4', '3']), [{ ...response('x', '+2', '3'), message_uuid: ['u-1', 'u-4'] }]);
		const broadcast = { item: 0, items: 4, recipients: 4, rejected: 2 };
		const same = { api_id: 'x', message: 'message(s) queued', broadcast };
		expect(written(planned)).toEqual([
			{ ...same, message_uuid: ['u-1', 'u-4'], to: ['1'], rejected: false },
			{ ...same, to: ['2'], rejected: true, invalid_number: ['2'], duplicate_number: ['2'] },
			{ ...same, to: ['2', '3'], rejected: true, invalid_number: ['2', '3'], duplicate_number: ['2', '3'] },
			{ ...same, to: ['4', '3'], rejected: false, invalid_number: ['3'], duplicate_number: ['3'] },
		]);
	});

	it('gives an item of several requests those of all: its numbers that were turned down, and the UUIDs of its own', () => {
		const { requests, planned } = answered(saying(['Hi', '1', '3'], ['Bye', '2'], ['Hi', '1', '2']), [response('x', '1'), response('y'), response('z')]);
		expect(requests.map(({ to }) => to)).toEqual([['1', '3'], ['2'], ['2']]);
		expect(written(planned)[2]).toMatchObject({
			api_id: 'z',
			message_uuid: ['u-z'],
			to: ['1', '2'],
			rejected: false,
			invalid_number: ['1'],
			broadcast: { item: 2, items: 1, recipients: 1, rejected: 0 },
		});
	});

	it('does not say that a number was taken where one is missing in the answer that Plivo does not name', () => {
		const { planned } = answered(saying(['Hi', '1'], ['Hi', '2'], ['Hi', '3'], ['Bye', '1']), [response('x', '2'), response('y')]);
		const broadcast = { item: 0, items: 3, recipients: 3, rejected: 2 };
		expect(written(planned)).toMatchObject([{ rejected: null, broadcast }, { rejected: true, broadcast }, { rejected: null, broadcast }, { rejected: false }]);
	});

	it('hides no number that Plivo turned down, even one that nobody named', () => {
		const { planned } = answered(saying(['Hi', '1'], ['Hi', '2']), [response('x', '0015')]);
		expect(written(planned)).toMatchObject([{ invalid_number: ['0015'] }, { rejected: false }]);
	});
});

describe('resultOf', () => {
	const lines = saying(['Hi', '1', '3'], ['Bye', '2'], ['Hi', '1', '2']);

	it('counts a message as sent when every request that carries one of its numbers was accepted, and not before', () => {
		const { requests, planned } = answered(lines, [response('x'), response('y')]);
		expect(planned.map((message) => resultOf(message).state)).toEqual(['accepted', 'accepted', 'notTried']);
		const [first, , last] = requests;
		if (first === undefined || last === undefined) throw new Error('no request');
		last.outcome = { state: 'accepted', response: response('z') };
		first.outcome = undefined;
		first.error = new Error('refused');
		expect(planned.map((message) => resultOf(message))).toMatchObject([
			{ state: 'failed', acceptedFor: [] },
			{ state: 'accepted' },
			{ state: 'failed', acceptedFor: ['2'] },
		]);
		first.outcome = { state: 'unknown', cause: 'no answer' };
		expect(planned.map((message) => resultOf(message).state)).toEqual(['unknown', 'accepted', 'unknown']);
	});
});

describe('what is put out for a message of its own', () => {
	it('is the answer, with the UUID first', () => {
		const { planned } = answered(saying(['Hi', '1', '2']), [response('x', '2')], { ...RULES, broadcast: false, oncePerNumber: false });
		const [sent] = written(planned, false);
		expect(sent).toEqual({ message_uuid: ['u-x'], to: ['1', '2'], api_id: 'x', message: 'message(s) queued', invalid_number: ['2'] });
		expect(Object.keys(sent ?? {})[0]).toBe('message_uuid');
	});

	it('is what belongs to it, where it shares the request all the same, by an earlier try', () => {
		const { planned } = answered(saying(['Hi', '1'], ['Hi', '2'], ['Hi', '3']), [{ ...response('x', '2'), message_uuid: ['u-1', 'u-3'] }]);
		expect(written(planned, false)).toMatchObject([
			{ message_uuid: ['u-1', 'u-3'], to: ['1'], rejected: false },
			{ to: ['2'], rejected: true, invalid_number: ['2'] },
			{ to: ['3'], rejected: false },
		]);
		expect(written(planned, false).map((sent) => Object.keys(sent).includes('message_uuid'))).toEqual([true, false, false]);
	});

	it('is not two messages where two items named one number', () => {
		const { planned } = answered(saying(['Hi', '1'], ['Hi', '1']), [response('x')]);
		expect(written(planned, false)).toMatchObject([
			{ message_uuid: ['u-x'], duplicate_number: ['1'], broadcast: { items: 2, recipients: 1 } },
			{ duplicate_number: ['1'], broadcast: { items: 2, recipients: 1 } },
		]);
	});
});
