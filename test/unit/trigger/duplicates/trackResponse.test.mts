import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { trackResponse } from '../../../../nodes/Plivo/trigger/duplicates/trackResponse';

/** As much of an answer as is looked at. */
class Answer extends EventEmitter {
	statusCode = 200;
	writableEnded = false;
}

function watched() {
	const answer = new Answer();
	return { answer, ...trackResponse(answer as unknown as Parameters<typeof trackResponse>[0]) };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it.each([
	[200, 'accepted'],
	[204, 'accepted'],
	[299, 'accepted'],
	[300, 'failed'],
	[404, 'failed'],
	[500, 'failed'],
])('an answer of %i means that the event is %s', (statusCode, expected) => {
	const { answer, outcome } = watched();
	expect(outcome()).toBe('pending');
	answer.statusCode = statusCode;
	expect(outcome()).toBe('pending');
	answer.emit('finish');
	expect(outcome()).toBe(expected);
	answer.emit('close');
	jest.advanceTimersByTime(60_000);
	expect(outcome()).toBe(expected);
});

it.each([
	[200, 'accepted'],
	[500, 'failed'],
])('stays open after the caller hung up, until n8n has answered all the same: with %i it is %s', (statusCode, expected) => {
	const { answer, outcome } = watched();
	answer.emit('close');
	jest.advanceTimersByTime(3_600_000);
	expect(outcome()).toBe('pending');
	answer.statusCode = statusCode;
	answer.writableEnded = true;
	expect(outcome()).toBe(expected);
});

it('is taken from when it is said to be, whatever comes after', () => {
	const { answer, outcome, setAccepted } = watched();
	setAccepted();
	expect(outcome()).toBe('accepted');
	answer.statusCode = 500;
	answer.emit('finish');
	answer.emit('close');
	jest.advanceTimersByTime(60_000);
	expect(outcome()).toBe('accepted');
});

it('may be taken although the caller hung up', () => {
	const { answer, outcome, setAccepted } = watched();
	answer.emit('close');
	setAccepted();
	jest.advanceTimersByTime(60_000);
	expect(outcome()).toBe('accepted');
});

it('is decided also where the caller had hung up before it was watched', () => {
	const answer = new Answer();
	answer.emit('close');
	const { outcome } = trackResponse(answer as unknown as Parameters<typeof trackResponse>[0]);
	expect(outcome()).toBe('pending');
	Object.assign(answer, { statusCode: 500, writableEnded: true });
	expect(outcome()).toBe('failed');
});

it.each([
	['n8n has answered', ({ answer }: ReturnType<typeof watched>) => void answer.emit('finish')],
	['it is taken', ({ setAccepted }: ReturnType<typeof watched>) => setAccepted()],
])('keeps nothing of the answer when %s', async (_words, decide) => {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	const over = () => {
		const call = watched();
		decide(call);
		return { outcome: call.outcome, answer: new WeakRef(call.answer) };
	};
	const calls = Array.from({ length: 10 }, over);
	for (let tries = 0; tries < 20 && calls.some(({ answer }) => answer.deref()); tries += 1) {
		await setImmediate();
		collectGarbage();
	}
	expect(calls.filter(({ answer }) => answer.deref())).toEqual([]);
	expect(calls.every(({ outcome }) => outcome() === 'accepted')).toBe(true);
});
