import fc from 'fast-check';

import { parseBaseUrl } from '../../../nodes/Plivo/client/baseUrl';

function read(text: string): string {
	const parsed = parseBaseUrl(text);
	return 'baseUrl' in parsed ? parsed.baseUrl : parsed.unusable.message.replace('The Base URL of the credential ', '');
}

describe('parseBaseUrl', () => {
	it.each([
		['https://api.plivo.com', 'https://api.plivo.com'],
		['  https://API.Plivo.com:443//  ', 'https://api.plivo.com'],
		['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
		['https://proxy.example/plivo/', 'https://proxy.example/plivo'],
		['https://proxy.example/a/../plivo', 'https://proxy.example/plivo'],
		['https://proxy.example/@plivo', 'https://proxy.example/@plivo'],
		['https://a@proxy.example', 'contains a user name or password'],
		['https://:b@proxy.example', 'contains a user name or password'],
		['https://@proxy.example', 'contains a user name or password'],
		['https://a:b@proxy.example?x#y', 'contains a user name or password'],
		['https://a%40b:c@proxy.example', 'contains a user name or password'],
		['https://proxy.example?', 'has a ? or # in it'],
		['https://proxy.example#', 'has a ? or # in it'],
		['https://api.plivo.com/v1/../v1', 'has a path after api.plivo.com'],
		['https://proxy.example\\@other.example', "isn't a web address"],
		['https:\\\\proxy.example', "isn't a web address"],
		['https:proxy.example', "isn't a web address"],
		['https:///proxy.example', "isn't a web address"],
		['https://pro\u200bxy.example', "isn't a web address"],
		['https://pro\txy.example', "isn't a web address"],
		['javascript:alert(1)', "doesn't begin with https://"],
		['data:text/plain,x', "doesn't begin with https://"],
		['proxy.example', "doesn't begin with https://"],
		['api.plivo.com', "doesn't begin with https://"],
		['http://api.plivo.com', 'begins with http:// instead of https://'],
		['HTTP://API.plivo.com./', 'begins with http:// instead of https://'],
		[' ', 'is empty'],
	])('%j: %s', (text, expected) => {
		expect(read(text)).toBe(expected);
	});

	it('never gives an address with a user name, a password, a query or a fragment, and always the same one again', () => {
		const part = fc.oneof(fc.constantFrom('https://', 'http://', '@', ':', '/', '..', '?', '#', '\\', ' ', '%40', 'api.plivo.com', 'a'), fc.string());
		fc.assert(
			fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
				const parsed = parseBaseUrl(`https://${parts.join('')}`);
				if (!('baseUrl' in parsed)) return;
				const url = new URL(parsed.baseUrl);
				expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '']);
				expect(parsed.baseUrl.replace(/^https?:\/\/[^/]*/, '')).toBe(url.pathname.replace(/\/$/, ''));
				expect(parsed.baseUrl).toMatch(/^https?:\/\/[^/@?#]+(\/|$)/);
				expect(read(parsed.baseUrl)).toBe(parsed.baseUrl);
			}),
			{ numRuns: 2000 },
		);
	});
});
