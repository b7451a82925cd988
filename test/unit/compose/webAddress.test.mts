import { webAddress } from '../../../nodes/Plivo/compose/webAddress';
import { refusal } from '../invalid.mts';

const read = (text: string) => webAddress(text, 'Button URL', 'https://example.com/a');

describe('webAddress', () => {
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
		['https://web.example/save/https://shop.example/1', 'https://web.example/save/https://shop.example/1'],
	])('reads %j', (text, address) => expect(read(text)).toBe(address));

	it.each(['https://exa mple/a', 'example.com', 'https:// example.com', 'https://', 'https://.com', 'ftp://a.example/b', 'https://example.com/a\tb'])(
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
	])('refuses %j: one address goes there', (text) => {
		expect(refusal(() => read(text))).toEqual({
			message: "'Button URL' holds 2 addresses, and only one goes there",
			remedy: 'Leave only one of them.',
		});
	});
});
