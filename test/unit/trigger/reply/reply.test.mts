import fc from 'fast-check';

import { inboundItem } from '../../../../nodes/Plivo/webhooks/events/inbound';
import { EMPTY_REPLY, canAutoReply, readReplyText, replyDocument } from '../../../../nodes/Plivo/trigger/reply/reply';
import { readReplies } from '../../../../sandbox/inbound/replyXml.mts';
import { refusal } from '../../invalid.mts';

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
		{ Text: 'Please, what are your hours?' },
		{ Text: 'We stop at five' },
		{ Text: 'Informal' },
		{ Text: 'Ayudante' },
		{ Text: 'Endless' },
		{ Text: 'Para mañana' },
		{ Text: '👍' },
		{ Text: 'nonstop' },
		{ Text: 'Yes' },
		{ Text: 'Starting' },
		{ To: '72345' },
		{ From: '1234567' },
	])('to %j', (params) => {
		expect(canAutoReply(message(params))).toBe(true);
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
		...[
			...['ARRET', 'Arrêt', 'Arre\u0302t', 'arrêtez svp', 'Désabonner', 'AIDE', 'aide ?', 'ALTO', 'Alto!', 'BAJA', 'Dar de baja', 'detener', 'AYUDA', 'ayúda'],
			...['Stop. Thank you', 'stop please', 'Stop texting me', 'please stop', 'PLS STOP', 'por favor, alto', 'STOP2END', 'stop-all', 'S.T.O.P.', 's t o p', 'STOPPP', 'Stooop'],
			...['ＳＴＯＰ', '𝐒𝐓𝐎𝐏', '*STOP*', '_stop_ now', '“Stop”', '\u200ESTOP', '\u2067STOP\u2069', '\uFFFCSTOP', 'ST\u00ADOP', '\u00A0Stop\u00A0', 'STOP\u0000', '🛑 STOP'],
			...['Stop by tomorrow?', 'Cancel my order', 'Info about your hours', 'Start date?', "Don't text me", 'Don’t text me again', 'Do not contact me', 'No más', 'TAKE ME OFF your list'],
			...['STOPP', 'Abmelden', 'PARAR', 'sair', 'Ferma', 'СТОП', 'İPTAL', 'iptal', 'ıptal', '退订'],
		].map((Text) => ({ Text })),
	])('not to %j', (params) => {
		expect(canAutoReply(message(params))).toBe(false);
	});
});

describe('a text about a subscription is not answered', () => {
	it.each([
		// Other forms of the word
		...['Un-subscribe', 'UN SUBSCRIBE me', 'STOPPED', 'STOPT', 'CANCELLED', 'Unsubscribed', 'unsuscribe', 'opt me out', 'opts out', 'Opting out', 'Do not send', 'DO NOT CALL', 'Do not reply'],
		...['STOPSMS', 'STOP.SMS', 'stoptexting me', 'HELPME', 'Nomas', 'NO MÁS', 'Not interested', 'Delete my number', 'Please remove my number', 'I no longer want this, unsubscribe me', 'Hi, take me off this list'],
		// In other languages
		...['AIDEZ-MOI', 'Désinscrivez-moi', 'DÉSABONNE-MOI', 'Désinscris-moi', "Arrêtes de m'écrire", 'Ayúdame', 'DENME DE BAJA', 'Darse de baja', 'Dar baja', 'De baja', 'Detente', 'BORRAR', 'quitarme', 'Dejar de recibir'],
		...['aufhoeren', 'AUFHÖREN', 'Hör auf', 'hoer auf', 'BEENDEN', 'KÜNDIGEN', 'ABBESTELLE', 'Bitte keine SMS mehr', 'Slutt', 'Avslutt', 'HJELP', 'HJÆLP', 'Hjälp', 'LOPETA', 'APUA', 'Wypisz', 'rezygnuję', 'usuń'],
		...['rimuovi', 'smettila', 'descadastre', 'AJUDE', 'Leiratkozás', 'Dezabonare', 'BERHENTI', 'ΣΤΟΠ', 'СПРИ', 'ПОМОЩ', 'ДОПОМОГА', 'Отпишите меня', 'إيقاف', 'الغاء', 'إلغاء', 'תפסיקו', 'הסרה', 'הסר אותי', 'הָסֵר'],
		...['Не пишите мне', 'НЕ ПИШИТЕ', 'Отменить', 'Отмените подписку', 'Остановите рассылку', 'ΑΚΥΡΩΣΗ', 'Ακύρωση', 'Скасувати'],
		// As the text of the offer has it
		...['<STOP>', '<stop>', '<<STOP>>', '<Unsubscribe>', '<help>', 'Reply <STOP>'],
		// In the last sentence
		...['Wrong number. STOP', 'Who is this? STOP', 'Sent from my iPhone: STOP', `${'We talked about it. '.repeat(20)}Please stop texting me.`],
		// Without blanks between words
		...['退订短信', '请退订', '取消', '停止', '停止してください', '配信停止', '帮助', 'やめてください', '수신거부', 'ยกเลิก', '回复TD'],
		// Courtesies in front
		...["S'il vous plaît arrêtez", 'Kindly stop', 'Please help', 'bitte Hilfe', 'please start', 'SVP aide', 'Por favor ayuda', 'Hi, please stop', 'Could you stop', 'I want to unsubscribe', 'pleaseSTOP', 'Ich möchte mich abmelden', '1 STOP', 'x STOP'],
		// Drawn out
		...['ARRRET', 'ARRÊÊT', 'STOPPALLL', 'stoooop', 'HEEELP', 'ENDDD', 'Sstop', 'Cancellll', 'UNSUBBB'],
		// Dressed up
		...['S\u{E0020}TOP', 'S\u2800TOP', '\u2800STOP', '🆂🆃🅾🅿', '🅢🅣🅞🅟', '🇸🇹🇴🇵', '🅂🅃🄾🄿', 'ⓈⓉⓄⓅ', '⒮⒯⒪⒫', 'ꜱᴛᴏᴘ', 's̶t̶o̶p̶', 'ＳＴＯＰ', 'STОP', 'ЅТОР', 'ꓢꓔꓳꓑ', 'ST0P', '5TOP', '$TOP', 'تـوقـف'],
		...['ST*OP', 'STO P', '<b>STOP</b>', '<p class="x">STOP</p>', 'S.T.O.P a b', 'S T O P now', 'S-T-O-P', 'S_T_O_P', 'don´t text me', 'DON´T CONTACT ME', 'don`t text', 'D O N T text me'],
		...['\n', ' ', '\u200B', '-', '🙏', '\u3164', '. '].map((blank) => `${blank.repeat(210)}STOP`),
		'\n'.repeat(5_000) + 'stop',
	])('%j', (Text) => {
		expect(canAutoReply(message({ Text }))).toBe(false);
	});

	it.each([
		{ Text: ' ', Body: 'STOP' },
		{ Text: '\u200B', Body: 'STOP' },
		{ Text: 'Hello', Body: 'STOP' },
		{ Text: ['Hello', 'STOP'] },
		...['opt-out', 'OPT_OUT', 'STOP', 'unsubscribe', 'opted_out', 'something new', '1'].map((MessageIntent) => ({ Text: 'Leave me be', MessageIntent })),
		{ MessageIntent: ['', 'optout'] },
	])('%j', (params) => {
		expect(canAutoReply(message(params))).toBe(false);
	});

	it.each(['No quiero cebolla', 'Não quero cebola', 'No enviaron el recibo', 'Koniecznie przyjdę', 'Отличный магазин', 'Где вы?', 'आपका नंबर क्या है', '배송해 지금', 'Schlüssel liegt bereit', 'We need help. No, it works now', 'The end of the month?', 'Finally!', 'Infinite thanks', 'Duration?', 'Altogether 5', 'Quite good', 'Beginner class?', 'Yes please', 'Aider', 'Where can I park?', 'Top sellers?', '🏴\u{E0067}\u{E0062}\u{E007F}', '今天几点开门', 'Αύριο'])(
		'but %j is',
		(Text) => {
			expect(canAutoReply(message({ Text }))).toBe(true);
		},
	);
	it.each(['', 'null'])('and one whose MessageIntent is %j says nothing', (MessageIntent) => {
		expect(canAutoReply(message({ MessageIntent }))).toBe(true);
	});
});

it('no dress of a letter, and nothing before or within it, lets such a word be answered', () => {
	const code = (start: number) => (letter: string) => String.fromCodePoint(start + letter.charCodeAt(0) - 65);
	const dress = fc.constantFrom<(letter: string) => string>(
		(letter) => letter,
		(letter) => letter.toLowerCase(),
		...[0x249c, 0x24b6, 0x24d0, 0x1f130, 0x1f150, 0x1f170, 0x1f1e6, 0xff21, 0xff41, 0x1d400, 0x1d56c].map(code),
		(letter) => `${letter}\u0336`,
		(letter) => `${letter}\u0301\u20DD`,
	);
	const unseen = fc.string({ unit: fc.constantFrom('\u200B', '\u{E0020}', '\u2800', '\u034F', '\u3164', '\uFE0F', '\u00AD', '*', '.', ' '), maxLength: 3 });
	const before = fc.string({ unit: fc.constantFrom('\n', ' ', '-', '🙏', '\u200B', '\u2800', '\u00B4', '>'), maxLength: 400, size: 'max' });
	fc.assert(
		fc.property(fc.constantFrom('STOP', 'UNSUBSCRIBE', 'CANCEL', 'ARRET', 'HELP', 'END'), before, dress, fc.array(unseen, { minLength: 11, maxLength: 11 }), (word, begin, dressed, between) => {
			const text = begin + [...word].map((letter, index) => dressed(letter) + between[index]).join('');
			expect(canAutoReply(message({ Text: text }))).toBe(false);
		}),
		{ numRuns: 2_000 },
	);
});

it('nothing that begins with such a word is answered, whatever follows and however it is dressed', () => {
	const words = fc.constantFrom('STOP', 'stop', 'Arrêt', 'ALTO', 'Unsubscribe', 'opt out', 'HELP', 'Start', 'ayuda');
	const around = fc.string({ unit: fc.constantFrom(' ', '\n', '*', '_', '~', '`', '"', '“', '’', '\u200F', '\uFFFC', '\u00A0', '¡', '(', '-', '.') });
	const wide = (text: string) => text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
	const forms = fc.constantFrom((text: string) => text, wide, (text: string) => text.normalize('NFD'), (text: string) => text.toUpperCase());
	fc.assert(
		fc.property(words, around, around, forms, fc.string({ unit: 'grapheme' }), (word, before, after, form, rest) => {
			expect(canAutoReply(message({ Text: `${before}${form(word)}${after} ${rest}` }))).toBe(false);
		}),
	);
});

describe('readReplyText', () => {
	it.each([
		['', ''],
		[undefined, ''],
		[' Hi\n', 'Hi'],
		[42, '42'],
		['a'.repeat(1_600), 'a'.repeat(1_600)],
		['é👍'.repeat(2), 'é👍é👍'],
	])('%j is %j', (value, expected) => {
		expect(readReplyText(value)).toBe(expected);
	});

	it.each([
		['a'.repeat(1_601), /^'Reply Text' has 1,601 characters \(11 SMS units\), but Plivo accepts up to 1,600$/, /^Shorten it by 1, or send it in parts\.$/],
		['👍'.repeat(400), /^'Reply Text' has 800 characters as SMS counts them \(13 SMS units\), but Plivo accepts up to 737 because of "👍"$/, /^Shorten it by 63, or replace characters such as "👍"/],
		// The trigger has no option Smart Encoding.
		[`’${'a'.repeat(800)}`, /has 801 characters \(/, /^Shorten it by 64, or replace characters such as/],
		['€'.repeat(801), /has 1,602 characters as SMS counts them/, /./],
		[{ text: 'Hi' }, /^'Reply Text' is .*, which isn't text$/, /./],
		['[object Object]', /^'Reply Text' /, /./],
		...['\ud83d', '\udc4b', ' \ud83d\n', '\ud83d\ud83d'].map((value): [string, RegExp, RegExp] => [value, /^'Reply Text' contains only half of a character, such as an emoji$/, /^Enter the text again, or remove the option\.$/]),
	])('refuses %j', (value, message, remedy) => {
		const refused = refusal(() => readReplyText(value));
		expect(refused.message).toMatch(message);
		expect(refused.remedy).toMatch(remedy);
	});
});
