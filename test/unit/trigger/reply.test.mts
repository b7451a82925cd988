import fc from 'fast-check';

import { inboundItem } from '../../../nodes/Plivo/trigger/events/inbound';
import { EMPTY_REPLY, mayReply, replyDocument, replyLimiter, ReplyLimiter } from '../../../nodes/Plivo/trigger/reply';
import { readReplies } from '../../../sandbox/inbound/replyXml.mts';

function message(params: Parameters<typeof inboundItem>[0] = {}) {
	const from = { From: '14155550123', To: '14155550100', Text: 'Hello', Type: 'sms' };
	const item = inboundItem({ MessageUUID: 'm', ...from, ...params }, '2026-08-03T10:00:00.000Z');
	if (item === undefined) throw new Error('This is no message');
	return item;
}

describe('replyDocument', () => {
	it('is a message back', () => {
		expect(replyDocument(message(), 'Thank you')).toBe(
			'<?xml version="1.0" encoding="UTF-8"?><Response><Message src="14155550100" dst="14155550123" type="sms">Thank you</Message></Response>',
		);
	});

	it('escapes what XML would take for its own', () => {
		expect(replyDocument(message({ To: 'A"<b>&\'' }), `<a href="x">'&amp;'</a>`)).toContain(
			'src="A&quot;&lt;b&gt;&amp;&apos;" dst="14155550123" type="sms">&lt;a href=&quot;x&quot;&gt;&apos;&amp;amp;&apos;&lt;/a&gt;<',
		);
		expect(replyDocument(message(), "$& $1 $` $'")).toContain('>$&amp; $1 $` $&apos;<');
	});

	it.each([
		['a\u0000b\u0008\u000B\u001F\u007F', 'ab\u007F'],
		['a\uFFFE\uFFFFb\uFFFD', 'ab\uFFFD'],
		['a\uD83Db\uDC4Bc', 'abc'],
		['a👋\t\nb', 'a👋\t\nb'],
	])('leaves out what XML cannot hold: %j', (text, expected) => {
		expect(readReplies(replyDocument(message(), text))).toEqual([
			{ src: '14155550100', dst: '14155550123', type: 'sms', text: expected },
		]);
	});

	it.each(['', ' \n', '\u0000'])('is empty for %j', (text) => {
		expect(replyDocument(message(), text)).toBe(EMPTY_REPLY);
	});

	it('is empty when it is not known who wrote', () => {
		expect(replyDocument(message({ From: '' }), 'Hi')).toBe(EMPTY_REPLY);
		expect(readReplies(EMPTY_REPLY)).toEqual([]);
	});

	it('says any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				fc.pre(text.trim() !== '');
				expect(readReplies(replyDocument(message(), text))[0]?.text).toBe(text);
			}),
		);
	});
});

describe('mayReply', () => {
	it.each([
		{},
		{ Type: 'mms', Text: '' },
		{ Text: 'Please stop by' },
		{ Text: 'Yes' },
		{ Text: 'Starting' },
		{ To: '72345' },
		{ From: '1234567' },
	])('to %j', (params) => {
		expect(mayReply(message(params))).toBe(true);
	});

	it.each([
		{ Type: 'whatsapp' },
		{ Type: 'rcs' },
		{ MessageIntent: 'optout' },
		{ MessageIntent: 'optin' },
		{ MessageIntent: 'help' },
		...['STOP', 'stop', ' Stop. ', 'STOP\n', 'stop!', '"Stop"', 'STOP,', '(stop)', '¡Stop…', '‘Stop’', 'Stop 🛑', 'StopAll', 'stop  all', 'Unsubscribe', 'UNSUB'].map(
			(Text) => ({ Text }),
		),
		...[
			'cancel',
			'END',
			'quit',
			'revoke',
			'OptOut',
			'opt out',
			'start',
			'UNSTOP',
			'resume',
			'help',
			'HELP?',
			'Info',
		].map((Text) => ({
			Text,
		})),
		{ From: 'MYSHOP' },
		{ From: '72345' },
		{ From: '123456' },
		{ From: '02079460123' },
		{ From: '' },
		{ To: '' },
		{ From: '+1 415 555 0100' },
	])('not to %j', (params) => {
		expect(mayReply(message(params))).toBe(false);
	});
});

describe('ReplyLimiter', () => {
	function limiterAt(start: number) {
		const clock = { now: start };
		return { clock, limiter: new ReplyLimiter(() => clock.now) };
	}

	it('lets a pair of numbers have one a minute, in either direction', () => {
		const { clock, limiter } = limiterAt(1_000);
		expect(limiter.allow('+1', '+2')).toBe(true);
		expect(limiter.allow('+1', '+2')).toBe(false);
		expect(limiter.allow('+2', '+1')).toBe(false);
		expect(limiter.allow('+1', '+3')).toBe(true);
		clock.now += 59_999;
		expect(limiter.allow('+1', '+2')).toBe(false);
		clock.now += 1;
		expect(limiter.allow('+1', '+2')).toBe(true);
		expect(limiter.allow('+1', '+2')).toBe(false);
	});

	it('does not take 12 and 3 for 1 and 23', () => {
		const { limiter } = limiterAt(0);
		expect(limiter.allow('12', '3')).toBe(true);
		expect(limiter.allow('1', '23')).toBe(true);
	});

	it('does not wait for a clock that was set back', () => {
		const { clock, limiter } = limiterAt(10_000_000);
		limiter.allow('+1', '+2');
		clock.now = 1_000;
		expect(limiter.allow('+1', '+2')).toBe(true);
		expect(limiter.allow('+1', '+2')).toBe(false);
	});

	it('remembers the latest ten thousand, and those of a minute', () => {
		const { clock, limiter } = limiterAt(0);
		const size = () => Reflect.get(limiter, 'lastAt').size;
		for (let index = 0; index < 10_050; index++) limiter.allow('+1', `+2${index}`);
		expect(size()).toBe(10_000);
		expect(limiter.allow('+1', '+210049')).toBe(false);
		expect(limiter.allow('+1', '+20')).toBe(true);
		clock.now += 60_000;
		limiter.allow('+1', '+3');
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
					expect(limiter.allow(to, from)).toBe(clock.now - before >= 60_000);
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
		expect(limiter.allow('+1', '+2')).toBe(true);
		expect(limiter.allow('+1', '+2')).toBe(false);
	});
});
