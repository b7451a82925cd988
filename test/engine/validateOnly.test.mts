import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { bytes, itemWith, openFileStore, storedFile } from './files.mts';
import { Execution, failure, output, runNode, type RunOptions } from './run.mts';
import { acceptedFor, against, FROM, messages, recipient, sendParameters, SENDS } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const NOTE = "Nothing was sent, because the option 'Validate Only' is on.";

const posts = () => sandbox.requests.filter(({ method }) => method === 'POST');

function checks(items: IDataObject[], options: IDataObject = {}, settings: RunOptions['settings'] = {}): RunOptions {
	return against(sandbox, { parameters: sendParameters({ options: { validateOnly: true, ...options } }), items, settings });
}

const hintsOf = (run: Awaited<ReturnType<typeof runNode>>) =>
	(run.data.resultData.runData['Plivo Messaging']?.at(-1)?.hints ?? []).map(({ message }) => message);

describe('Validate Only', () => {
	it('puts out what would be sent, says that nothing was, and sends nothing', async () => {
		const run = await runNode(checks(messages(2)));
		expect(run.status).toBe('success');
		expect(output(run)).toEqual(
			[0, 1].map((i) => ({
				json: {
					to: [`+${recipient(i)}`],
					note: NOTE,
					encoding: 'GSM-7',
					units: 1,
					request: { src: FROM, dst: recipient(i), type: 'sms', text: `Message ${i}` },
				},
				pairedItem: { item: i },
			})),
		);
		expect(hintsOf(run)).toEqual(["2 messages were checked and not sent, because the option 'Validate Only' is on. To send, turn it off."]);
		expect(posts()).toEqual([]);
	});

	it('shows each item of a broadcast by itself', async () => {
		const items = [0, 1, 2].map((i) => ({ to: recipient(i), text: 'Sale' }));
		const requests = output(await runNode(checks(items, { broadcast: true }))).map(({ json }) => (json.request as IDataObject).dst);
		expect(requests).toEqual([recipient(0), recipient(1), recipient(2)]);
		expect(posts()).toEqual([]);
	});

	it('joins the recipients of one item as Plivo takes them', async () => {
		const [item] = output(await runNode(checks([{ to: `${recipient(0)}, ${recipient(1)}`, text: 'Sale' }])));
		expect(item?.json).toMatchObject({ to: [`+${recipient(0)}`, `+${recipient(1)}`], request: { dst: `${recipient(0)}<${recipient(1)}` } });
	});

	it('stops at an item that is not right, as sending would', async () => {
		const run = await runNode(checks([...messages(2), { to: '555', text: 'x' }]));
		expect(failure(run).message).toMatch(/^'To' contains "555".*\(3rd item\)$/);
		expect(failure(run).description).not.toMatch(/accepted/);
	});

	it('with Continue, puts out those that are not right as errors', async () => {
		const items = [...messages(1), { to: '555', text: 'x' }, { to: recipient(2), text: '' }];
		const out = output(await runNode(checks(items, {}, { onError: 'continueRegularOutput' })));
		expect(out.map(({ json }) => [json.note, typeof json.error])).toEqual([
			[NOTE, 'undefined'],
			[undefined, 'string'],
			[undefined, 'string'],
		]);
		expect(posts()).toEqual([]);
	});

	it.each([
		['an MMS', { messageType: 'mms', mediaSource: 'binary', binaryPropertyNames: 'photo', text: '' }],
		['a WhatsApp message', { messageType: 'whatsapp', whatsappType: 'media', mediaSource: 'binary', binaryPropertyName: 'photo', text: '' }],
	])('leaves the file of %s where it is', async (_, content) => {
		const parameters = sendParameters({ ...content, to: recipient(0), options: { validateOnly: true } });
		const inputs = [itemWith({ photo: await storedFile(bytes(5), { fileName: 'photo.png', mimeType: 'image/png' }) })];
		const run = await runNode(against(sandbox, { parameters, inputs }));
		expect(run.data.resultData.error).toBeUndefined();
		const [item] = output(run);
		expect(item?.json).toMatchObject({ to: [`+${recipient(0)}`], note: NOTE });
		expect(posts()).toEqual([]);
	});

	it('holds for each item by itself, where an expression says so', async () => {
		const options = { validateOnly: '={{ $itemIndex > 0 }}' };
		const run = await runNode(checks(messages(3), options));
		expect(acceptedFor(sandbox, 3)).toEqual([1, 0, 0]);
		expect(output(run).map(({ json }) => json.note)).toEqual([undefined, NOTE, NOTE]);
	});

	it('is not said to be accepted where another item fails', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const run = await runNode(checks(messages(3), { validateOnly: '={{ $itemIndex > 0 }}' }));
		expect(failure(run).description ?? '').not.toMatch(/accepted/);
	});

	it.each([['a word', 'perhaps'], ['a number', '={{ 0 }}'], ['nothing', '={{ undefined }}'], ['an empty text', '={{ "" }}']])('is refused as %s', async (_, validateOnly) => {
		const run = await runNode(checks(messages(1), { validateOnly }));
		expect(failure(run).message).toMatch(/^'Validate Only' /);
		expect(posts()).toEqual([]);
	});

	it('tells an agent that nothing was sent, and the message goes out once it is off', async () => {
		const asTool = { ...checks(messages(1)), asTool: true };
		const first = await Execution.of(asTool);
		expect(output(await first.finish())[0]?.json.note).toBe(NOTE);
		expect(posts()).toEqual([]);
	});

	it('leaves no trace that would hold up a message that is sent after it', async () => {
		const first = await runNode(checks([...messages(1), { to: '555', text: 'x' }]));
		const second = await (await Execution.retryOf(first, against(sandbox, { parameters: sendParameters({ to: `={{ $itemIndex === 1 ? '${recipient(1)}' : $json.to }}` }) }))).finish();
		expect(second.status).toBe('success');
		expect(acceptedFor(sandbox, 2)).toEqual([1, 1]);
	});
});
