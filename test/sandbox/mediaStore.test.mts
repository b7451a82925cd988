import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { raw, sdk, sdkSend, sendOne, startOnManualClock, upload } from './support.mts';

let sandbox: Sandbox<ManualClock>;
beforeEach(async () => {
	sandbox = await startOnManualClock();
});
afterEach(async () => await sandbox.close());

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const megabyte = 1024 * 1024;

/** Every byte there is, so that a file that is read as text on the way does not survive. */
const everyByte = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));

function file(fileName = 'photo.png', type = 'image/png', bytes: Buffer = everyByte): File {
	return new File([bytes], fileName, { type });
}

async function bytesAt(url: unknown): Promise<Buffer> {
	const response = await fetch(String(url));
	if (response.status !== 200) throw new Error(`${String(url)} answered ${response.status}`);
	return Buffer.from(await response.arrayBuffer());
}

it('takes a file, answers 201 with exactly the keys of Plivo, and serves it byte for byte', async () => {
	const answer = await upload(sandbox, [file()]);
	expect(answer.status).toBe(201);
	expect(answer.body).toEqual({
		api_id: uuid,
		objects: [
			{
				content_type: 'image/png',
				file_name: 'photo.png',
				media_id: uuid,
				media_url: expect.stringMatching(new RegExp(`^${sandbox.url}/Account/${sandbox.account.authId}/Media/[0-9a-f-]{36}$`)),
				size: 1_000,
				status: 'success',
				status_code: 201,
				upload_time: '2025-01-15T12:00:00.000000Z',
			},
		],
	});
	const response = await fetch(String(answer.body.objects[0]?.['media_url']));
	expect(response.headers.get('content-type')).toBe('image/png');
	expect(Buffer.from(await response.arrayBuffer()).equals(everyByte)).toBe(true);
});

it.each([
	['größe ✓.csv', 'text/csv'],
	['notes.txt', 'text/plain'],
	['card.vcf', 'text/vcard'],
	['bill.pdf', 'application/pdf'],
	['sheet.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
])('keeps the name and the type of %s', async (name, type) => {
	const { body } = await upload(sandbox, [file(name, type)]);
	expect(body.objects).toMatchObject([{ file_name: name, content_type: type, status: 'success' }]);
	expect((await bytesAt(body.objects[0]?.['media_url'])).equals(everyByte)).toBe(true);
});

it('takes an empty file, and ten of 2 MB', async () => {
	expect((await upload(sandbox, [file('a.png', 'image/png', Buffer.alloc(0))])).body.objects).toMatchObject([{ size: 0 }]);
	const ten = Array.from({ length: 10 }, (_, index) => file(`${index}.png`, 'image/png', Buffer.alloc(2 * megabyte)));
	const { status, body } = await upload(sandbox, ten);
	expect([status, body.objects.map(({ file_name }) => file_name)]).toEqual([201, ten.map(({ name }) => name)]);
});

it('fails a file of a type it does not take, and stores the others', async () => {
	const { status, body } = await upload(sandbox, [file('a.zip', 'application/zip'), file()]);
	expect(status).toBe(201);
	const [bad] = body.objects;
	expect(bad).toMatchObject({ status: 'failed', status_code: 400, error_code: 400, error_message: expect.any(String) });
	expect(bad).not.toHaveProperty('media_id');
	expect(body.objects[1]).toMatchObject({ status: 'success' });
	expect((await raw(sandbox, 'GET', '/Media/')).body.objects).toHaveLength(1);
});

describe('an upload is refused when', () => {
	it.each<[string, Array<[string, File | string]>, string]>([
		['there is no file', [], "'file' is required"],
		['the part has another name', [['media', file()]], "'media' is not a parameter"],
		['there is another part', [['file', file()], ['note', 'x']], "'note' is not a parameter"],
		['the part is a text', [['file', 'x']], "'file' must be a file"],
		['there are eleven files', Array.from({ length: 11 }, () => ['file', file()]), 'the maximum is 10'],
		['one is over 2 MB', [['file', file('big.png', 'image/png', Buffer.alloc(2 * megabyte + 1))]], 'the maximum is 2 MB'],
	])('%s', async (_case, parts, words) => {
		const form = new FormData();
		for (const [name, value] of parts) form.append(name, value);
		const answer = await raw(sandbox, 'POST', '/Media/', { form });
		expect(answer).toMatchObject({ status: 400, body: { api_id: uuid, error: expect.stringContaining(words) } });
		expect((await raw(sandbox, 'GET', '/Media/')).body.objects).toEqual([]);
	});

	it.each<[string, Record<string, string>, string]>([
		['it is JSON', {}, 'has to be of type multipart/form-data'],
		['it has no boundary', { 'content-type': 'multipart/form-data' }, 'Boundary not found'],
		['it breaks off', { 'content-type': 'multipart/form-data; boundary=x' }, 'Unexpected end of form'],
	])('%s', async (_case, headers, words) => {
		const body = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc';
		const answer = await raw(sandbox, 'POST', '/Media/', { body, headers });
		expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(words) } });
	});

	it('the credentials are wrong', async () => {
		const form = new FormData();
		form.append('file', file());
		const account = { ...sandbox.account, authToken: 'wrong' };
		expect((await raw(sandbox, 'POST', '/Media/', { form, account })).status).toBe(401);
	});
});

it('refuses a form where Plivo takes JSON', async () => {
	const form = new FormData();
	form.append('dst', '14157654321');
	expect(await raw(sandbox, 'POST', '/Message/', { form })).toMatchObject({
		status: 400,
		body: { error: 'invalid json data sent in raw POST' },
	});
});

it('records what was uploaded without the bytes', async () => {
	await upload(sandbox, [file(), file('b.txt', 'text/plain')]);
	expect(sandbox.requests.at(-1)?.body).toEqual({
		file: [
			{ fileName: 'photo.png', contentType: 'image/png', size: 1_000 },
			{ fileName: 'b.txt', contentType: 'text/plain', size: 1_000 },
		],
	});
});

it('lists in pages with the total, and gets one', async () => {
	for (let count = 0; count < 25; count += 10) await upload(sandbox, Array.from({ length: 10 }, () => file()));
	const first = (await raw(sandbox, 'GET', '/Media/')).body;
	expect(first.meta).toEqual({
		limit: 20,
		next: `/v1/Account/${sandbox.account.authId}/Media/?limit=20&offset=20`,
		offset: 0,
		previous: null,
		total_count: 30,
	});
	const second = (await raw(sandbox, 'GET', '/Media/?limit=20&offset=20')).body;
	expect([second.objects.length, second.meta['next']]).toEqual([10, null]);
	const [one] = second.objects;
	expect(await raw(sandbox, 'GET', `/Media/${String(one?.['media_id'])}/`)).toMatchObject({ status: 200, body: { ...one } });
	expect(await raw(sandbox, 'GET', '/Media/nope/')).toMatchObject({ status: 404 });
	expect(await raw(sandbox, 'DELETE', `/Media/${String(one?.['media_id'])}/`)).toMatchObject({ status: 405 });
	expect(await raw(sandbox, 'GET', '/Media/?limit=21')).toMatchObject({ status: 400 });
});

it('loses a file that is not used within six hours', async () => {
	const [unused, used] = (await upload(sandbox, [file('a.png'), file('b.png')])).body.objects;
	await sendOne(sandbox, { type: 'mms', media_ids: [used?.['media_id']] });
	await sandbox.clock.advance(6 * 3_600_000 - 1);
	expect((await raw(sandbox, 'GET', '/Media/')).body.objects).toHaveLength(2);
	await sandbox.clock.advance(1);
	expect((await raw(sandbox, 'GET', '/Media/')).body.objects).toMatchObject([{ file_name: 'b.png' }]);
	expect((await fetch(String(unused?.['media_url']))).status).toBe(404);
});

it('forgets everything at a reset', async () => {
	const [stored] = (await upload(sandbox, [file()])).body.objects;
	sandbox.reset();
	expect((await raw(sandbox, 'GET', '/Media/')).body.objects).toEqual([]);
	expect((await fetch(String(stored?.['media_url']))).status).toBe(404);
});

it('keeps the files of an account and of its subaccount apart', async () => {
	const [mine] = (await upload(sandbox, [file()])).body.objects;
	const account = sandbox.subaccount;
	expect((await raw(sandbox, 'GET', '/Media/', { account })).body.objects).toEqual([]);
	expect((await raw(sandbox, 'GET', `/Media/${String(mine?.['media_id'])}/`, { account })).status).toBe(404);
	const body = { src: '13125550142', dst: '14157654321', type: 'mms', media_ids: [mine?.['media_id']] };
	expect((await raw(sandbox, 'POST', '/Message/', { account, body })).status).toBe(400);
});

describe('an MMS with uploaded media', () => {
	it('lists them with their name, type, size and bytes, after those by URL', async () => {
		const csv = Buffer.from('a,ß\r\n1,2\r\n');
		const ids = (await upload(sandbox, [file(), file('b.csv', 'text/csv', csv)])).body.objects.map(({ media_id }) => media_id);
		const id = await sendOne(sandbox, { type: 'mms', media_ids: ids, media_urls: ['https://example.com/x/clip.MP4?y=1'] });
		const { objects } = (await raw(sandbox, 'GET', `/Message/${id}/Media/`)).body;
		expect(objects).toMatchObject([
			{ file_name: 'clip.MP4', content_type: 'video/mp4' },
			{ file_name: 'photo.png', content_type: 'image/png', size: 1_000, media_id: ids[0], message_uuid: id },
			{ file_name: 'b.csv', content_type: 'text/csv', size: csv.length },
		]);
		expect((await bytesAt(objects[1]?.['media_url'])).equals(everyByte)).toBe(true);
		expect((await bytesAt(objects[2]?.['media_url'])).equals(csv)).toBe(true);
	});

	it.each([
		[2 * megabyte + megabyte / 2, 'delivered', '000'],
		[2 * megabyte + megabyte / 2 + 1, 'failed', '120'],
	])('of twice %i bytes ends %s with %s', async (bytes, state, code) => {
		const half = Math.floor(bytes / 2);
		const parts = [half, bytes - half, 2 * megabyte, megabyte / 2];
		const files = parts.map((size) => file('a.png', 'image/png', Buffer.alloc(size)));
		const media_ids = (await upload(sandbox, files)).body.objects.map(({ media_id }) => media_id);
		const id = await sendOne(sandbox, { type: 'mms', media_ids });
		await sandbox.clock.advance(1_200);
		const { body } = await raw(sandbox, 'GET', `/Message/${id}/`);
		expect([body['message_state'], body['error_code']]).toEqual([state, code]);
	});
});

describe('with the official SDK', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'plivo-sandbox-media-'));
	});
	afterAll(async () => await rm(folder, { recursive: true }));

	it('uploads files, lists and gets them, and sends them', async () => {
		const paths = [join(folder, 'a.png'), join(folder, 'b.pdf')];
		for (const path of paths) await writeFile(path, everyByte);
		const { media } = sdk(sandbox);
		const { objects } = await media.upload(paths);
		expect(objects).toMatchObject([
			{ fileName: 'a.png', contentType: 'image/png', status: 'success', statusCode: 201, size: 1_000 },
			{ fileName: 'b.pdf', contentType: 'application/pdf', status: 'success' },
		]);
		const [first] = objects as Array<{ mediaId: string }>;
		const one = await media.get(String(first?.mediaId));
		expect(one).toMatchObject({ mediaId: first?.mediaId, fileName: 'a.png' });
		expect((await bytesAt(one.mediaUrl)).equals(everyByte)).toBe(true);
		const listed = [...((await media.list({ limit: 1, offset: 1 })) as Iterable<unknown>)];
		expect(listed).toMatchObject([{ fileName: 'a.png' }]);

		const body = { type: 'mms', src: '14151234567', dst: '14157654321', media_ids: [first?.mediaId] };
		const messageUuid = await sdkSend(sandbox, body);
		expect(sandbox.accepted).toMatchObject([{ body, message_uuid: messageUuid }]);
	});
});
