import assert from 'node:assert/strict';
import { step } from '../scripts/console.mjs';
import type { Check } from './checks.mts';
import { runExample, type ExampleRun } from './example.mts';
import { firstExample } from './examples.mts';
import type { Playground } from './playground.mts';

interface Listed {
	objects: Array<{ message_uuid: string; message_state: string }>;
}

/** That the first example does in a real n8n what it says, and that Plivo takes the messages of all others. */
export function exampleChecks(playground: Playground): Check[] {
	let run: ExampleRun | undefined;
	return [
		[
			"n8n has loaded the package's node",
			async () => assert.ok((await playground.client.nodeTypes()).includes('n8n-nodes-plivo.plivo')),
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
		...[...playground.examples.keys()]
			.filter((file) => file !== firstExample)
			.map((file): Check => [
				`Plivo takes the messages of ${file}`,
				async () => {
					const { execution } = (await runExample(playground, file)) ?? {};
					assert.equal(execution?.status, 'success', execution?.error);
				},
			]),
	];
}

/** Asks the sandbox itself, not through n8n: a second message that nobody read back would show here. */
async function listMessages({ plivo }: Playground): Promise<Listed> {
	const authorization = `Basic ${Buffer.from(`${plivo.authId}:${plivo.authToken}`).toString('base64')}`;
	const response = await fetch(`${plivo.baseUrl}/v1/Account/${plivo.authId}/Message/`, { headers: { authorization } });
	assert.equal(response.status, 200);
	return (await response.json()) as Listed;
}
