import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { failure, output, runNode, type RunOptions } from './run.mts';
import { against, messages, recipient, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

function sends(texts: string[], changes: IDataObject = {}, settings?: RunOptions['settings']): RunOptions {
	const items = texts.map((text, i) => ({ to: recipient(i), text }));
	return against(sandbox, { parameters: sendParameters(changes), items, settings });
}

type Run = Awaited<ReturnType<typeof runNode>>;
const hintsOf = (run: Run) => (run.data.resultData.runData['Plivo Messaging']?.at(-1)?.hints ?? []).filter(({ type }) => type === 'warning').map(({ message }) => message);

describe('a text that nobody meant to send', () => {
	it.each<[IDataObject, RegExp]>([
		[{ text: 'Hi {{ $json.name }}' }, /^'Text' contains "\{\{ \$json\.name \}\}", an expression/],
		[{ text: '=Hi {{ ({}) }}' }, /^'Text' contains "\[object Object\]"/],
		[{ text: '={{ 1007162345678901234 }}' }, /^'Text' is "1007162345678901200"/],
		[{ to: '{{ $json.to }}' }, /^'To' contains "\{\{ \$json\.to \}\}", an expression/],
		[{ from: { __rl: true, mode: 'number', value: '={{ "undefined" }}' } }, /^'From' is "undefined", which an expression returns/],
		[{ from: { __rl: true, mode: 'number', value: '{{ $json.from }}' } }, /^'From' contains "\{\{ \$json\.from \}\}", an expression/],
		[{ messageType: 'whatsapp', whatsappType: 'text', from: { __rl: true, mode: 'number', value: 'null' } }, /^'From' is "null"/],
		[{ additionalFields: { dlt_template_id: '={{ 1007162345678901234 }}' } }, /^'To India: DLT Template ID' is "1007162345678901200"/],
		[{ from: { __rl: true, mode: 'number', value: 'MYSHOP' } }, /^'From' is the sender ID "MYSHOP", but messages to the US and Canada/],
	])('is refused before anything leaves: %j', async (changes, message) => {
		const run = await runNode(sends(['Hello', 'Hello'], changes));
		expect(failure(run).message).toMatch(message);
		expect(failure(run).description).toBeTruthy();
		expect(sandbox.requests).toEqual([]);
	});

	it('takes one item down, and no other, where the node goes on', async () => {
		const run = await runNode(sends(['Hello', '{{ $json.x }}', 'Bye'], {}, { onError: 'continueRegularOutput' }));
		expect(output(run).map(({ json }) => json.error)).toEqual([undefined, expect.stringMatching(/^'Text' contains/), undefined]);
		expect(sandbox.accepted.map(({ body }) => body.text)).toEqual(['Hello', 'Bye']);
	});

	it('goes out with half an emoji left off', async () => {
		await runNode(sends(['Bye 👍'.slice(0, 5)]));
		expect(sandbox.accepted.map(({ body }) => body.text)).toEqual(['Bye ']);
	});
});

describe('a word in a text that an expression may have left', () => {
	it('is sent, and the output panel says so, once', async () => {
		const run = await runNode(sends(['Hello undefined', 'Hello', 'on Invalid DateTime']));
		expect(sandbox.accepted).toHaveLength(3);
		expect(hintsOf(run)).toEqual([
			'The messages of 2 items contain "undefined" or similar, which an expression leaves in a text when it finds no value. If you didn\'t write it, check the expressions in the fields of the message. It is in: 1st item (+14155550120) and 3rd item (+14155550122).',
		]);
	});

	it('is found in WhatsApp messages and addresses too', async () => {
		const whatsapp = { messageType: 'whatsapp', whatsappType: 'media', mediaSource: 'url', mediaUrl: 'https://a.example/undefined/b.png', text: '' };
		expect(hintsOf(await runNode(sends(['-'], whatsapp)))).toEqual([expect.stringMatching(/^The message of 1 item contains "undefined".* It is in: 1st item \(\+\d+\)\.$/)]);
	});

	it('is not spoken of where there is none', async () => {
		expect(hintsOf(await runNode(against(sandbox, { parameters: sendParameters(), items: messages(2) })))).toEqual([]);
	});
});
