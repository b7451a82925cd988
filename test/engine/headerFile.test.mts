import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { templates, wabaId } from '../../sandbox/templates.mts';
import { bytes, countFiles, fetchLink, file, itemWith, moveToExecution, openFileStore, removeFile, storedFile } from './files.mts';
import { Execution, failure, output, runNode, type RunOptions } from './run.mts';
import { against, recipient, RETRY_ON_FAIL, SENDS, sendParameters } from './sms.mts';

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

const PNG = { fileName: 'parcel.png', mimeType: 'image/png' };
const MB = 1024 * 1024;

function account(name: string, value: IDataObject): IDataObject {
	const id = templates.find((template) => template.name === name)?.template_id;
	return {
		whatsappType: 'template',
		templateMode: 'account',
		wabaId,
		template: { __rl: true, mode: 'id', value: id },
		templateVariables: { mappingMode: 'defineBelow', value },
	};
}

const photo = (value: IDataObject) => account('shipping_photo', { 'body.1': '1Z999', 'button.0.url': '1Z999', ...value });

interface Way {
	/** The parameters, with what refers to the file. */
	content: (file: string) => IDataObject;
	label: string;
	/** The header as Plivo gets it. */
	header: (body: { interactive?: { header?: unknown }; template?: { components?: unknown[] } }) => unknown;
}

const ofTemplate: Way['header'] = ({ template }) => template?.components?.[0];
const asHeader = (media: unknown) => ({ type: 'header', parameters: [{ type: 'media', media }] });

const WAYS: Record<string, Way & { sent: (media: unknown) => unknown }> = {
	'reply buttons': {
		content: (headerBinaryPropertyName) => ({
			whatsappType: 'interactive',
			interactiveMode: 'fields',
			interactiveType: 'reply',
			headerType: 'media',
			headerMediaSource: 'binary',
			headerBinaryPropertyName,
			bodyText: 'Is this your parcel?',
			replyButtons: { buttons: [{ title: 'Yes' }] },
		}),
		label: 'Input Data Field Name',
		header: ({ interactive }) => interactive?.header,
		sent: (media) => ({ type: 'media', media }),
	},
	'a template by its name': {
		content: (binaryPropertyName) => ({
			whatsappType: 'template',
			templateMode: 'fields',
			templateName: 'shipping_photo',
			templateLanguage: 'en_US',
			templateHeader: { header: { type: 'media', mediaSource: 'binary', binaryPropertyName } },
			templateBody: { parameters: [{ type: 'text', text: '1Z999' }] },
			templateButtons: { buttons: [{ type: 'url', index: 0, suffix: '1Z999' }] },
		}),
		label: 'Header Variable, Input Data Field Name',
		header: ofTemplate,
		sent: asHeader,
	},
	'a template of the account': {
		content: (name) => photo({ 'header.file': name }),
		label: 'Header: Image File, Input Data Field Name',
		header: ofTemplate,
		sent: asHeader,
	},
};

/** Sends each file to somebody else. */
function sendEach(files: IBinaryData[], content: IDataObject, more: Partial<RunOptions> = {}): RunOptions {
	const parameters = sendParameters({ messageType: 'whatsapp', to: '={{ 14155550120 + $itemIndex }}', text: '', ...content });
	return against(sandbox, { parameters, inputs: files.map((data) => itemWith({ data })), ...more });
}

const sends = () => sandbox.requests.filter(({ method }) => method === 'POST');
const linkIn = (header: unknown): string => /http[^"]+/.exec(JSON.stringify(header))?.[0] ?? '';

describe.each(Object.entries(WAYS))('a file of the item as the header of %s', (_, { content, label, header, sent }) => {
	const links = () => sandbox.accepted.map(({ body }) => linkIn(header(body as never)));

	it('goes as a signed link, which holds when n8n has moved the file', async () => {
		const picture = await storedFile(bytes(2_000), PNG);
		const run = await runNode(sendEach([picture], content('data'), { mode: 'webhook' }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.accepted).toHaveLength(1);
		expect(header(sandbox.accepted[0]?.body as never)).toEqual(sent(expect.stringMatching(/^http:\/\/127\.0\.0\.1:5678\/rest\/binary-data\/signed\?token=/)));
		await moveToExecution(picture, '1');
		expect(await fetchLink(links()[0])).toMatchObject({ content: bytes(2_000), mimeType: 'image/png' });
	});

	it('is taken as it is too, from an expression', async () => {
		await runNode(sendEach([await storedFile(bytes(12), PNG)], content('={{ $binary.data }}')));
		expect((await fetchLink(links()[0])).content).toEqual(bytes(12));
	});

	it('goes while the node waits for the delivery', async () => {
		const run = await runNode(sendEach([await storedFile(bytes(13), PNG)], { ...content('data'), operation: 'sendAndWait', waitFor: 'delivery' }));
		expect(run.status).toBe('waiting');
		expect((await fetchLink(links()[0])).content).toEqual(bytes(13));
	});

	it('goes by itself in a broadcast, each to its recipient, and again when n8n tries again', async () => {
		const [one, two] = [await storedFile(bytes(14), PNG, '1'), await storedFile(bytes(15), PNG, '1')];
		sandbox.faults.add({ path: SENDS, fault: { kind: 'status', status: 400, error: 'not now' } });
		const run = await runNode(sendEach([one, two], { ...content('data'), options: { broadcast: true } }, { settings: RETRY_ON_FAIL }));
		expect(output(run)).toHaveLength(2);
		const got = await Promise.all(sandbox.accepted.map(async ({ body }, i) => [body.dst, (await fetchLink(links()[i])).content.length]));
		expect(got.sort()).toEqual([[recipient(0), 14], [recipient(1), 15]]);
	});

	it('is checked and not linked with Validate Only', async () => {
		const picture = await storedFile(bytes(10), PNG);
		const before = await countFiles('1');
		const [item] = output(await runNode(sendEach([picture], { ...content('data'), options: { validateOnly: true } })));
		expect(header(item?.json.request as never)).toEqual(sent(undefined));
		expect(sends()).toEqual([]);
		expect(await countFiles('1')).toBe(before);
	});

	it.each([['1 hour', 3_600], ['7 days', 604_800], ['={{ "" }}', 86_400]])('is linked for as long as Link Expiry says: %s', async (linkExpiry, seconds) => {
		await runNode(sendEach([await storedFile(bytes(10), PNG)], { ...content('data'), options: { linkExpiry } }));
		const [, claims = ''] = (new URL(links()[0] ?? '').searchParams.get('token') ?? '').split('.');
		const { iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number; exp: number };
		expect(exp - iat).toBe(seconds);
	});

	it.each([
		['has no such file', 'photo', 'names "photo", but the item has no file there'],
		['names two files', 'data, more', 'contains 2 files, but a WhatsApp message can have only one'],
	])('is refused before anything is sent where the field %s', async (_what, name, failed) => {
		const run = await runNode(sendEach([await storedFile(bytes(10), PNG)], content(name)));
		expect(failure(run).message).toBe(`'${label}' ${failed}`);
		expect(sends()).toEqual([]);
	});

	it.each<[string, string, number, string]>([
		['photo.webp', 'image/webp', 10, "is of type image/webp, which WhatsApp doesn't accept as a picture"],
		['photo.png', 'image/png', 5 * MB + 1, 'has 5,242,881 bytes, but WhatsApp accepts pictures of up to 5 MB'],
		['clip.mp4', 'video/mp4', 16 * MB + 1, 'has 16,777,217 bytes, but WhatsApp accepts video and audio of up to 16 MB'],
		['none.png', 'image/png', 0, 'has no content'],
	])('is refused for every item where one has %s of type %s', async (fileName, mimeType, length, failed) => {
		const good = await storedFile(bytes(10), PNG);
		const run = await runNode(sendEach([good, await storedFile(Buffer.alloc(length), { fileName, mimeType })], content('data')));
		expect(failure(run).message).toBe(`'${label}' names "data", where "${fileName}" ${failed} (2nd item, to +14155550121)`);
		expect(sends()).toEqual([]);
	});

	it('tells the messages of an agent apart: another file to the same person is another message', async () => {
		const inputs = [itemWith({ data: await storedFile(bytes(10), PNG, '1'), more: await storedFile(bytes(11), PNG, '1') })];
		let contextData: Parameters<typeof Execution.of>[1];
		const send = async (name: string) => {
			const options: RunOptions = { ...sendEach([], { ...content(name), to: recipient(0) }, { inputs }), asTool: true };
			contextData = (await (await Execution.of(options, contextData)).finish()).data.executionData?.contextData;
			return sandbox.accepted.length;
		};
		expect([await send('data'), await send('data'), await send('more')]).toEqual([1, 1, 2]);
	});

	it('is refused as sound, which no header plays', async () => {
		const run = await runNode(sendEach([await storedFile(bytes(10), { fileName: 'a.mp3', mimeType: 'audio/mpeg' })], content('data')));
		expect(failure(run).message).toMatch(/"a\.mp3" is of type audio\/mpeg, but (a header takes a picture, a video, or a document|the header of this template takes a picture)$/);
		expect(sends()).toEqual([]);
	});

	it('is refused where n8n no longer has it, keeps it in memory, or deletes it at the end', async () => {
		const [gone, last] = [await storedFile(bytes(10), PNG, '2'), await storedFile(bytes(10), PNG, '1')];
		await removeFile(gone);
		const message = async (data: IBinaryData, more: Partial<RunOptions> = {}) => failure(await runNode(sendEach([data], content('data'), more))).message;
		expect(await message(gone)).toBe(`'${label}' names "data", where "parcel.png" can no longer be read from n8n's storage`);
		expect(await message(file('a.png', 'image/png', bytes(10)))).toBe(`'${label}' contains a file that this n8n keeps only in memory, so it has no link`);
		expect(await message(last, { mode: 'webhook', workflowSettings: { saveDataSuccessExecution: 'none' } })).toBe(
			`'${label}' contains a file that n8n deletes when this execution ends, often before WhatsApp has downloaded it`,
		);
		expect(sends()).toEqual([]);
	});
});

describe('a file of the item as a header', () => {
	it.each(['reply buttons', 'a template by its name'])('is refused where Plivo could not reach this n8n: %s', async (way) => {
		const { content, label } = WAYS[way] ?? {};
		const options = sendEach([await storedFile(bytes(10), PNG)], content?.('data') ?? {});
		const run = await runNode({ ...options, credentials: { ...sandbox.account, baseUrl: 'https://api.plivo.example' } });
		expect(failure(run)).toMatchObject({
			message: `'${label}' would be fetched from "http://127.0.0.1:5678", which can't be reached from the internet`,
			description: expect.stringMatching(/^Use a URL instead, or give this n8n a public address \(WEBHOOK_URL\)\./),
		});
	});

	it.each<[string, string, string, string]>([
		['shipping_photo', 'menu.pdf', 'application/pdf', 'Header: Image File, Input Data Field Name'],
		['promo_clip', 'parcel.png', 'image/png', 'Header: Video File, Input Data Field Name'],
		['invoice', 'parcel.png', 'image/png', 'Header: Document File, Input Data Field Name'],
	])('is of the kind that the template was approved with: %s refuses %s', async (name, fileName, mimeType, label) => {
		const content = account(name, { 'header.file': 'data', 'body.1': 'a', 'body.2': 'b', 'button.0.url': 'c' });
		const run = await runNode(sendEach([await storedFile(bytes(10), { fileName, mimeType })], content));
		expect(failure(run).message).toMatch(new RegExp(`^'${label}' names "data", where "${fileName}" is of type ${mimeType}, but the header of this template takes a `));
		expect(sends()).toEqual([]);
	});

	it('stands in place of the URL of a template of the account, and not beside it', async () => {
		const picture = await storedFile(bytes(10), PNG);
		const both = await runNode(sendEach([picture], photo({ 'header.media': 'https://example.com/a.png', 'header.file': 'data' })));
		expect(failure(both).message).toBe("'Header: Image File, Input Data Field Name' is filled in, and so is 'Header: Image URL'");
		const none = await runNode(sendEach([picture], photo({ 'header.file': '' })));
		expect(failure(none).message).toBe("'Header: Image URL' is empty");
		expect(failure(none).description).toMatch(/^The template "shipping_photo" needs a value there, or a file of the item under 'Header: Image File, Input Data Field Name'\./);
		expect(sends()).toEqual([]);
	});
});
