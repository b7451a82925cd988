import fc from 'fast-check';

import { splitAddresses, parseWebAddress } from '../../../nodes/Plivo/fields/url';
import { InvalidFieldError } from '../../../nodes/Plivo/errors/invalidFieldError';
import { refusal } from '../invalid.mts';

const read = (text: string) => parseWebAddress(text, 'Button URL', 'https://example.com/a');

const doubled = [
	...['https://https://example.com/a.jpg', 'http://https://example.com', 'HTTPS://HTTP://example.com', 'https://http//example.com/a', 'https://https', 'https://http:443/a'],
	...['https://user@https/a', 'https://ftp://example.com/a', 'https://ttps://example.com', 'https://www.https://example.com', 'https://a.example\\@b.example/', 'https://a"b.example/'],
];

/** What a server reads, one character a byte. */
function bytesOf(address: string): string {
	return Buffer.from(address).toString('latin1').replace(/%([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

describe('parseWebAddress', () => {
	it.each([
		['https://example.com', 'https://example.com'],
		['HTTPS://Example.com/A', 'HTTPS://Example.com/A'],
		['https://example.com/a,b;c', 'https://example.com/a,b;c'],
		['https://example.com/a?q=1,', 'https://example.com/a?q=1'],
		['https://example.com/my file.pdf', 'https://example.com/my%20file.pdf'],
		['https://example.com/2027 v1.2/menu.pdf', 'https://example.com/2027%20v1.2/menu.pdf'],
		['https://example.com/Smith, John.jpg', 'https://example.com/Smith,%20John.jpg'],
		['https://example.com/a?q=two words#and more', 'https://example.com/a?q=two%20words#and%20more'],
		['https://example.com/100%25 menü.pdf', 'https://example.com/100%25%20men%C3%BC.pdf'],
		['https://wa.example/?text=Look,https://shop.example/1', 'https://wa.example/?text=Look,https://shop.example/1'],
		['https://a.example/Sale 50% off.jpg', 'https://a.example/Sale%2050%25%20off.jpg'],
		['https://a.example/50%off.jpg', 'https://a.example/50%25off.jpg'],
		['https://a.example/?q=100% Baumwolle', 'https://a.example/?q=100%25%20Baumwolle'],
		['https://a.example/100%', 'https://a.example/100%25'],
		['https://a.example/%C3%BC%2 %zz%20%25', 'https://a.example/%C3%BC%252%20%25zz%20%25'],
		['https://a.example/a|b"c\\d<e>f^g`h{i}', 'https://a.example/a%7Cb%22c%5Cd%3Ce%3Ef%5Eg%60h%7Bi%7D'],
		['https://a.example/?ids[]=1&to=a@b#c[d]', 'https://a.example/?ids[]=1&to=a@b#c[d]'],
		['https://a.example/a\ud83d.png', 'https://a.example/a%EF%BF%BD.png'],
		['https://bücher.example:8080/50% ü', 'https://xn--bcher-kva.example:8080/50%25%20%C3%BC'],
		['https://user:pa,ss@x.example/a.jpg', 'https://user:pa,ss@x.example/a.jpg'],
		['https://user:p;a%@s@x.example/a.jpg', 'https://user:p;a%25%40s@x.example/a.jpg'],
		['https://http.example/http', 'https://http.example/http'],
		['https://x//a.jpg', 'https://x//a.jpg'],
		['https://example.com:/a', 'https://example.com:/a'],
		['https://[2001:db8::1]:8080/a', 'https://[2001:db8::1]:8080/a'],
		['https://a.example/1https://b.example/2', 'https://a.example/1https://b.example/2'],
		['https://cdn.example.com/Müller GmbH & Co.KG/Menü.pdf', 'https://cdn.example.com/M%C3%BCller%20GmbH%20&%20Co.KG/Men%C3%BC.pdf'],
		['https://cdn.example.com/Müller, Meier & Co.KG/a.pdf', 'https://cdn.example.com/M%C3%BCller,%20Meier%20&%20Co.KG/a.pdf'],
		['https://cdn.example.com/Version 1.final/menu.png', 'https://cdn.example.com/Version%201.final/menu.png'],
		['https://a.com/Report for acme.com/file.pdf', 'https://a.com/Report%20for%20acme.com/file.pdf'],
		['https://a.example/1.jpg，', 'https://a.example/1.jpg'],
		['https://web.example/save/https://shop.example/1', 'https://web.example/save/https://shop.example/1'],
	])('reads %j', (text, address) => expect(read(text)).toBe(address));

	it.each(['https://exa mple/a', 'example.com', 'https:// example.com', 'https://', 'https://.com', 'ftp://a.example/b', 'https://example.com/a\tb', ...doubled])(
		'refuses %j',
		(text) => {
			expect(refusal(() => read(text)).message).toMatch(/^'Button URL' is ".+", which isn't a web address$/);
		},
	);

	it.each([
		'https://a.example/1 https://b.example/2',
		'https://a.example/1,https://b.example/2',
		'https://a.example,https://b.example',
		'https://a.example/1\nhttps://b.example/2',
		'https://a.example/?q=1 https://b.example/2',
		'https://a.example/1, www.b.example',
		'https://a.example/1,www.b.example/2',
		'https://a.example/1,https://b.example/2?v=3',
		'https://a.example/1 | https://b.example/2',
		'https://a.example/1、https://b.example/2',
	])('refuses %j: one address goes there', (text) => {
		expect(refusal(() => read(text))).toEqual({
			message: "'Button URL' contains 2 addresses, but only one is allowed",
			remedy: 'Keep only one of them.',
		});
	});

	const legal = fc.array(fc.constantFrom(...'aZ09-._~:/?#[]@!$&\'()*+=,;', '%20', '%C3%BC'), { maxLength: 40 }).map((parts) => `/${parts.join('')}x`);
	const hosts = fc.constantFrom('example.com', 'Example.com:8080', '10.0.0.1', 'u:p,a;s@x.example', '[::1]');

	it('leaves an address that is right as it is, byte for byte', () => {
		fc.assert(fc.property(hosts, legal, (host, rest) => expect(read(`https://${host}${rest}`)).toBe(`https://${host}${rest}`)));
	});

	it('encodes what may not stand in an address, and nothing twice', () => {
		const any = fc.array(fc.oneof(fc.constantFrom(' ', '%', '%2', '%zz', '%41', '|', '"', '\\', '<', '>', 'ü', '😀', '\ud83d', 'a.b/', 'a'), fc.string()), { maxLength: 20 });
		fc.assert(
			fc.property(hosts, any, (host, parts) => {
				const rest = `/${parts.join('').replace(/[\t\n\v\f\r\p{Cf}]/gu, '')}x`;
				const encoded = read(`https://${host}${rest}`);
				expect(encoded).toMatch(/^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\dA-F]{2})+$/i);
				expect(read(encoded)).toBe(encoded);
				expect(bytesOf(encoded)).toBe(bytesOf(`https://${host}${rest}`));
			}),
		);
	});
});

describe('splitAddresses', () => {
	const [a, b] = ['https://a.example/1.jpg', 'http://b.example/2.jpg'];

	it.each([
		...[' ', ',', ';', ', ', ' ,', '，', '、', '；', '， ', ' | ', '| ', ' |', ' - ', ' – ', ' & ', ' / ', ' • ', '\n', '\r\n', '\n\n- ', ',\n', ' \n ; \n'],
	])('parts two addresses at %j', (between) => {
		expect(splitAddresses(`${a}${between}${b}`)).toEqual([a, b]);
		expect(splitAddresses(` ,${a}${between}www.b.example/2.jpg${between}${b}, `)).toEqual([a, 'www.b.example/2.jpg', b]);
	});

	it.each([
		'https://a.example/?img=https://a.example/1.png|https://a.example/2.png',
		'https://c.example/?img=https://a.example/1.png,https://a.example/2.png',
		'https://c.example/?img=www.a.example/1.png,www.b.example/2.png',
		'https://a.example/A - B | C.jpg',
		'https://a.example/?fields=a|b|',
		'https://a.example/赤、青，白.jpg',
		'https://a.example/w_1,h_2;c/a.jpg',
		'https://a.example/Co.KG b.example/2.jpg',
		'https://user:pa,ss;w@a.example/1.jpg',
	])('leaves %j whole', (address) => expect(splitAddresses(address)).toEqual([address]));

	it('parts a list with bullets', () => expect(splitAddresses(`• ${a}\n• ${b}`)).toEqual([a, b]));

	it('finds in a list what was put into it, and loses nothing', () => {
		const address = fc.constantFrom(a, b, 'www.c.example', 'https://d.example/a b,c.png', 'https://user:a,b@e.example/');
		const between = fc.constantFrom(' ', ',', ', ', '，', '、', ' | ', '\n', ';\r\n');
		fc.assert(
			fc.property(fc.array(fc.tuple(address, between), { minLength: 1 }), (list) => {
				expect(splitAddresses(list.flat().join(''))).toEqual(list.map(([one]) => one));
			}),
		);
		const written = (text: string) => text.replace(/[\s,;，；、،؛|/&+·•*–—-]/g, '');
		fc.assert(fc.property(fc.array(fc.oneof(address, between, fc.string())), (parts) => {
			const text = parts.join('').replace(/\p{Cf}/gu, '');
			expect(written(splitAddresses(text).join(''))).toBe(written(text));
		}));
	});

	it.each([' ', ',', ', ', ' ,', '\n', '、', '|', ' |', '-', ' -', '- ', '@', '.', '/', 'a ', 'www.', 'https://', ',https://b', ',https://b@'])(
		'is done in one go over 200,000 of %j',
		(part) => {
			const long = part.repeat(200_000 / part.length);
			for (const text of [long, `https://a.example/?u=https://c${long}b`, `https://a${long}`]) {
				expect(splitAddresses(text)).toBeInstanceOf(Array);
				try {
					read(text);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidFieldError);
				}
			}
		},
	);
});
