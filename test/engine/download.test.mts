import type { ServerResponse } from 'node:http';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { bytes, contentOf, file, itemWith, openFileStore } from './files.mts';
import { MediaHost } from './mediaHost.mts';
import { failure, output, runNode } from './run.mts';
import { against, sendMms } from './sms.mts';

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
const MEGABYTE = 1024 * 1024;

let sandbox: Sandbox;
let host: MediaHost;
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox();
	host = await MediaHost.start();
});
afterAll(async () => {
	host.close();
	await sandbox.close();
});
beforeEach(() => sandbox.reset());

const listMedia = (changes: IDataObject = {}) => ({
	resource: 'message',
	operation: 'listMedia',
	messageUuid: UUID,
	download: true,
	...changes,
});

/** Runs against the stand-in whose files behave as `host` was told. */
async function fromHost(changes?: IDataObject): Promise<INodeExecutionData[]> {
	const run = await runNode({ parameters: listMedia(changes), credentials: { ...sandbox.account, baseUrl: host.api } });
	return output(run);
}

/** A record as in Plivo's samples, which leave out the file's name. */
function record(path: string, more: IDataObject = {}): IDataObject {
	return { content_type: 'image/gif', media_id: 'm1', media_url: host.url + path, message_uuid: UUID, size: 1000, ...more };
}

describe('Message → List Media with Download', () => {
	/** @returns the UUID of a message with these files */
	async function sendFiles(files: Record<string, ReturnType<typeof file>>): Promise<string> {
		const parameters = { resource: 'media', operation: 'upload', binaryPropertyName: Object.keys(files).join() };
		const uploaded = output(await runNode(against(sandbox, { parameters, inputs: [itemWith(files)] })));
		return await sendMms(sandbox, { mediaSource: 'mediaId', mediaIds: uploaded.map(({ json }) => json.media_id).join() });
	}

	it('puts each file on the item of its record, byte by byte, with its name and type', async () => {
		const picture = bytes(70_000);
		const sheet = bytes(MEGABYTE);
		const files = { a: file('holiday photo.jpg', 'image/jpeg', picture), b: file('prices.pdf', 'application/pdf', sheet) };
		const messageUuids = [await sendFiles(files), await sendFiles({ b: files.b })];
		const run = await runNode(
			against(sandbox, { parameters: listMedia({ messageUuid: '={{ $json.uuid }}' }), items: messageUuids.map((uuid) => ({ uuid })) }),
		);
		const items = output(run);
		expect(items).toMatchObject([
			{
				json: { file_name: 'holiday photo.jpg', message_uuid: messageUuids[0] },
				binary: { data: { fileName: 'holiday photo.jpg', mimeType: 'image/jpeg', fileExtension: 'jpg', fileSize: '70 kB' } },
				pairedItem: { item: 0 },
			},
			{ binary: { data: { fileName: 'prices.pdf', mimeType: 'application/pdf' } }, pairedItem: { item: 0 } },
			{ json: { message_uuid: messageUuids[1] }, binary: { data: { fileName: 'prices.pdf' } }, pairedItem: { item: 1 } },
		]);
		expect(await contentOf(items[0]?.binary?.data)).toEqual(picture);
		expect(await contentOf(items[1]?.binary?.data)).toEqual(sheet);
		// kept on disk, as n8n does by default, and not within the item
		expect(items[0]?.binary?.data).toMatchObject({ id: expect.stringContaining('filesystem'), data: 'filesystem-v2' });
		expect(items.map(({ json }) => json)).not.toContainEqual(expect.objectContaining({ downloadError: expect.anything() }));
	});

	it('leaves the files where they are unless asked to', async () => {
		host.set([record('/a')], () => undefined);
		expect(await fromHost({ download: false })).toEqual([{ json: record('/a'), pairedItem: { item: 0 } }]);
		expect(host.requests).toEqual([]);
	});

	it('puts them in the field of that name', async () => {
		host.set([record('/a')], (_request, response) => void response.end(bytes(5)));
		const [item] = await fromHost({ options: { binaryPropertyName: ' photo ' } });
		expect(Object.keys(item?.binary ?? {})).toEqual(['photo']);
	});

	it.each<[string, IDataObject, string, Record<string, string>, { fileName: string; mimeType: string }]>([
		['the record', { file_name: 'x/y.png', content_type: 'image/png' }, '/a.gif', { 'content-type': 'text/html' }, { fileName: 'y.png', mimeType: 'image/png' }],
		['the address', { content_type: null, file_name: null }, '/m/a%20b.gif?t=1', { 'content-type': 'image/gif; q=1' }, { fileName: 'a b.gif', mimeType: 'image/gif' }],
		['an address of an ID', {}, '/Media/91f8f9ce', {}, { fileName: '91f8f9ce.gif', mimeType: 'image/gif' }],
		['the header', {}, '/m1', { 'content-disposition': 'attachment; filename="../cat.gif"' }, { fileName: 'cat.gif', mimeType: 'image/gif' }],
		['a record with a dangerous name', { file_name: '..\\..\\\u202egpj.exe\r\n\0' }, '/a', {}, { fileName: 'gpj.exe', mimeType: 'image/gif' }],
		['a record with a long name and no extension', { file_name: 'n'.repeat(300) }, '/a', {}, { fileName: `${'n'.repeat(251)}.gif`, mimeType: 'image/gif' }],
		['a record with a name that is none', { file_name: '..' }, '/a', {}, { fileName: 'media.gif', mimeType: 'image/gif' }],
		['a record whose type is none', { content_type: 'image/gif\r\nx: y' }, '/a', { 'content-type': 'image/png' }, { fileName: 'a.png', mimeType: 'image/png' }],
		['nothing', { content_type: '' }, '/', { 'content-type': 'image/jpeg' }, { fileName: 'media.jpg', mimeType: 'image/jpeg' }],
	])('takes name and type from %s', async (_, more, path, headers, expected) => {
		host.set([record(path, more)], (_request, response) => void response.writeHead(200, headers).end(bytes(5)));
		const [item] = await fromHost();
		const { fileName, mimeType } = item?.binary?.data ?? {};
		expect([fileName?.replace(/jpeg$/, 'jpg'), mimeType]).toEqual([expected.fileName, expected.mimeType]);
	});

	it('follows redirects to the web', async () => {
		host.set([record('/a')], ({ url }, response) =>
			url === '/a' ? void response.writeHead(302, { location: '/b/cat.gif' }).end() : void response.end(bytes(5)),
		);
		const [item] = await fromHost();
		expect(item?.binary?.data).toMatchObject({ fileName: 'cat.gif', fileSize: '5 B' });
	});

	it('tries again after faults that pass', async () => {
		const content = bytes(200_000);
		host.set([record('/a')], (_request, response) => {
			if (host.requests.length === 1) return void response.writeHead(503).end();
			if (host.requests.length === 2) return breakOff(response, content);
			response.end(content);
		});
		const [item] = await fromHost();
		expect(await contentOf(item?.binary?.data)).toEqual(content);
		expect(host.requests).toHaveLength(3);
	});

	/** Sends the first half, then cuts the connection. */
	function breakOff(response: ServerResponse, content: Buffer): void {
		response.writeHead(200, { 'content-length': content.length });
		response.write(content.subarray(0, content.length / 2), () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
	}

	it('never shows the host of the files who is asking', async () => {
		host.set([record('/a')], ({ url }, response) =>
			url === '/a' ? void response.writeHead(307, { location: '/b' }).end() : void response.end(bytes(5)),
		);
		expect(await fromHost()).toHaveLength(1);
		const { authId, authToken } = sandbox.account;
		const seen = JSON.stringify(host.requests.map(({ url, rawHeaders }) => [url, rawHeaders]));
		expect(host.requests).toHaveLength(2);
		expect(seen).not.toMatch(/authorization/i);
		for (const secret of [authId, authToken, Buffer.from(`${authId}:${authToken}`).toString('base64')]) {
			expect(seen).not.toContain(secret);
		}
	});
});

describe('Media → Get with Download', () => {
	async function uploaded(files: Record<string, ReturnType<typeof file>>): Promise<IDataObject[]> {
		const parameters = { resource: 'media', operation: 'upload', binaryPropertyName: Object.keys(files).join() };
		return output(await runNode(against(sandbox, { parameters, inputs: [itemWith(files)] }))).map(({ json }) => json);
	}
	const get = (changes: IDataObject = {}) => ({ resource: 'media', operation: 'get', mediaId: '={{ $json.media_id }}', ...changes });

	it('puts the file on the item of its record, byte by byte, and without it only the record', async () => {
		const files = { a: file('holiday photo.jpg', 'image/jpeg', bytes(70_000)), b: file('prices.pdf', 'application/pdf', bytes(MEGABYTE)) };
		const items = await uploaded(files);
		const records = output(await runNode(against(sandbox, { parameters: get(), items })));
		expect(records.map(({ binary }) => binary)).toEqual([undefined, undefined]);
		const got = output(await runNode(against(sandbox, { parameters: get({ download: true, options: { binaryPropertyName: 'file' } }), items })));
		expect(got).toMatchObject([
			{ binary: { file: { fileName: 'holiday photo.jpg', mimeType: 'image/jpeg' } }, pairedItem: { item: 0 } },
			{ binary: { file: { fileName: 'prices.pdf', mimeType: 'application/pdf' } }, pairedItem: { item: 1 } },
		]);
		expect(got.map(({ json: { api_id: _, ...json } }) => json)).toEqual(records.map(({ json: { api_id: _, ...json } }) => json));
		expect(await contentOf(got[0]?.binary?.file)).toEqual(bytes(70_000));
		expect(await contentOf(got[1]?.binary?.file)).toEqual(bytes(MEGABYTE));
	});

	it.each(positionsOf('media-login'))('has the file, or says why not, with media-login=%s', async (login) => {
		sandbox.variants['media-login'] = login;
		const items = await uploaded({ a: file('a.jpg', 'image/jpeg', bytes(2000)) });
		const [item] = output(await runNode(against(sandbox, { parameters: get({ download: true }), items })));
		expect(item?.json).toMatchObject({ file_name: 'a.jpg', size: 2000 });
		if (login === 'open') expect(await contentOf(item?.binary?.data)).toEqual(bytes(2000));
		else expect(item).toMatchObject({ json: { downloadError: expect.stringMatching(/^127\.0\.0\.1:\d+ answered with HTTP 401$/) } });
		expect(item?.binary === undefined).toBe(login === 'required');
	});

	it('keeps the record of a file that is too large, and says so', async () => {
		const items = await uploaded({ a: file('a.jpg', 'image/jpeg', bytes(2000)) });
		const [item] = output(await runNode(against(sandbox, { parameters: get({ download: true, options: { maxSizeMb: 0.001 } }), items })));
		expect(item?.json).toMatchObject({ file_name: 'a.jpg', downloadError: 'The limit is 1,048.576 bytes, and the file has 2,000' });
		expect(item?.binary).toBeUndefined();
	});

	it('refuses a size that is none before it asks', async () => {
		const parameters = get({ mediaId: UUID, download: true, options: { maxSizeMb: 0 } });
		expect(failure(await runNode(against(sandbox, { parameters }))).message).toBe('\'Max Size (MB)\' is "0"');
		expect(sandbox.requests).toEqual([]);
	});
});

describe('a file that cannot be downloaded', () => {
	it('is not fetched when its record says that it is too large', async () => {
		const large = record('/a', { size: 10 * MEGABYTE + 1 });
		host.set([large, record('/b', { size: 10 * MEGABYTE })], (_request, response) => void response.end(bytes(5)));
		const items = await fromHost();
		expect(items[0]).toEqual({
			json: { ...large, downloadError: 'The limit is 10,485,760 bytes, and the file has 10,485,761' },
			pairedItem: { item: 0 },
		});
		expect(items[1]?.binary?.data).toMatchObject({ fileSize: '5 B' });
		expect(host.requests.map(({ url }) => url)).toEqual(['/b']);
	});

	it('is not fetched when its host says that it is too large', async () => {
		host.set([record('/a', { size: 5 })], (_request, response) => void response.writeHead(200, { 'content-length': 2 * MEGABYTE }).write('x'));
		const [item] = await fromHost({ options: { maxSizeMb: 1 } });
		expect(item?.json.downloadError).toBe('The limit is 1,048,576 bytes, and the file has 2,097,152');
		expect(item?.binary).toBeUndefined();
	});

	it('is given up when more comes than its record and host said', async () => {
		const closed = new Promise<void>((resolve) => {
			host.set([record('/a', { size: undefined })], (_request, response) => {
				const pour = () => {
					while (!response.destroyed && response.write(bytes(1000)));
				};
				response.on('drain', pour).on('close', resolve);
				pour();
			});
		});
		const [item] = await fromHost({ options: { maxSizeMb: 0.5 } });
		expect(item?.json.downloadError).toBe('The limit is 524,288 bytes, and the file has more');
		await closed;
		expect(host.requests).toHaveLength(1);
	});

	it.each<[string, IDataObject, string]>([
		['is gone', { media_url: '/gone' }, 'HOST answered with HTTP 404'],
		['has no address', { media_url: undefined }, 'The file has no web address'],
		['has an address that is none of the web', { media_url: 'file:///etc/passwd' }, 'The file has no web address'],
		['is redirected out of the web', { media_url: '/away' }, 'The file has no web address'],
		['is redirected for ever', { media_url: '/round' }, 'The file was redirected more than 5 times'],
	])('keeps its record when it %s, and the others are fetched', async (_, { media_url }, reason) => {
		host.set(
			[record('/a', { media_url: typeof media_url === 'string' && media_url.startsWith('/') ? host.url + media_url : media_url }), record('/b')],
			({ url }, response) => {
				if (url === '/gone') return void response.writeHead(404).end('gone');
				if (url === '/away') return void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
				if (url === '/round') return void response.writeHead(302, { location: '/round' }).end();
				response.end(bytes(5));
			},
		);
		const items = await fromHost();
		expect(items[0]?.json).toMatchObject({ media_id: 'm1', downloadError: reason.replace('HOST', new URL(host.url).host) });
		expect(items[0]?.binary).toBeUndefined();
		expect(items[1]?.json).not.toHaveProperty('downloadError');
		expect(await contentOf(items[1]?.binary?.data)).toEqual(bytes(5));
	});

	it('keeps its record when nobody listens at its address', async () => {
		host.set([record('/a', { media_url: 'http://127.0.0.1:1/a' })], () => undefined);
		expect((await fromHost())[0]?.json.downloadError).toBe('No connection to the host of the file (ECONNREFUSED)');
	});

	it.each([0, -1, 'much'])('is not looked for with a maximum size of %j', async (maxSizeMb) => {
		host.set([record('/a')], () => undefined);
		const parameters = listMedia({ options: { maxSizeMb } });
		const run = await runNode({ parameters, credentials: { ...sandbox.account, baseUrl: host.api } });
		expect(failure(run).message).toBe(`'Max Size (MB)' is "${maxSizeMb}"`);
		expect(host.requests).toEqual([]);
	});
});
