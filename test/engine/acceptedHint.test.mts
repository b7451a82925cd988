import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runNode } from './run.mts';
import { against, recipient, sendParameters } from './sms.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

async function hints(items: IDataObject[], options: IDataObject = {}): Promise<string[]> {
	const run = await runNode(against(sandbox, { parameters: sendParameters({ options }), items }));
	return (run.data.resultData.runData['Plivo Messaging']?.at(-1)?.hints ?? []).filter(({ type }) => type === 'info').map(({ message }) => message);
}

const sms = (...texts: string[]) => texts.map((text, i) => ({ to: recipient(i), text }));

describe('after Send, the output panel', () => {
	it('says that accepted is not delivered, and how to find out', async () => {
		const [one, ...others] = await hints(sms('Hi'));
		expect(others).toEqual([]);
		expect(one).toMatch(/^Plivo has accepted the message, which doesn't mean that it's delivered\. To find out, use Get /);
		expect(one).not.toContain('units');
		expect(await hints(sms('Hi', 'Ho'))).toEqual([expect.stringMatching(/^Plivo has accepted 2 messages, which doesn't mean that they're delivered\./)]);
	});

	it.each([
		[['x'.repeat(161)], /The SMS is billed as 2 units for each number, because of more than 160 characters\.$/],
		[[`“${'x'.repeat(70)}`], /billed as 2 units for each number, because of .*“.*: with such a character, a unit holds 70 characters instead of 160\. The option Smart Encoding/],
		[['Hi', 'x'.repeat(161), 'x'.repeat(400)], /2 of them are billed as more than one unit for each number, because of more than 160 characters\.$/],
	])('says why an SMS has several units: %#', async (texts, expected) => {
		expect(await hints(sms(...texts))).toEqual([expect.stringMatching(expected)]);
	});

	it('says nothing of the kind when nothing was sent', async () => {
		expect(await hints(sms('Hi'), { validateOnly: true })).toEqual([]);
	});
});
