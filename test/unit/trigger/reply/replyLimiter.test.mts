import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import type { IWebhookFunctions } from 'n8n-workflow';

import { ResponseRecord } from '../../../../nodes/Plivo/trigger/reply/responseRecord';
import { replyLimiter, ReplyLimiter, type ReplyKind } from '../../../../nodes/Plivo/trigger/reply/replyLimiter';

/** A call of the webhook that has just come in. */
function called(now?: () => number) {
	const events = new EventEmitter();
	return { record: new ResponseRecord(events as unknown as ReturnType<IWebhookFunctions['getResponseObject']>, now), events };
}

let messages = 0;

/** Whether a new message may be answered. */
function allow(limiter: ReplyLimiter, to: string, from: string, kind: ReplyKind = 'autoReply'): boolean {
	return limiter.allow(kind, { to, from, message_uuid: `m${(messages += 1)}` }, called().record);
}

describe('ReplyLimiter', () => {
	function limiterAt(start: number) {
		const clock = { now: start };
		return { clock, limiter: new ReplyLimiter(() => clock.now) };
	}

	it('lets a pair of numbers have one a minute, in either direction', () => {
		const { clock, limiter } = limiterAt(1_000);
		expect(allow(limiter, '+1', '+2')).toBe(true);
		expect(allow(limiter, '+1', '+2')).toBe(false);
		expect(allow(limiter, '+2', '+1')).toBe(false);
		expect(allow(limiter, '+1', '+3')).toBe(true);
		clock.now += 59_999;
		expect(allow(limiter, '+1', '+2')).toBe(false);
		clock.now += 1;
		expect(allow(limiter, '+1', '+2')).toBe(true);
		expect(allow(limiter, '+1', '+2')).toBe(false);
	});

	it('counts each kind of reply by itself: one by SMS takes nothing from one by WhatsApp', () => {
		const { limiter } = limiterAt(0);
		const kinds: ReplyKind[] = ['autoReply', 'closedReply'];
		expect(kinds.map((kind) => allow(limiter, '+1', '+2', kind))).toEqual([true, true]);
		expect(kinds.map((kind) => allow(limiter, '+2', '+1', kind))).toEqual([false, false]);
	});

	it('does not take 12 and 3 for 1 and 23', () => {
		const { limiter } = limiterAt(0);
		expect(allow(limiter, '12', '3')).toBe(true);
		expect(allow(limiter, '1', '23')).toBe(true);
	});

	it('does not wait for a clock that was set back', () => {
		const { clock, limiter } = limiterAt(10_000_000);
		allow(limiter, '+1', '+2');
		clock.now = 1_000;
		expect(allow(limiter, '+1', '+2')).toBe(true);
		expect(allow(limiter, '+1', '+2')).toBe(false);
	});

	it('remembers the latest ten thousand, and those of a minute', () => {
		const { clock, limiter } = limiterAt(0);
		const size = () => Reflect.get(limiter, 'last').size;
		for (let index = 0; index < 10_050; index++) allow(limiter, '+1', `+2${index}`);
		expect(size()).toBe(10_000);
		expect(allow(limiter, '+1', '+210049')).toBe(false);
		expect(allow(limiter, '+1', '+20')).toBe(true);
		clock.now += 60_000;
		allow(limiter, '+1', '+3');
		expect(size()).toBe(1);
	});

	it('lets no pair have two within a minute, whatever the order', () => {
		const calls = fc.array(fc.tuple(fc.nat(30_000), fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c')));
		fc.assert(
			fc.property(calls, (list) => {
				const { clock, limiter } = limiterAt(0);
				const allowed = new Map<string, number>();
				for (const [wait, to, from] of list) {
					clock.now += wait;
					const pair = [to, from].sort().join();
					const before = allowed.get(pair) ?? -Infinity;
					expect(allow(limiter, to, from)).toBe(clock.now - before >= 60_000);
					if (clock.now - before >= 60_000) allowed.set(pair, clock.now);
				}
			}),
		);
	});
});

describe('replyLimiter', () => {
	it('is the same for the same node, and not for ever', () => {
		const first = replyLimiter('a');
		expect(replyLimiter('a')).toBe(first);
		expect(replyLimiter('b')).not.toBe(first);
		for (let index = 0; index < 999; index++) replyLimiter(`other ${index}`);
		expect(replyLimiter('a')).not.toBe(first);
	});

	it('goes by the clock', () => {
		const limiter = replyLimiter('clock');
		expect(allow(limiter, '+1', '+2')).toBe(true);
		expect(allow(limiter, '+1', '+2')).toBe(false);
	});
});

describe('the same message again', () => {
	/** A message that was answered, which comes again. @param end how the first answer ended */
	function again(comesAfter: number, end: (events: EventEmitter, clock: { now: number }) => void) {
		const clock = { now: 0 };
		const limiter = new ReplyLimiter(() => clock.now);
		const message = { to: '+1', from: '+2', message_uuid: 'a' };
		const first = called(() => clock.now);
		expect(limiter.allow('autoReply', message, first.record)).toBe(true);
		end(first.events, clock);
		clock.now = Math.max(clock.now, comesAfter);
		const later = called(() => clock.now);
		return { clock, limiter, message, isAnswered: () => limiter.allow('autoReply', message, later.record) };
	}
	const finish = (events: EventEmitter) => void (events.emit('finish'), events.emit('close'));

	it.each([
		['at once, and the answer left in time', 0, finish, false],
		['at once, and the answer is on its way', 0, () => undefined, false],
		['soon after an answer that left in time', 29_999, finish, false],
		['when Plivo tries again', 30_000, finish, true],
		['after a minute', 60_000, finish, true],
		['at once, and the first call was hung up on', 0, (events: EventEmitter) => void events.emit('close'), true],
		['at once, and the first answer was a refusal', 0, (events: EventEmitter) => (Object.assign(events, { statusCode: 500 }), finish(events)), true],
		['while the first answer is overdue', 8_001, () => undefined, true],
		['while the first answer may still come', 8_000, () => undefined, false],
		['after an answer that left too late', 0, (events: EventEmitter, clock: { now: number }) => void ((clock.now = 8_001), finish(events)), true],
		['after an answer that left at the last moment', 0, (events: EventEmitter, clock: { now: number }) => void ((clock.now = 8_000), finish(events)), false],
	])('%s', (_words, comesAfter, end, isAnswered) => {
		expect(again(comesAfter, end).isAnswered()).toBe(isAnswered);
	});

	it('leaves other messages of the two numbers without an answer for a minute', () => {
		const { limiter, isAnswered } = again(30_000, finish);
		expect(allow(limiter, '+1', '+2')).toBe(false);
		expect(isAnswered()).toBe(true);
		expect(allow(limiter, '+2', '+1')).toBe(false);
	});

	it('is not answered when another message of the two has been answered since', () => {
		const { limiter, isAnswered } = again(60_000, finish);
		expect(allow(limiter, '+1', '+2')).toBe(true);
		expect(isAnswered()).toBe(false);
	});
});
