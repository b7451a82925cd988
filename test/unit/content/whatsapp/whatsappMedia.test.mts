import { composeMedia } from '../../../../nodes/Plivo/content/whatsapp/whatsappMedia';
import { refusal } from '../../invalid.mts';
import { reading } from './reading.mts';

const url = 'https://x/a.png';

describe('composeMedia', () => {
	it('makes a list of the address, with its caption', () => {
		expect(composeMedia(reading({ mediaUrl: url, text: 'cap' }))).toEqual({ media_urls: [url], text: 'cap' });
		expect(composeMedia(reading({ mediaUrl: ` ${url}\n`, text: '' }))).toEqual({ media_urls: [url] });
	});

	it('takes a list of one, and an address with a comma', () => {
		expect(composeMedia(reading({ mediaUrl: [url] }))).toEqual({ media_urls: [url] });
		expect(composeMedia(reading({ mediaUrl: 'https://x/w_1,h_2/a.png' }))).toEqual({ media_urls: ['https://x/w_1,h_2/a.png'] });
	});

	it.each([[''], [' '], [[]], [undefined]])('refuses %j as empty', (mediaUrl) => {
		expect(refusal(() => composeMedia(reading({ mediaUrl })))).toEqual({
			message: "'Media URL' is empty",
			remedy: 'Enter the address of the file, for example https://example.com/picture.jpg.',
		});
	});

	it.each([[`${url},${url}`], [`${url}, ${url}`], [`${url}\n${url}`], [[url, url]]])('refuses %j: one file a message', (mediaUrl) => {
		expect(refusal(() => composeMedia(reading({ mediaUrl })))).toEqual({
			message: "'Media URL' contains 2 addresses, but a WhatsApp message can have only one file",
			remedy: 'Send the others in separate messages, for example with Split Out.',
		});
	});

	it.each(['example.com/a.png', 'ftp://example.com/a.png', 'data:image/png;base64,AAAA', 'https://', 'https://exa mple/a.png'])(
		'refuses %j, which isn\'t a web address',
		(mediaUrl) => {
			expect(refusal(() => composeMedia(reading({ mediaUrl })))).toEqual({
				message: `'Media URL' is "${mediaUrl}", which isn't a web address`,
				remedy: 'Enter a full address that Plivo can reach, for example https://example.com/picture.jpg.',
			});
		},
	);

	it.each([
		['https://example.com/menü/speisekarte.pdf?tag=größe%20XL', 'https://example.com/men%C3%BC/speisekarte.pdf?tag=gr%C3%B6%C3%9Fe%20XL'],
		['https://bücher.example/a.png', 'https://xn--bcher-kva.example/a.png'],
		['https://example.com/our menu.pdf?for=two people', 'https://example.com/our%20menu.pdf?for=two%20people'],
		['https://example.com/a\u00a0b.png', 'https://example.com/a%C2%A0b.png'],
		['https://example.com/a.png,', 'https://example.com/a.png'],
		['https://example.com/a.png ; ', 'https://example.com/a.png'],
		['https://cdn.example/collage?of=https://a.example/1.png,https://a.example/2.png', 'https://cdn.example/collage?of=https://a.example/1.png,https://a.example/2.png'],
		["https://example.com/a|b'.png", "https://example.com/a%7Cb'.png"],
	])('encodes %j, as Plivo wants addresses', (mediaUrl, encoded) => {
		expect(composeMedia(reading({ mediaUrl }))).toEqual({ media_urls: [encoded] });
	});

	it('refuses a caption that is too long', () => {
		expect(refusal(() => composeMedia(reading({ mediaUrl: url, text: 'a'.repeat(1025) }))).message).toBe(
			"'Caption' is 1,025 characters long; the limit is 1,024",
		);
	});
});
