import fc from 'fast-check';

import { parseFilters, passes } from '../../../../nodes/Plivo/trigger/filters/eventFilters';
import { comparable } from '../../../../nodes/Plivo/webhooks/words/comparable';
import { inboundItem } from '../../../../nodes/Plivo/webhooks/events/inbound';
import { statusItem } from '../../../../nodes/Plivo/webhooks/events/status';
import { refusal } from '../../invalid.mts';

const NOW = '2026-08-03T10:00:00.000Z';

function message(params: Parameters<typeof inboundItem>[0] = {}) {
	const item = inboundItem({ MessageUUID: 'm', From: '14155550123', To: '14155550100', Text: 'Hello', ...params }, NOW);
	if (item === undefined) throw new Error('This is no message');
	return item;
}

function status(value: string) {
	const item = statusItem({ MessageUUID: 'm', From: '14155550100', Status: value }, NOW);
	if (item === undefined) throw new Error('This is no status');
	return item;
}

const hasKeyword = (keyword: unknown, params: Parameters<typeof inboundItem>[0]) =>
	passes(parseFilters({ keyword }), message(params));
const isFrom = (fromNumbers: unknown, from: string) => passes(parseFilters({ fromNumbers }), message({ From: from }));

describe('no filters', () => {
	it.each([
		{},
		{ messageTypes: [], fromNumbers: '', keyword: '', statuses: [] },
		{ messageTypes: null, fromNumbers: [], keyword: null, statuses: '' },
		{ fromNumbers: ' , \n;', keyword: ' , , ' },
	])('%j let all pass', (options) => {
		const filters = parseFilters(options);
		expect(
			[message(), message({ Text: '' }), message({ From: '' }), status('sent')].map((item) => passes(filters, item)),
		).toEqual([true, true, true, true]);
	});
});

describe('Message Types', () => {
	it.each([
		[['sms'], 'sms', true],
		[['sms'], 'mms', false],
		[['mms', 'whatsapp'], 'WhatsApp', true],
		['SMS, whatsapp', 'sms', true],
		['sms', 'rcs', false],
	])('%j lets %s pass: %s', (messageTypes, type, expected) => {
		expect(passes(parseFilters({ messageTypes }), message({ Type: type }))).toBe(expected);
	});

	it('are not asked of statuses', () => {
		expect(passes(parseFilters({ messageTypes: ['mms'], fromNumbers: '+44*', keyword: 'x' }), status('sent'))).toBe(
			true,
		);
	});

	it.each([
		[['fax'], '"fax"'],
		['sms, fax', '"fax"'],
		[{}, '"{}"'],
	])('refuses %j', (messageTypes, said) => {
		expect(refusal(() => parseFilters({ messageTypes }))).toEqual({
			message: `'Message Types' is ${said}, which isn't one of its options`,
			remedy: 'Use one of: sms, mms, whatsapp.',
		});
	});
});

describe('Statuses', () => {
	it.each([
		[['delivered'], 'delivered', true],
		[['delivered'], 'failed', false],
		['failed, Undelivered', 'undelivered', true],
		[['delivered'], 'something new', false],
	])('%j lets %s pass: %s', (statuses, value, expected) => {
		expect(passes(parseFilters({ statuses }), status(value))).toBe(expected);
	});

	it('are not asked of messages', () => {
		expect(passes(parseFilters({ statuses: ['failed'] }), message())).toBe(true);
	});

	it('refuses what Plivo has not', () => {
		expect(refusal(() => parseFilters({ statuses: ['done'] })).message).toBe('\'Statuses\' is "done", which isn\'t one of its options');
	});
});

describe('From Numbers', () => {
	it.each([
		['+14155550123', '14155550123', true],
		['+1 (415) 555-0123', '+14155550123', true],
		['14155550123', '14155550124', false],
		['whatsapp:+14155550123', 'whatsapp:+14155550123', true],
		[14155550123, '14155550123', true],
		[['+14155550199', 14155550123], '14155550123', true],
		['+14155550199,\n+14155550123;72345', '72345', true],
		['+14155550199\r\n+14155550123', '14155550123', true],
		[72345, '72345', true],
		['72345', '723456', false],
		['myshop', 'MYSHOP', true],
		['+44*', '447911123456', true],
		['+44*', '14155550123', false],
		['44*', '447911123456', true],
		['+1 (415)*', '14155550123', true],
		['+1415*,+44*', '447911123456', true],
		['723*', '72345', true],
		['+723*', '72345', false],
		['My*', 'MYSHOP', true],
		['My*', 'YOURSHOP', false],
		['*', 'MYSHOP', true],
		['+*', '14155550123', true],
		['+*', '72345', false],
		['whatsapp:+5215512345678', '5215512345678', true],
		['+525512345678', 'whatsapp:+5215512345678', true],
		['+521*', '5215512345678', true],
		['+5255*', '5215512345678', true],
		['+44 (0)20*', '442079460123', true],
		['0044*', '447911123456', true],
		['＋４４*', '447911123456', true],
		['whatsapp:+44*', '447911123456', true],
		['tel:+44 020 7946 0123', '442079460123', true],
		['["+14155550199","+14155550123"]', '14155550123', true],
		['723-456', '723456', true],
		['+14155550123\u200B', '14155550123', true],
		['+7800*', '78005553535', true],
		['+525512345678', '5215512345678', true],
		['+521 55 1234 5678', '525512345678', true],
		['5215512345678', '5215512345678', true],
		['+52*', '5215512345678', true],
		['+5411 2345 6789', '5491123456789', true],
		['+54 9 11 2345-6789', '541123456789', true],
		['+54 9 11 2345-6789', '5491123456789', true],
		['+541123456789', '541123456789', true],
		['+54 9 11 2345-6789', '541123456788', false],
		['+549*', '541123456789', true],
		['+549*', '5491123456789', true],
		['+54*', '5491123456789', true],
		['+5411*', '5491123456789', true],
		['+54911*', '541123456789', true],
		['+54351*', '5491123456789', false],
		['+5531 98123 4567', '553181234567', true],
		['+55319*', '553181234567', true],
		['+55318*', '5531981234567', true],
		['+553133334444', '5531933334444', false],
	])('%j lets %s pass: %s', (fromNumbers, from, expected) => {
		expect(isFrom(fromNumbers, from)).toBe(expected);
	});

	it('does not let a message without a sender pass', () => {
		expect(isFrom('+44*', '')).toBe(false);
	});

	it.each([
		['020 7946 0123', '\'From Numbers\' contains "020 7946 0123", which begins with 0 and so has no country code'],
		['+12', '\'From Numbers\' contains "+12", which has 1 digit after the country code; numbers in +1 (United States, Canada, …) have 10'],
		['+1415555O123', '\'From Numbers\' contains "+1415555O123", which isn\'t a valid phone number because of "O"'],
		['+141555501234', '\'From Numbers\' contains "+141555501234", which has 11 digits after the country code; numbers in +1 (United States, Canada, …) have 10'],
		['(415) 555-0123', '\'From Numbers\' contains "(415) 555-0123", which has no country code'],
		['(415)*', "'From Numbers' contains \"(415)*\", which isn't how a number begins"],
		['723.0', '\'From Numbers\' contains "723.0", a number with decimals'],
		['!!', '\'From Numbers\' contains "!!", which isn\'t a valid phone number'],
		[[{}], '\'From Numbers\' contains "{}", which isn\'t a valid phone number'],
		['+4*4', "'From Numbers' contains \"+4*4\", where * isn't at the end"],
		['020*', "'From Numbers' contains \"020*\", which isn't how a number begins"],
		['?*', "'From Numbers' contains \"?*\", which isn't how a number begins"],
	])('refuses %j', (fromNumbers, text) => {
		expect(refusal(() => parseFilters({ fromNumbers })).message).toBe(text);
	});

	it('finds a number however it is written', () => {
		const digits = fc.stringMatching(/^(?:1[2-9]\d{9}|336\d{8}|4475\d{8}|4915\d{8,9})$/);
		const punctuation = fc.constantFrom('', '\u200B', '\u00AD', '\u202C');
		fc.assert(
			fc.property(
				digits,
				fc.array(punctuation, { minLength: 14, maxLength: 14 }),
				fc.boolean(),
				(number, between, plus) => {
					const written = (plus ? '+' : '') + [...number].map((digit, index) => digit + between[index]).join('');
					expect(isFrom(written, number)).toBe(true);
					expect(isFrom(`${number.slice(0, 3)}*`, written)).toBe(true);
				},
			),
		);
	});
});

describe('Keyword', () => {
	it.each([
		['YES', 'YES', true],
		['YES', ' yes ', true],
		['yes', 'Yes, please', true],
		['yes', 'yes!', true],
		['yes', 'yes\nplease', true],
		['yes', 'yesterday', false],
		['yes', 'yes1', false],
		['yes', 'yesé', false],
		['yes', 'oh yes', false],
		['yes', 'oh, yes', false],
		['yes', '', false],
		['order 5', 'Order  5 now', true],
		['order 5', 'order 55', false],
		['no, YES', 'yes', true],
		['no, YES', 'maybe', false],
		[['no', 'yes'], 'yes', true],
		[42, '42 please', true],
		['über', 'ÜBER', true],
		['cafe\u0301', 'caf\u00E9', true],
		['cafe', 'cafe\u0301', false],
		['İPTAL', 'iptal', true],
		['iptal', 'İptal et', true],
		['ja', 'Ja👍', true],
		['❤', '❤\uFE0F', true],
		['❤\uFE0F', '❤ you', true],
		['👍', '👍👍', true],
		['/start', '/start now', true],
		['c++', 'C++ course', true],
		["can't come", 'Can’t come today', true],
		['can’t come', "can't come", true],
		['can', "can't", false],
		['l', "l'ami", false],
		['yes', '*yes*', true],
		['yes', '_yes_ please', true],
		['yes', '~yes~', true],
		['yes', '`yes`', true],
		['yes', '```yes```', true],
		['yes', '*_yes_*', true],
		['*yes*', 'yes', true],
		['yes', '"yes"', true],
		['yes', '“Yes”', true],
		['yes', '‚yes‘', true],
		['yes', '«yes»', true],
		['“yes”, ‘no’', 'no', true],
		['say yes', 'Say "yes" now', true],
		['yes', 'ＹＥＳ', true],
		['ＹＥＳ', 'yes', true],
		['yes', '𝗬𝗘𝗦', true],
		['yes', '\u200Fyes', true],
		['yes', '\u2068yes\u2069', true],
		['yes', '\uFFFCyes', true],
		['yes', 'y\u00ADes', true],
		['yes', '\uFEFFyes\u0000', true],
		['\u200Eyes', 'yes', true],
		['order 5', 'order\u00A05', true],
		['order 5', '\u3000order\u2003\u202F5', true],
		['pick-up', 'pick‑up at 5', true],
		['pick-up', 'pick–up', true],
		['KALIR', 'kalır', true],
		['kalır', 'KALIR', true],
		['straße', 'STRASSE 5', true],
		['ΟΔΟΣ', 'οδος 5', true],
		['ﬁn', 'fin', true],
		['1', '1️⃣', true],
		['1', '１', true],
		['1', '1️⃣2️⃣', false],
		['👍', '👍🏽', true],
		['🏴\u{E0067}\u{E0062}\u{E007F}', '🏴', false],
		['yes*', 'yes please', true],
		['yes; no', 'no', true],
		['yes\nno', 'no', true],
		['نعم، لا', 'لا', true],
		['是，否', '否', true],
		['["YES","NO"]', 'no', true],
		['[yes]', '[yes]', true],
		['*', '*', true],
		['*', 'anything', false],
		['\u200B', 'anything', true],
		['/start, /stop', '/stop now', true],
		['and/or', 'and/or', true],
		['24/7', '24/7 please', true],
		['24/7/365', '24/7/365', true],
		['1/2', '1/2', true],
		['(yes)', '(yes)', true],
		['(yes)', 'yes', true],
		['what?', 'What? Where?', true],
		['$5', '$5', true],
		['$5', '5', false],
		['5$', '5$', true],
		['US$', 'us$ 5', true],
		['^_^', '^_^', true],
		['really?', 'Really?', true],
		['[1]', '[1]', true],
		['/start, /s', '/s', true],
		['/start', 'start', false],
		['#1', '1', false],
		['5', '-5', false],
		["it's", 'it´s ok', true],
		["don't", 'don´t', true],
		["o'clock", 'o´clock', true],
		['o´clock', "o'clock", true],
		...['(yes)', '…yes', '...yes', '- yes', '– yes', '•yes', '· yes', '>yes', '> yes', '《yes》', '【yes】', '[yes]', '¡yes!', '¿yes?', '!yes', '"(yes)"', '("yes") please'].map((text): [string, string, boolean] => ['yes', text, true]),
		['sí', '¡SÍ!', true],
		['¡SI!', 'si', true],
		['- yes', 'yes', true],
		['...', 'anything', false],
		['yes', '(yesterday)', false],
		['مرحبا', 'مـرحبـــا', true],
		['مـرحبا', 'مرحبا بك', true],
	])('%j lets %j pass: %s', (keyword, text, expected) => {
		expect(hasKeyword(keyword, { Text: text })).toBe(expected);
	});

	it('is looked for in what is on a touched button', () => {
		const touched = { Type: 'whatsapp', Text: '', 'Button[Text]': 'Yes, please', 'Button[Payload]': 'confirm-7' };
		expect(hasKeyword('yes', touched)).toBe(true);
		expect(hasKeyword('confirm-7', touched)).toBe(true);
		expect(hasKeyword('no', touched)).toBe(false);
	});

	it.each(['/yes/i, /no/i', '/no/', 'yes, /no/', '/order \\d+/i', '/a,b/', '/a\\nb/m', '/(/', '/a/I', '/start/stop', ' /yes/ ', '["yes","/no/i"]', 'yes\n/no/i', '/^.$/u',
		...['"/yes/i"', '`/yes/i`', "'/yes/'", '*/yes/*', '\u200B/yes/i', '／yes／i', '(/yes/i)', 'no, /a,b/', 'no\n/a,b/i', '/a,b/i, no', '=/yes/', '!/yes/', '⁄yes⁄', '“/yes/i”', '["\\"/yes/\\""]'],
		...['^yes$', '^yes', 'yes$', 'yes.*', '.*', '.+', '\\byes\\b', '\\d+', '(yes|no)', 'yes|no', 'yes | no', '[Yy]es', '[0-9]+', 'x[ab]', 'new RegExp("yes")', 'RegExp(yes)', '(?i)yes', '(?:yes)', 'a{2,3}', 'colou?r', 'ok, ^yes$'],
	])(
		'refuses what looks like a regular expression: %j',
		(keyword) => {
			const refused = refusal(() => parseFilters({ keyword }));
			expect(refused.message).toMatch(/^'Keyword' contains ".+", which looks like a regular expression$/);
			expect(refused.remedy).toMatch(/add a Filter node after the trigger\.$/);
		},
	);

	it('refuses what is no text', () => {
		expect(refusal(() => parseFilters({ keyword: {} })).message).toBe('\'Keyword\' is "{}", which isn\'t text');
		expect(refusal(() => parseFilters({ keyword: ['yes', ['/no/']] })).message).toContain("isn't text");
	});

	const words = fc.string({ unit: fc.constantFrom(...'abcxyzäñçßıσж1'), minLength: 1, maxLength: 8 });

	it('finds a word however it is dressed', () => {
		const dress = fc.constantFrom<(text: string) => string>(
			(text) => text.toUpperCase(),
			(text) => text.toLowerCase(),
			(text) => text.normalize('NFD'),
			(text) => text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
			(text) => `*${text}*`,
			(text) => `“${text}”`,
			(text) => `\u2068${text}\u2069`,
			(text) => `\u00A0${text}\u00A0`,
			(text) => [...text].join('\u200B'),
			(text) => `\uFFFC_~${text}~_`,
		);
		fc.assert(
			fc.property(words, dress, dress, dress, (word, a, b, c) => {
				expect(hasKeyword(a(word), { Text: b(c(word)) })).toBe(true);
				expect(hasKeyword(word, { Text: `${a(b(word))}, and more` })).toBe(true);
				expect(hasKeyword(word, { Text: b(c(`${word}q`)) })).toBe(false);
				expect(hasKeyword(word, { Text: b(`q ${word}`) })).toBe(false);
			}),
		);
	});

	it('compares a text with itself as equal, and once is enough', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(comparable(comparable(text))).toBe(comparable(text));
			}),
		);
	});
});

describe('several filters', () => {
	it('must all be passed', () => {
		const filters = parseFilters({ messageTypes: ['sms'], fromNumbers: '+1*', keyword: 'yes' });
		expect(passes(filters, message({ Text: 'yes' }))).toBe(true);
		expect(passes(filters, message({ Text: 'no' }))).toBe(false);
		expect(passes(filters, message({ Text: 'yes', From: '447911123456' }))).toBe(false);
		expect(passes(filters, message({ Text: 'yes', Type: 'mms' }))).toBe(false);
	});
});
