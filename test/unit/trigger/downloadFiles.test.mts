import { Readable } from 'node:stream';
import type { IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import { inboundItem } from '../../../nodes/Plivo/webhooks/events/inbound';
import { downloadFiles, isAtPlivo } from '../../../nodes/Plivo/trigger/downloadFiles';

it.each([
	['https://media.plivo.com/Account/MA/Message/1/Media/2', true],
	['HTTPS://MEDIA.PLIVO.COM:443/a', true],
	['http://media.plivo.com/a', false],
	['https://media.plivo.com:8443/a', false],
	['https://media.plivo.com.example/a', false],
	['https://example.com/media.plivo.com', false],
	['https://media.plivo.com@example.com/a', false],
	['https://a:b@media.plivo.com/a', false],
	['https://example.com\\@media.plivo.com/a', false],
	['https://example.com#@media.plivo.com/a', false],
	['http://169.254.169.254/latest/meta-data', false],
	['file:///etc/passwd', false],
	['', false],
])('%s: %j', (address, expected) => {
	expect(isAtPlivo(address)).toBe(expected);
});

describe('a redirect from media.plivo.com', () => {
	const targets = ['http://169.254.169.254/latest/meta-data/', 'https://10.0.0.1/', 'https://example.com/a', 'https://media.plivo.com/b'];

	/** Plivo's host can't be stood in for by a real one: its name and certificate are Plivo's. */
	function follow(target: string) {
		const called: string[] = [];
		const helpers = {
			httpRequest: async ({ url }: IHttpRequestOptions) => {
				called.push(url);
				const first = called.length === 1;
				return await Promise.resolve({ statusCode: first ? 302 : 200, headers: first ? { location: target } : {}, body: Readable.from(['file']) });
			},
			prepareBinaryData: async (stream: Readable) => await stream.toArray().then((chunks) => ({ data: chunks.join(''), mimeType: 'image/png' })),
		};
		const item = inboundItem({ MessageUUID: 'm', Media0: 'https://media.plivo.com/a' }, '2026-08-03T10:00:00.000Z');
		if (item === undefined) throw new Error('This is no message');
		const context = { helpers } as unknown as IWebhookFunctions;
		return { called, download: async (isProven: boolean) => await downloadFiles(context, item, { maxBytes: 1_000, isProven }) };
	}

	it.each(targets)('to %s is not followed with Verify Signature off, and the item says why', async (target) => {
		const { called, download } = follow(target);
		const { media, binary } = await download(false);
		expect(called).toEqual(['https://media.plivo.com/a']);
		expect(binary).toEqual({});
		expect(media).toMatchObject([{ download_error: "Verify Signature is off, so redirects from media.plivo.com aren't followed" }]);
	});

	it.each(targets)('to %s is followed for a call that Plivo has signed', async (target) => {
		const { called, download } = follow(target);
		expect(Object.keys((await download(true)).binary)).toEqual(['data']);
		expect(called).toEqual(['https://media.plivo.com/a', target]);
	});
});
