import assert from 'node:assert/strict';
import { step } from '../scripts/console.mjs';
import type { Check } from './checks.mts';
import { manualTriggerOf, runExample, type ExampleRun } from './example.mts';
import { credentialType, firstExample } from './examples.mts';
import { answerExample, asksSomebody } from './exampleAnswers.mts';
import { askSandbox } from './exampleSandbox.mts';
import { playScene } from './exampleTriggers.mts';
import type { Playground } from './playground.mts';
import type { Workflow } from './rest.mts';

interface Listed {
	objects: Array<{ message_uuid: string; message_state: string }>;
}

/**
 * That the first example does in a real n8n what it says, that Plivo takes the messages of all others that are started by a
 * button, and that those which Plivo starts do what they say.
 */
export function exampleChecks(playground: Playground): Check[] {
	let run: ExampleRun | undefined;
	return [
		[
			"n8n has loaded the package's node",
			async () => assert.ok((await playground.client.nodeTypes()).some(({ name }) => name === 'n8n-nodes-plivo.plivo')),
		],
		[
			'n8n tests the credential: the right token passes, with blanks around it too, and a wrong one does not',
			async () => {
				const { client, plivo } = playground;
				const { authId, authToken, baseUrl } = plivo;
				const credential = (await client.credentials()).find(({ type }) => type === credentialType);
				assert.ok(credential);
				const test = async (data: object) => await client.testCredential(credential, { authId, authToken, baseUrl, ...data });
				assert.equal((await test({})).status, 'OK');
				assert.equal((await test({ authToken: ` ${authToken}\n`, authId: ` ${authId}` })).status, 'OK');
				const refused = await test({ authToken: 'wrong' });
				assert.equal(refused.status, 'Error');
				assert.match(refused.message, /Plivo does not accept this Auth ID and Auth Token/);
			},
		],
		[
			'the example runs to its end',
			async () => {
				run = await step('Running the example', () => runExample(playground));
				assert.equal(run?.execution.status, 'success', run?.execution.error);
			},
		],
		['its message is read back as delivered', async () => assert.equal(run?.record?.message_state, 'delivered')],
		[
			'Plivo accepted that one message, once',
			async () => {
				const { objects } = await listMessages(playground);
				assert.deepEqual(objects.map(({ message_uuid }) => message_uuid), [run?.record?.message_uuid]);
			},
		],
		...[...playground.examples]
			.filter(([file]) => file !== firstExample)
			.map(([file, workflow]) => checkOf(playground, file, workflow)),
	];
}

function checkOf(playground: Playground, file: string, workflow: Workflow): Check {
	if (!manualTriggerOf(workflow)) {
		return [`${file} does with what Plivo delivers what it says`, async () => await playScene(playground, file)];
	}
	if (asksSomebody(file)) return [`${file} goes on with the answer`, async () => await answerExample(playground, file)];
	return [`Plivo takes the messages of ${file}`, async () => await expectSuccess(playground, file)];
}

async function expectSuccess(playground: Playground, file: string): Promise<void> {
	const { execution } = (await runExample(playground, file)) ?? {};
	assert.equal(execution?.status, 'success', execution?.error);
}

/** Of the sandbox itself: a second message that nobody read back would show here. */
async function listMessages({ sandbox }: Playground): Promise<Listed> {
	if (sandbox === undefined) throw new Error('Only with the sandbox');
	return (await askSandbox(sandbox, 'GET')) as Listed;
}
