import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';

import { countSegments } from '../../../../nodes/Plivo/content/sms/segments';
import { replaceable, smartEncode } from '../../../../nodes/Plivo/content/sms/smartEncoding';
import { InvalidFieldError } from '../../../../nodes/Plivo/errors/invalidFieldError';
import { composeSms, unitsOfSms } from '../../../../nodes/Plivo/content/sms/sms';

const gsm = [...'abc XYZ09@£ÄñΩ€{}[]^~|\\\n'];
const twinned = [...replaceable];
const foreign = ['ж', '中', '😀', '🇮', 'ç', '½', '™'];

function textOf(...characters: string[][]): fc.Arbitrary<string> {
	return fc.array(fc.constantFrom(...characters.flat()), { maxLength: 400 }).map((symbols) => symbols.join(''));
}

/** @returns nothing for a text that is refused */
function sentOrRefused(text: string): string | undefined {
	try {
		return composeSms({ text, smartEncoding: true }).text;
	} catch (error) {
		if (error instanceof InvalidFieldError) return undefined;
		throw error;
	}
}

describe('smartEncode', () => {
	it.each([
		['“It’s 5 o’clock” – she said…', '"It\'s 5 o\'clock" - she said...'],
		['«Oui» ‹non›', '"Oui" \'non\''],
		['10:00—11:00', '10:00-11:00'],
		['Menu:\n• Soup\n\t ▪ Fish\r\n\u00a0•\u00a0Pie', 'Menu:\n- Soup\n  - Fish\r\n - Pie'],
		['6 ÷ 2, 1⁄4', '6 / 2, 1/4'],
		['See “https://example.com/a_b?c=d”… or ‘www.example.com’—', 'See "https://example.com/a_b?c=d"... or \'www.example.com\'-'],
		['“ada@example.com”', '"ada@example.com"'],
		['https://example.com/a\u200b\u00a0– now', 'https://example.com/a - now'],
		['Cost – 5 @ £3.50', 'Cost - 5 @ £3.50'],
		['a\u00A0b\u2009c\u3000d\te', 'a b c d e'],
		['one\u2028two\u2029three', 'one\ntwo\nthree'],
		['zero\u200Bwidth\uFEFF so\u00ADft', 'zerowidth soft'],
		['\u200EABC\u202C', 'ABC'],
		['ＨＥＬＬＯ！', 'HELLO!'],
		['e\u0301te\u0301 n\u0303', 'été ñ'],
		['of\uFB01ce', 'office'],
		['2 × 3', '2 x 3'],
		...[...'…–—’”»'].map((mark): [string, string] => [`größe.example/a${mark} “b”`, `größe.example/a${smartEncode(mark)} "b"`]),
		['www.example.com/a?”, shop.example/b:– 192.168.1.10/c…', 'www.example.com/a?", shop.example/b:- 192.168.1.10/c...'],
		['Is it “shop.example?” Or “shop.example:”…', 'Is it "shop.example?" Or "shop.example:"...'],
		['4.5/5… 10.30/11.00–12.00 z.B.: “a”', '4.5/5... 10.30/11.00-12.00 z.B.: "a"'],
	])('makes %j plain', (text, plain) => {
		expect(smartEncode(text)).toBe(plain);
		expect(countSegments(plain).encoding).toBe('GSM-7');
	});

	it.each(['plain', '', '€{}[]~^|\\', 'line\nbreak\r\n', 'çava “bien”', '“ok” 👍', '1½ “cups”', 'Привет — “мир”', '…'.repeat(70)])('leaves %j as it is', (text) => {
		expect(smartEncode(text)).toBe(text);
	});

	it.each([
		...['See https://en.wikipedia.org/wiki/Michelson–Morley_experiment', 'https://shop.example/L’Oréal?x=1', 'HTTP://shop.example/a…b', 'www.shop.example/L’Oréal'],
		...['shop.example/L’Oréal', '“https://shop.example/a–b”.', '(https://shop.example/L’Oréal)', 'https://shop.example/ca\u0301fe', 'https://shop.example/a\u00adb'],
		...['größe.example/L’Oréal', 'münchen.de/L’Oréal', 'nürnberg.de/x–2026', 'café.fr/l’été', 'cafe\u0301.fr/l’été', 'магазин.рф/a–b', 'shop.xn--p1ai/a’b'],
		...['shop.example:8080/L’Oréal', 'shop.example?q=L’Oréal', 'shop.example#a’b', '192.168.1.10/a’b', '192.168.1.10:80/a’b', '“größe.example/a–b”'],
		...['https://en.wikipedia.org/wiki/×', 'https://x.example/?q=a…b', 'https://x.example/2×3', 'https://x.example/÷?', 'whatsapp://send?text=a…b', 'ftp://x.example/a–b'],
		...['john–doe@example.com', 'mail “o’brien@example.com”', 'Dear “Ada”, write to ada–b@mail.example.co.uk!'],
		...['3·4 = 12', 'col·legi', '2․5', 'soup • fish', '10:00—11:00 • room A', 'a\u00a0• b'],
	])('leaves %j as it is, and so all of the text', (text) => {
		expect(smartEncode(text)).toBe(text);
		expect(unitsOfSms({ type: 'sms', text })?.non_gsm_character).toBeDefined();
	});

	it('never changes an address, whatever its letters and whatever is behind it', () => {
		const hosts = fc.constantFrom('shop.example', 'größe.example', 'café.fr', 'cafe\u0301.fr', 'xn--a.xn--p1ai', 'a_b.co.uk', '10.0.0.1', 'Ü-1.de');
		const beginnings = fc.oneof(hosts.map((host) => `https://${host}`), fc.constant('www.a.de'), hosts);
		const rests = fc.tuple(fc.constantFrom('/', '?', '#', ':80/'), fc.array(fc.constantFrom('a', '’', '–', '…', '×', '”', 'é'), { maxLength: 9 }), fc.constantFrom('a', '×', 'é'));
		fc.assert(
			fc.property(beginnings, rests, fc.constantFrom('', '“', '('), fc.constantFrom('', '…', '–', '—', '’', '”', '»', '.', '?!', ',”'), (beginning, [sign, rest, end], before, behind) => {
				const address = `${beginning}${sign}${rest.join('')}${end}`;
				expect(smartEncode(`${before}${address}${behind} “b”`)).toContain(address);
			}),
		);
	});

	it('never changes an address, wherever it stands', () => {
		const addresses = fc.constantFrom('https://a.example/x–y', 'www.a.example/’', 'a–b@c.example', 'https://a.example/b', 'ada@c.example');
		fc.assert(
			fc.property(textOf(gsm.filter((character) => character !== '@'), twinned), addresses, fc.constantFrom(' ', '\n', '\u00a0', '“', '(', '…'), (text, address, before) => {
				const encoded = smartEncode(`${text}${before}${address} ${text}`);
				expect(encoded).toContain(address.replace(/’$/, encoded.includes('’') ? '’' : "'"));
			}),
		);
	});

	it('is done in one go over the text, however long', () => {
		for (const part of ['a', 'a.', 'a@', 'www.', '-', '…', '•', 'https://', '”', 'ü.', 'ab.cd', '1.', '://', 'a\u0301']) expect(smartEncode(`“${part.repeat(100_000)}`)).toBeTruthy();
	});

	it('never leaves a message without a text', () => {
		fc.assert(
			fc.property(textOf(twinned, [' ', '\n']), (text) => {
				const sent = sentOrRefused(text);
				expect(sent === undefined || sent.trim() !== '').toBe(true);
			}),
		);
		for (const text of ['\ufffc', '\ufffc \ufffc', '\u200b\ufffc\u00a0']) expect(sentOrRefused(text)).toBeUndefined();
	});

	it('has a twin in GSM for each of its characters', () => {
		expect(twinned.filter((character) => countSegments(character).encoding === 'GSM-7')).toEqual([]);
		expect(twinned.filter((character) => countSegments(smartEncode(character)).encoding !== 'GSM-7')).toEqual([]);
	});

	it('yields GSM whenever each character has a twin, but for texts that would take more units', () => {
		fc.assert(
			fc.property(textOf(gsm, twinned), (text) => {
				const before = countSegments(text);
				const after = countSegments(smartEncode(text));
				const isDense = [...text].filter((character) => '…⋯'.includes(character)).length > text.length / 4;
				expect(after.encoding === 'GSM-7' || (isDense && after.units === before.units)).toBe(true);
			}),
		);
	});

	it('never takes more units or changes what has to go out in UCS-2, and does nothing the second time', () => {
		fc.assert(
			fc.property(textOf(gsm, twinned, foreign, ['…']), (text) => {
				const encoded = smartEncode(text);
				expect(smartEncode(encoded)).toBe(encoded);
				if (countSegments(encoded).encoding === 'UCS-2') expect(encoded).toBe(text);
				// Counted by somebody else.
				if (text !== '') expect(new SegmentedMessage(encoded || ' ').segmentsCount).toBeLessThanOrEqual(new SegmentedMessage(text).segmentsCount);
			}),
		);
	});

	it.each([
		['’'.repeat(297) + '…'.repeat(440), false],
		['…'.repeat(440) + 'a'.repeat(297), false],
		['…'.repeat(431) + 'a'.repeat(306), true],
	])('makes nothing too long that can be sent without it: %#', (text, isPlain) => {
		expect(composeSms({ text }).text).toBe(text);
		expect(countSegments(composeSms({ text, smartEncoding: true }).text).encoding).toBe(isPlain ? 'GSM-7' : 'UCS-2');
	});

	it('never makes a message unsendable', () => {
		const dense = fc.tuple(fc.nat(737), fc.constantFrom(...twinned), fc.constantFrom('…', '⋯', '€')).map(([count, one, other]) => other.repeat(count) + one.repeat(737 - count));
		fc.assert(fc.property(dense, (text) => expect(smartEncode(text).trim() === '' || sentOrRefused(text) !== undefined).toBe(true)));
	});

	it('leaves nothing over the limit that has a plain form within it', () => {
		expect(countSegments(smartEncode('’'.repeat(1600)))).toMatchObject({ encoding: 'GSM-7', characters: 1600, units: 11 });
	});
});
