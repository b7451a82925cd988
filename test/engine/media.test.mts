import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { gate } from '../../sandbox/gate.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { until } from '../until.mts';
import { bytes, file, itemWith } from './files.mts';
import { failure, output, runNode, type RunOptions } from './run.mts';
import { against, sendParameters } from './sms.mts';

const MEGABYTE = 1024 * 1024;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

function upload(inputs: RunOptions['inputs'], names: unknown = 'data', settings?: RunOptions['settings']): RunOptions {
	const parameters = { resource: 'media', operation: 'upload', binaryPropertyName: names } as IDataObject;
	return against(sandbox, { parameters, inputs, settings });
}

/** What the sandbox's store has, as anybody who knows its address gets it. */
async function stored(record: IDataObject | undefined): Promise<Buffer> {
	return Buffer.from(await (await fetch(String(record?.media_url))).arrayBuffer());
}

const uploads = () => sandbox.requests.filter(({ method }) => method === 'POST');

describe('Media → Upload', () => {
	it('stores the files of an item as they are, and puts out an item for each', async () => {
		const picture = bytes(1000);
		const clip = bytes(MEGABYTE + 1);
		const binary = { photo: file('holiday.jpg', 'image/jpeg', picture), clip: file('clip.mp4', 'video/mp4', clip) };
		const run = await runNode(upload([itemWith(binary)], 'photo, clip'));

		const records = output(run).map(({ json }) => json);
		expect(Object.keys(records[0] ?? {})[0]).toBe('media_id');
		expect(records).toMatchObject([
			{ file_name: 'holiday.jpg', content_type: 'image/jpeg', size: 1000, status: 'success' },
			{ file_name: 'clip.mp4', content_type: 'video/mp4', size: MEGABYTE + 1, status: 'success' },
		]);
		expect(await stored(records[0])).toEqual(picture);
		expect(await stored(records[1])).toEqual(clip);
		expect(uploads()).toHaveLength(1);
		expect(uploads()[0]?.path).toBe(`/v1/Account/${sandbox.account.authId}/Media/`);
		expect(Object.keys(uploads()[0]?.body ?? {})).toEqual(['file']);
	});

	it('pairs every file with the item that it came from', async () => {
		const one = itemWith({ a: file('a.png', 'image/png', bytes(10)), b: file('b.png', 'image/png', bytes(11)) });
		const two = itemWith({ a: file('c.png', 'image/png', bytes(12)), b: file('d.png', 'image/png', bytes(13)) });
		const run = await runNode(upload([one, two], 'a,b'));
		expect(output(run).map(({ json, pairedItem }) => [json.file_name, pairedItem])).toEqual([
			['a.png', { item: 0 }],
			['b.png', { item: 0 }],
			['c.png', { item: 1 }],
			['d.png', { item: 1 }],
		]);
	});

	it('takes the names from an expression', async () => {
		const binary = { a: file('a.png', 'image/png', bytes(10)), b: file('b.png', 'image/png', bytes(11)) };
		expect(output(await runNode(upload([itemWith(binary)], '={{ Object.keys($binary) }}')))).toHaveLength(2);
	});

	it.each([
		['quotes and signs', 'a "new" menu; ünï=1.png', 'a %22new%22 menu; ünï=1.png'],
		['line breaks', 'a.png"\r\nX-Other: 1\r\n\r\nb.png', 'a.png%22%0D%0AX-Other: 1%0D%0A%0D%0Ab.png'],
		['control characters', 'a\0\tb.png', 'ab.png'],
		['folders', '../../etc/a.png', 'a.png'],
		['folders of Windows', 'C:\\pictures\\a.png', 'a.png'],
	])('keeps a file name with %s within its header', async (_, name, sent) => {
		const content = bytes(99);
		const run = await runNode(upload([itemWith({ data: file(name, 'image/png', content) })]));
		const [record] = output(run).map(({ json }) => json);
		expect(record?.file_name).toBe(sent);
		expect(await stored(record)).toEqual(content);
	});

	it('calls a file without a name by its field, and keeps a content type from becoming a header', async () => {
		const nameless = { ...file('', 'image/png', bytes(9)), fileName: undefined, fileExtension: 'png' };
		const run = await runNode(upload([itemWith({ photo: nameless })], 'photo'));
		expect(output(run)[0]?.json.file_name).toBe('photo.png');

		await runNode(upload([itemWith({ data: file('a.png', 'image/png\r\nX: y', bytes(9)) })]));
		expect(uploads()[1]?.body).toEqual({ file: [{ fileName: 'a.png', contentType: 'application/octet-stream', size: 9 }] });
	});

	it('takes a file of exactly 2 MB, and ten at once', async () => {
		const run = await runNode(upload([itemWith({ data: file('a.png', 'image/png', bytes(2 * MEGABYTE)) })]));
		expect(output(run)[0]?.json.size).toBe(2 * MEGABYTE);
		const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`f${i}`, file(`${i}.png`, 'image/png', bytes(i + 1))]));
		expect(output(await runNode(upload([itemWith(ten)], Object.keys(ten).join())))).toHaveLength(10);
	});

	it.each(positionsOf('megabyte'))('takes a file of more than 2,000,000 bytes, or shows why Plivo does not, with megabyte=%s', async (megabyte) => {
		sandbox.variants.megabyte = megabyte;
		const data = { data: file('a.png', 'image/png', bytes(2_000_001)) };
		const run = await runNode(upload([itemWith(data)]));
		const mms = sendParameters({ messageType: 'mms', mediaSource: 'binary', binaryPropertyNames: 'data', to: '14155550123', text: '' });
		const sent = await runNode(against(sandbox, { parameters: mms, inputs: [itemWith(data)] }));
		expect([run.status, sent.status, sandbox.accepted.length]).toEqual(megabyte === '1048576' ? ['success', 'success', 1] : ['error', 'error', 0]);
		if (megabyte === '1048576') return;
		for (const one of [run, sent]) expect(failure(one).message).toBe("'Input Data Field Name' a.png has 2000001 bytes, the maximum is 2 MB");
	});

	it('uploads again after faults that pass, as nothing reaches anybody', async () => {
		sandbox.faults.add({ fault: { kind: 'statusAfter', status: 503 } });
		sandbox.faults.add({ fault: { kind: 'resetAfter' } });
		const content = bytes(5000);
		const run = await runNode(upload([itemWith({ data: file('a.png', 'image/png', content) })]));
		expect(await stored(output(run)[0]?.json)).toEqual(content);
		expect(uploads()).toHaveLength(3);
	});

	const a = file('a.png', 'image/png', bytes(10));
	const elevenNames = Array.from({ length: 11 }, (_, i) => `f${i}`).join();
	it.each([
		[
			'a field that the item does not have',
			{ photo: a, scan: a },
			'data',
			'\'Input Data Field Name\' names "data", but the item has no file there',
			'Files of this item are in: photo, scan.',
		],
		[
			'an item without files',
			undefined,
			'data',
			'\'Input Data Field Name\' names "data", but the item has no file there',
			'The item has no files. Add a node before this one that reads or downloads the file.',
		],
		[
			'a file that is too large',
			{ data: file('big.png', 'image/png', bytes(2 * MEGABYTE + 1)) },
			'data',
			'\'Input Data Field Name\' names "data", where "big.png" has 2,097,153 bytes, but Plivo accepts up to 2,097,152 (2 MB)',
			'Make the file smaller.',
		],
		[
			'an empty file',
			{ data: file('none.png', 'image/png', bytes(0)) },
			'data',
			'\'Input Data Field Name\' names "data", where "none.png" has no content',
			'Check the node that created the file.',
		],
		['no name', { data: a }, ' , ', "'Input Data Field Name' is empty", 'Enter the name of the field that holds the file, such as data.'],
		[
			'too many names',
			{ data: a },
			elevenNames,
			"'Input Data Field Name' names 11 files, but Plivo accepts up to 10 at once",
			'Split them across several items.',
		],
	])('refuses %s before it uploads anything', async (_, binary, names, message, description) => {
		const run = await runNode(upload([{ json: {}, binary }], names));
		expect(failure(run)).toMatchObject({ message, description });
		expect(failure(run).context.itemIndex).toBe(0);
		expect(sandbox.requests).toEqual([]);
	});

	it("says in Plivo's words which file it turned down", async () => {
		const binary = { data: file('a.png', 'image/png', bytes(10)), other: file('setup.exe', 'application/x-msdownload', bytes(10)) };
		const error = failure(await runNode(upload([itemWith(binary)], 'data, other')));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'setup.exe: media of type application/x-msdownload is not supported',
			httpCode: '400',
		});
		expect(error.description).toMatch(/^Correct the value that the message names/);
		expect(uploads()).toHaveLength(1);
	});

	it('goes on with the other items when set to', async () => {
		const inputs = [itemWith({ data: a }), itemWith({ photo: a }), itemWith({ data: a })];
		const run = await runNode(upload(inputs, 'data', { onError: 'continueRegularOutput' }));
		expect(output(run)).toMatchObject([
			{ json: { file_name: 'a.png' }, pairedItem: { item: 0 } },
			{
				json: {
					error: '\'Input Data Field Name\' names "data", but the item has no file there',
					message: 'Files of this item are in: photo.',
				},
				pairedItem: { item: 1 },
			},
			{ json: { file_name: 'a.png' }, pairedItem: { item: 2 } },
		]);
	});

	it('works with a subaccount', async () => {
		const { authId, authToken } = sandbox.subaccount;
		const options = upload([itemWith({ data: a })]);
		const run = await runNode({ ...options, credentials: { authId, authToken, baseUrl: sandbox.url } });
		expect(output(run)[0]?.json.media_url).toContain(authId);
	});
});

describe('Media → Get and List', () => {
	const run = async (parameters: IDataObject) => await runNode(against(sandbox, { parameters: { resource: 'media', ...parameters } }));

	it('look up what was uploaded', async () => {
		const binary = { a: file('a.png', 'image/png', bytes(10)), b: file('b.png', 'image/png', bytes(11)) };
		const [first] = output(await runNode(upload([itemWith(binary)], 'a,b'))).map(({ json }) => json);
		const got = output(await run({ operation: 'get', mediaId: first?.media_id }));
		expect(got).toEqual([
			{ json: expect.objectContaining({ media_id: first?.media_id, file_name: 'a.png', size: 10 }), pairedItem: { item: 0 } },
		]);
		const listed = output(await run({ operation: 'list' }));
		expect(listed.map(({ json }) => json.file_name).sort()).toEqual(['a.png', 'b.png']);
	});

	it('read all pages, or no more than the limit', async () => {
		const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`f${i}`, file(`${i}.png`, 'image/png', bytes(i + 1))]));
		await runNode(upload([itemWith(ten), itemWith(ten), itemWith(ten)], Object.keys(ten).join()));
		const ids = output(await run({ operation: 'list', returnAll: true })).map(({ json }) => json.media_id);
		expect(new Set(ids).size).toBe(30);
		expect(output(await run({ operation: 'list', returnAll: false, limit: 25 }))).toHaveLength(25);
	});

	it('read all pages also where Plivo gives a count and no next page, as in its samples', async () => {
		const files = Array.from({ length: 45 }, (_, i) => ({ media_id: String(i) }));
		const server = createServer((request, response) => {
			const { searchParams } = new URL(request.url ?? '', 'http://plivo.invalid');
			const [limit, offset] = ['limit', 'offset'].map((name) => Number(searchParams.get(name))) as [number, number];
			const meta = { limit, offset, total_count: files.length };
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ api_id: 'x', meta, objects: files.slice(offset, offset + limit) }));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const parameters = { resource: 'media', operation: 'list', returnAll: true };
		const listed = output(await runNode({ parameters, credentials: { ...sandbox.account, baseUrl } }));
		server.close();
		expect(listed.map(({ json }) => json.media_id)).toEqual(files.map(({ media_id }) => media_id));
	});

	it('have each file once, also where another is uploaded while they are read', async () => {
		const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`f${i}`, file(`${i}.png`, 'image/png', bytes(i + 1))]));
		const names = Object.keys(ten).join();
		await runNode(upload([itemWith(ten), itemWith(ten), itemWith(ten)], names));
		const { opened, open } = gate();
		sandbox.faults.add({ method: 'GET', path: /\/Media\/$/, fault: { kind: 'slow', ms: 0, until: opened } });
		const listing = run({ operation: 'list', returnAll: true });
		await until(() => sandbox.requests.some(({ method }) => method === 'GET'));
		await runNode(upload([itemWith(ten)], names));
		open();
		const ids = output(await listing).map(({ json }) => json.media_id);
		expect(sandbox.requests.filter(({ method }) => method === 'GET').map(({ query }) => query.offset)).toEqual(['0', '20']);
		expect(ids).toHaveLength(30);
		expect(new Set(ids).size).toBe(30);
	});

	it('say what is wrong', async () => {
		expect(failure(await run({ operation: 'get', mediaId: 'x' })).message).toBe('\'Media ID\' is "x", which isn\'t a UUID');
		expect(failure(await run({ operation: 'get', mediaId: '00000000-0000-0000-0000-000000000000' }))).toMatchObject({
			message: 'Plivo has no file with this ID',
			httpCode: '404',
		});
	});
});
