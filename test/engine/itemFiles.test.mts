import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { bytes, file, itemWith, openFileStore, storedFile } from './files.mts';
import { failure, output, runNode } from './run.mts';
import { against, recipient, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.openConversation(recipient(0));
});

const picture = { fileName: 'picture.png', mimeType: 'image/png' };
const clip = { fileName: 'clip.mp4', mimeType: 'video/mp4' };

/** The operations that take files of the item, and what they made of them at Plivo. */
const operations: Array<[name: string, parameters: (value: string) => IDataObject, label: string]> = [
	['Upload', (value) => ({ resource: 'media', operation: 'upload', binaryPropertyName: value }), 'Input Data Field Name'],
	[
		'MMS',
		(value) => sendParameters({ messageType: 'mms', mediaSource: 'binary', binaryPropertyNames: value, to: recipient(0), text: '' }),
		'Input Data Field Names',
	],
	[
		'WhatsApp',
		(value) =>
			sendParameters({ messageType: 'whatsapp', whatsappType: 'media', mediaSource: 'binary', binaryPropertyName: value, to: recipient(0), text: '' }),
		'Input Data Field Name',
	],
];
const several = operations.filter(([name]) => name !== 'WhatsApp');

async function run(parameters: IDataObject, binary: Record<string, IBinaryData>) {
	return await runNode(against(sandbox, { parameters, inputs: [itemWith(binary)] }));
}

/** What was uploaded: field by field, name and size. */
const uploaded = () =>
	sandbox.requests
		.filter(({ path }) => path.endsWith('/Media/'))
		.flatMap(({ body }) => (body as { file: Array<{ fileName: string; size: number }> }).file.map(({ fileName, size }) => [fileName, size]));

describe.each(operations)('%s', (name, parameters, label) => {
	it.each([
		['a name', 'photo', 'photo'],
		['a name with blanks around it', ' photo\t', 'photo'],
		['a name with a line break', 'photo\r\n', 'photo'],
		['the name of a field that ends with a blank', 'photo ', 'photo '],
		['its name without the blank', 'photo', 'photo '],
		['the name of a field with a comma', 'front, back', 'front, back'],
		['a name that all objects have', 'constructor', 'constructor'],
		['the file itself', '={{ $binary.photo }}', 'photo'],
		['the file itself from the item', '={{ $input.item.binary.photo }}', 'photo'],
		['a list of the file', '={{ [$binary.photo] }}', 'photo'],
		['all files of an item', '={{ $binary }}', 'photo'],
		['a list of names', '={{ Object.keys($binary) }}', 'photo'],
	])('takes %s', async (_, value, field) => {
		const stored = await storedFile(bytes(1000), picture, '1');
		const result = await run(parameters(value), { [field]: stored });
		expect(result.data.resultData.error).toBeUndefined();
		if (name !== 'WhatsApp') expect(uploaded()).toEqual([['picture.png', 1000]]);
		else expect(sandbox.accepted[0]?.body.media_urls).toEqual([expect.stringContaining('/binary-data/signed?token=')]);
	});

	it.each([
		['={{ $json }}', /^'(.+)' is "\{\}", which is neither a file nor the name of a field$/, /^Enter the name of the field that holds the file/],
		['={{ $input.item }}', /^'(.+)' is ".+", which is neither a file nor the name of a field$/, /^Enter the name of the field/],
		['={{ $binary.photo }} ', /^'(.+)' contains a file with text or spaces around it/, /^Keep only the expression in the field/],
		['constructor', /^'(.+)' names "constructor", but the item has no file there$/, /^Files of this item are in: photo\./],
		['={{ $binary.nothing }}', /^'(.+)' is empty: its expression gave nothing$/, /^Check the expression\. /],
	])('refuses %s with a remedy', async (value, message, description) => {
		const error = failure(await run(parameters(value), { photo: await storedFile(bytes(10), picture, '1') }));
		expect(message.exec(error.message)?.[1]).toBe(label);
		expect(error.description).toMatch(description);
		expect(sandbox.requests).toEqual([]);
	});
});

describe.each(several)('%s of several files', (_, parameters) => {
	it.each([
		['photo, clip'],
		[' photo ;clip\n'],
		['={{ ["photo", "clip"] }}'],
		['={{ [$binary.photo, $binary.clip] }}'],
		['={{ ["photo", $binary.clip] }}'],
		['={{ $binary }}'],
		['={{ Object.values($input.item.binary) }}'],
	])('takes them from %s', async (value) => {
		const binary = { photo: await storedFile(bytes(1000), picture, '1'), clip: await storedFile(bytes(2000), clip, '1') };
		const result = await run(parameters(value), binary);
		expect(result.data.resultData.error).toBeUndefined();
		expect(uploaded()).toEqual([
			['picture.png', 1000],
			['clip.mp4', 2000],
		]);
	});

	it('takes files that n8n keeps in memory', async () => {
		const binary = { photo: file('picture.png', 'image/png', bytes(1000)), clip: file('clip.mp4', 'video/mp4', bytes(2000)) };
		await run(parameters('={{ ["photo", $input.item.binary.clip] }}'), binary);
		expect(uploaded()).toEqual([
			['picture.png', 1000],
			['clip.mp4', 2000],
		]);
	});

	it('takes a file that code has made, without name and type', async () => {
		const { data } = file('', '', bytes(1000));
		await run(parameters('made'), { made: { data } as IBinaryData });
		expect(uploaded()).toEqual([['made', 1000]]);
	});

	it('refuses a file without its content, as `$binary` gives it where n8n keeps files in memory', async () => {
		const error = failure(await run(parameters('={{ $binary.photo }}'), { photo: file('a.png', 'image/png', bytes(10)) }));
		expect(error.message).toMatch(/, which is neither a file nor the name of a field$/);
		expect(error.description).toMatch(/\$\('Read Files'\)\.item\.binary\.data/);
	});

	it('speaks of a file that was given as it is by its own name', async () => {
		const binary = { photo: await storedFile(bytes(2 * 1024 * 1024 + 1), picture, '1') };
		expect(failure(await run(parameters('={{ $binary.photo }}'), binary)).message).toMatch(
			/' contains "picture\.png", which has 2,097,153 bytes, but Plivo accepts up to 2,097,152 \(2 MB\)$/,
		);
	});
});

it('WhatsApp takes one file', async () => {
	const [, parameters] = operations[2] as (typeof operations)[number];
	const binary = { photo: await storedFile(bytes(1000), picture, '1'), clip: await storedFile(bytes(2000), clip, '1') };
	expect(failure(await run(parameters('={{ $binary }}'), binary)).message).toBe(
		"'Input Data Field Name' contains 2 files, but a WhatsApp message can have only one",
	);
});

describe('MMS', () => {
	const [, parameters] = operations[1] as (typeof operations)[number];

	it('refuses a name that is there twice, with a blank or without', async () => {
		const error = failure(await run(parameters('photo, photo ,'), { photo: await storedFile(bytes(10), picture, '1') }));
		expect(error.message).toBe('\'Input Data Field Names\' contains "photo" twice');
	});

	it.each([
		['photo.heic', 'image/heic'],
		['setup.exe', 'application/octet-stream'],
		['page.html', 'text/html; charset=utf-8'],
	])('refuses %s of type %s for all items, before anything is uploaded', async (fileName, mimeType) => {
		const good = itemWith({ data: await storedFile(bytes(10), picture, '1') });
		const bad = itemWith({ data: await storedFile(bytes(10), { fileName, mimeType }, '1') });
		const error = failure(await runNode(against(sandbox, { parameters: parameters('data'), inputs: [good, bad] })));
		expect(error.message).toMatch(new RegExp(`names "data", where "${fileName}" is of type .+, which an MMS can't carry \\(2nd item.*\\)$`));
		expect(sandbox.requests).toEqual([]);
	});
});

it('Upload leaves the types to Plivo', async () => {
	const [, parameters] = operations[0] as (typeof operations)[number];
	const error = failure(await run(parameters('data'), { data: await storedFile(bytes(10), { fileName: 'a.html', mimeType: 'text/html' }, '1') }));
	expect(error.message).toMatch(/not supported/);
	expect(output(await run(parameters('data'), { data: await storedFile(bytes(10), picture, '1') }))).toHaveLength(1);
});
