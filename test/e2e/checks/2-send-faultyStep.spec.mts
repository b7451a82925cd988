import { randomUUID } from 'node:crypto';
import { credentialType } from '../../../playground/examples.mts';
import { expect, test } from '../fixtures.mts';
import { sendingWorkflow } from './sendingWorkflow.mts';

const MESSAGES = 3;

test('with On Error set to continue, a credential without a web address returns an error for each item, and nothing is sent', async ({ playground: { client }, sandbox }) => {
	const data = { ...sandbox.account, baseUrl: 'api.plivo.com' };
	const broken = await client.saveCredential({ name: `Broken ${randomUUID()}`, type: credentialType, data });
	const workflow = await sendingWorkflow(client, {
		name: `Faulty step ${randomUUID()}`,
		messages: MESSAGES,
		parameters: { to: '={{ 14155550300 + $itemIndex }}', text: 'Hi' },
	});
	for (const node of workflow.nodes) {
		if (node.name === 'Send') Object.assign(node, { onError: 'continueRegularOutput', credentials: { [credentialType]: broken } });
	}
	const before = sandbox.requests.length;
	const execution = await client.run(await client.createWorkflow(workflow), 'Start');
	const errors = execution.output('Send').map(({ error }) => error);
	expect(errors).toEqual(Array(MESSAGES).fill("The Base URL of the credential doesn't begin with https://"));
	expect(sandbox.requests.length).toBe(before);
});
