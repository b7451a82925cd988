import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { until } from '../until.mts';
import { WaitingNode } from './waitingNode.mts';
import { bytes, countFiles, fetchLink, itemWith, moveToExecution, openFileStore, removeFile, storedFile } from './files.mts';
import { Execution, failure, output, runNode, type RunOptions } from './run.mts';
import { against, RETRY_ON_FAIL, recipient, SENDS, sendParameters } from './sms.mts';
import { call } from './trigger/plivoCalls.mts';

// What n8n's server does with the files of an execution is shown in a real one: test/e2e/checks/4-files.spec.mts.
let sandbox: Sandbox;
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	for (let i = 0; i < 5; i += 1) sandbox.openConversation(recipient(i));
});

const PNG = { fileName: 'picture.png', mimeType: 'image/png' };
const media = (changes: IDataObject = {}) =>
	sendParameters({ messageType: 'whatsapp', whatsappType: 'media', mediaSource: 'binary', binaryPropertyName: 'data', text: '', ...changes });

/** Sends each file to somebody else. */
function sendEach(files: IBinaryData[], changes: IDataObject = {}, more: Partial<RunOptions> = {}): RunOptions {
	const inputs = files.map((data) => itemWith({ data }));
	return against(sandbox, { parameters: media({ to: '={{ 14155550120 + $itemIndex }}', ...changes }), inputs, ...more });
}

const links = () => sandbox.accepted.map(({ body }) => body.media_urls?.[0]);

describe('a WhatsApp file of the item that a webhook, form or trigger has stored', () => {
	it('has a link that holds when n8n has moved the file to its execution', async () => {
		const content = bytes(200_000);
		const file = await storedFile(content, PNG);
		expect(file.id).toMatch(/^filesystem-v2:workflows\/test\/executions\/temp\/binary_data\//);
		const run = await runNode(sendEach([file], {}, { mode: 'webhook' }));
		expect(run.data.resultData.error).toBeUndefined();
		await moveToExecution(file, '1');
		expect(await fetchLink(links()[0])).toEqual({
			id: expect.stringMatching(/^filesystem-v2:workflows\/test\/executions\/1\/binary_data\//),
			content,
			mimeType: 'image/png',
		});
	});

	it('so does one that is given as it is, and one that is waited for', async () => {
		const [one, two] = [await storedFile(bytes(10), PNG), await storedFile(bytes(11), PNG)];
		await runNode(sendEach([one], { binaryPropertyName: '={{ $binary.data }}' }));
		const waiting = await runNode(sendEach([two], { operation: 'sendAndWait', waitFor: 'delivery' }));
		expect(waiting.status).toBe('waiting');
		await moveToExecution(one, '1');
		expect((await fetchLink(links()[0])).content).toEqual(bytes(10));
		expect((await fetchLink(links()[1])).content).toEqual(bytes(11));
	});

	it('is copied once for all items of a run', async () => {
		const file = await storedFile(bytes(10), PNG);
		const before = await countFiles('1');
		await runNode(sendEach([file, { ...file }, file]));
		expect(new Set(await Promise.all(links().map(async (link) => (await fetchLink(link)).id))).size).toBe(1);
		expect(await countFiles('1')).toBe(before + 1);
	});

	it('is not copied when nothing is sent', async () => {
		const file = await storedFile(bytes(10), PNG);
		const before = await countFiles('1');
		const run = await runNode(sendEach([file, await storedFile(bytes(10), { fileName: 'a.webp', mimeType: 'image/webp' })]));
		expect(failure(run).message).toMatch(/image\/webp/);
		expect(links()).toEqual([]);
		expect(await countFiles('1')).toBe(before);
	});
});

describe('a WhatsApp file of the item that a node has stored', () => {
	it('is not copied', async () => {
		const file = await storedFile(bytes(10), PNG, '1');
		const before = await countFiles('1');
		await runNode(sendEach([file]));
		expect((await fetchLink(links()[0])).id).toBe(file.id);
		expect(await countFiles('1')).toBe(before);
	});

	it('goes by itself in a broadcast, and again with a new link when n8n tries again', async () => {
		const file = await storedFile(bytes(10), PNG, '1');
		sandbox.faults.add({ path: SENDS, fault: { kind: 'status', status: 400, error: 'not now' } });
		const run = await runNode(sendEach([file, file], { options: { broadcast: true } }, { settings: RETRY_ON_FAIL }));
		expect(output(run)).toHaveLength(2);
		expect(sandbox.accepted.map(({ body }) => body.dst).sort()).toEqual([recipient(0), recipient(1)]);
		for (const link of links()) expect((await fetchLink(link)).content).toEqual(bytes(10));
	});
});

describe('before anything is sent', () => {
	it('a file that n8n no longer has is refused', async () => {
		const [good, gone] = [await storedFile(bytes(10), PNG, '2'), await storedFile(bytes(10), PNG, '2')];
		await removeFile(gone);
		const run = await runNode(sendEach([good, gone]));
		expect(failure(run)).toMatchObject({
			message: '\'Input Data Field Name\' names "data", where "picture.png" can no longer be read from n8n\'s storage (2nd item, to +14155550121)',
			description: expect.stringMatching(/^n8n deletes files together with the execution that created them\. Run the node that creates the file again\./),
		});
		expect(sandbox.requests).toEqual([]);
	});

	it.each([
		['a webhook', ''],
		['the execution', '1'],
	])('a file of %s is refused in a workflow that does not save successful executions', async (_, executionId) => {
		const file = await storedFile(bytes(10), PNG, executionId);
		const options = sendEach([file], {}, { mode: 'webhook', workflowSettings: { saveDataSuccessExecution: 'none' } });
		expect(failure(await runNode(options))).toMatchObject({
			message: "'Input Data Field Name' contains a file that n8n deletes when this execution ends, often before WhatsApp has downloaded it",
			description: expect.stringMatching(
				/^In the workflow's settings, set 'Save successful production executions' to Save, or use a URL instead\./,
			),
		});
		expect(sandbox.requests).toEqual([]);

		await runNode({ ...options, mode: 'manual' });
		expect((await fetchLink(links()[0])).content).toEqual(bytes(10));
	});

	it('the type counts with which n8n hands the file out, not what the item says of it by now', async () => {
		const file = await storedFile(bytes(10), { fileName: 'a.webp', mimeType: 'image/webp' }, '1');
		expect(failure(await runNode(sendEach([{ ...file, mimeType: 'image/png' }]))).message).toMatch(/ is of type image\/webp, /);
	});

	it.each([
		['photo.heic', 'application/octet-stream', 10, /"photo\.heic" is of type image\/heic, which WhatsApp doesn't accept as a picture/],
		['photo.png', 'image/png', 5 * 1024 * 1024 + 1, /"photo\.png" has 5,242,881 bytes, but WhatsApp accepts pictures of up to 5 MB/],
		['clip.mp4', 'video/mp4', 16 * 1024 * 1024 + 1, /"clip\.mp4" has 16,777,217 bytes, but WhatsApp accepts video and audio of up to 16 MB/],
		['none.pdf', 'application/pdf', 0, /"none\.pdf" has no content/],
	])('%s of type %s is refused', async (fileName, mimeType, length, message) => {
		const file = await storedFile(Buffer.alloc(length), { fileName, mimeType });
		expect(failure(await runNode(sendEach([file]))).message).toMatch(message);
		expect(sandbox.requests).toEqual([]);
	});

	it('a file that n8n lost between check and sending is not sent, and is when the execution is retried', async () => {
		const [slow, lost] = [await storedFile(bytes(10), PNG), await storedFile(bytes(11), PNG)];
		sandbox.faults.add({ path: SENDS, fault: { kind: 'slow', ms: 300 } });
		const options = sendEach([slow, lost], { options: { concurrency: 1 } });
		const running = runNode(options);
		while (sandbox.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		await removeFile(lost);
		const failed = await running;
		expect(failure(failed).message).toMatch(/^'Input Data Field Name' names "data", where "picture\.png" can no longer be read/);
		expect(links()).toHaveLength(1);

		const inputs = failed.data.executionData?.nodeExecutionStack[0]?.data.main?.[0];
		if (inputs?.[1] === undefined) throw new Error('The failed execution holds no second item');
		inputs[1].binary = { data: await storedFile(bytes(11), PNG) };
		const retried = await (await Execution.retryOf(failed, options)).finish();
		expect(retried.data.resultData.error).toBeUndefined();
		expect(sandbox.accepted.map(({ body }) => body.dst)).toEqual([recipient(0), recipient(1)]);
	});
});

describe.each(positionsOf('media-download'))('the link of a file, with media-download=%s,', (position) => {
	let isServed = false;
	beforeEach(() => {
		sandbox.variants['media-download'] = position;
		// The address of an n8n that isn't there: what it hands out comes from its store.
		const { fetch } = globalThis;
		jest.spyOn(globalThis, 'fetch').mockImplementation(async (address, init) => {
			if (!String(address).includes('/binary-data/signed?')) return await fetch(address, init);
			isServed = true;
			return new Response((await fetchLink(String(address))).content);
		});
	});
	afterEach(() => jest.restoreAllMocks());

	it('reaches the recipient, or the wait for its delivery says what is wrong with it; it goes once', async () => {
		isServed = false;
		const data = await storedFile(bytes(10), PNG, '1');
		const node = await WaitingNode.start(sendEach([data], { operation: 'sendAndWait', waitFor: 'delivery' }));
		try {
			const isOver = ({ params }: (typeof sandbox.callbacks)[number]) => params['Status'] === 'delivered' || params['Status'] === 'failed';
			await until(() => sandbox.callbacks.some(isOver));
			const { url = '', headers, params } = sandbox.callbacks.find(isOver) ?? {};
			expect((await call({ url, to: node.at(url), headers, params })).status).toBe(200);
			expect(node.resumed).toMatchObject([
				position === 'no-query'
					? { delivered: false, status: 'failed', error_code: '140', error_remedy: expect.stringMatching(/^Check that its address opens without a login/) }
					: { delivered: true, status: 'delivered' },
			]);
			expect(isServed).toBe(position === 'fetched');
			expect(sandbox.accepted).toHaveLength(1);
		} finally {
			node.close();
		}
	});
});
