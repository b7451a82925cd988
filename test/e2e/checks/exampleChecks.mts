import assert from 'node:assert/strict';
import { step } from '../../../scripts/console.mjs';
import type { Check } from './checks.mts';
import { runExample, type ExampleRun } from '../../../playground/example.mts';
import { credentialType, firstExample } from '../../../playground/examples.mts';
import { askSandbox } from '../scenes/exampleSandbox.mts';
import { ExampleScenes } from '../scenes/exampleScenes.mts';
import type { Playground } from '../../../playground/playground.mts';

interface Listed {
	objects: Array<{ message_uuid: string; message_state: string }>;
}

/** Checks that each example does in a real n8n what it says. */
export function exampleChecks(playground: Playground): Check[] {
	let run: ExampleRun | undefined;
	const scenes = new ExampleScenes(playground);
	return [
		[
			"n8n has loaded the package's node",
			async () => assert.ok((await playground.client.nodeTypes()).some(({ name }) => name === 'n8n-nodes-plivo.plivo')),
		],
		[
			'n8n tests the credential: the right token passes, even with spaces around it, and a wrong one fails',
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
				assert.match(refused.message, /Plivo doesn't accept this Auth ID and Auth Token/);
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
			'Plivo accepted this one message, once',
			async () => {
				const { objects } = await listMessages(playground);
				assert.deepEqual(objects.map(({ message_uuid }) => message_uuid), [run?.record?.message_uuid]);
			},
		],
		...[...playground.examples.keys()]
			.filter((file) => file !== firstExample)
			.map((file): Check => [`${file} does what it says`, async () => await scenes.play(file)]),
	];
}

/** Asks the sandbox itself: a second message that wasn't read back would show here. */
async function listMessages({ sandbox }: Playground): Promise<Listed> {
	if (sandbox === undefined) throw new Error('Only with the sandbox');
	return (await askSandbox(sandbox, 'GET')) as Listed;
}
