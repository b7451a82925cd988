import type { Sandbox } from '../../sandbox/server.mts';
import { raw, sdk, sendOne, startOnManualClock } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
afterAll(async () => await sandbox.close());

const mms = { type: 'mms', media_urls: ['https://example.com/a.png', 'https://example.com/b/c.png?x=1'] };

it('lists the media of a message, with files that can be fetched without credentials', async () => {
	const id = await sendOne(sandbox, mms);
	const { objects } = await sdk(sandbox).messages.listMedia(id);
	expect(objects).toMatchObject([
		{ messageUuid: id, fileName: 'a.png', contentType: 'image/png' },
		{ messageUuid: id, fileName: 'c.png', contentType: 'image/png' },
	]);
	const response = await fetch(objects[0]?.mediaUrl ?? '');
	const bytes = Buffer.from(await response.arrayBuffer());
	expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
	expect(bytes).toHaveLength(Number(objects[0]?.size));
	expect(bytes.subarray(1, 4).toString()).toBe('PNG');
});

it('has neither meta nor paging', async () => {
	const { body } = await raw(sandbox, 'GET', `/Message/${await sendOne(sandbox, mms)}/Media/`);
	expect(Object.keys(body).sort()).toEqual(['api_id', 'objects']);
});

it('gets one', async () => {
	const id = await sendOne(sandbox, mms);
	const { body } = await raw(sandbox, 'GET', `/Message/${id}/Media/`);
	const mediaId = String(body.objects[1]?.['media_id']);
	expect(await raw(sandbox, 'GET', `/Message/${id}/Media/${mediaId}/`)).toMatchObject({
		status: 200,
		body: { ...body.objects[1], api_id: expect.any(String) },
	});
	expect(await raw(sandbox, 'GET', `/Message/${id}/Media/nope/`)).toMatchObject({ status: 404 });
	expect(await raw(sandbox, 'GET', `/Message/nope/Media/`)).toMatchObject({ status: 404 });
});

it.each([
	['true', 2, '14157654321'],
	['content_only', 2, '141XXXXX321'],
	['number_only', 0, '14157654321'],
	['false', 0, '141XXXXX321'],
])('with log %s lists %i files, and shows the number as %s', async (log, count, shown) => {
	const id = await sendOne(sandbox, { ...mms, log });
	expect((await raw(sandbox, 'GET', `/Message/${id}/Media/`)).body.objects).toHaveLength(count);
	expect((await raw(sandbox, 'GET', `/Message/${id}/`)).body).toMatchObject({ to_number: shown });
});

it('has none for an SMS', async () => {
	const { objects } = await sdk(sandbox).messages.listMedia(await sendOne(sandbox));
	expect(objects).toEqual([]);
});
