import assert from 'node:assert/strict';
import { step } from '../scripts/console.mjs';
import { runExample, type ExampleRun } from './example.mts';
import { firstExample } from './examples.mts';
import type { Playground } from './playground.mts';

interface Listed {
	objects: Array<{ message_uuid: string; message_state: string }>;
}

/**
 * Checks in a real n8n that the first example does what it says, and that Plivo takes the messages of all others.
 *
 * @returns how many checks held and how many did not; each is printed
 */
export async function checkExample(playground: Playground): Promise<{ passed: number; failed: number }> {
	let run: ExampleRun | undefined;
	const checks: Array<[string, () => Promise<void>]> = [
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
			.map((file): [string, () => Promise<void>] => [
				`Plivo takes the messages of ${file}`,
				async () => {
					const { execution } = (await runExample(playground, file)) ?? {};
					assert.equal(execution?.status, 'success', execution?.error);
				},
			]),
	];
	const result = { passed: 0, failed: 0 };
	for (const [title, check] of checks) {
		try {
			await check();
			result.passed += 1;
			process.stdout.write(`✔ ${title}\n`);
		} catch (error) {
			result.failed += 1;
			process.stdout.write(`✖ ${title}\n${indent(error instanceof Error ? error.message : String(error))}\n`);
		}
	}
	return result;
}

/** Asks the sandbox itself, not through n8n: a second message that nobody read back would show here. */
async function listMessages({ plivo }: Playground): Promise<Listed> {
	const authorization = `Basic ${Buffer.from(`${plivo.authId}:${plivo.authToken}`).toString('base64')}`;
	const response = await fetch(`${plivo.baseUrl}/v1/Account/${plivo.authId}/Message/`, { headers: { authorization } });
	assert.equal(response.status, 200);
	return (await response.json()) as Listed;
}

function indent(text: string): string {
	return text.split('\n').map((line) => `    ${line}`).join('\n');
}
