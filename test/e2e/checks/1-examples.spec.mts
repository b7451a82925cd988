import { runExample, type ExampleRun } from '../../../playground/example.mts';
import { credentialType, firstExample, readExamples } from '../../../playground/examples.mts';
import { expect, test } from '../fixtures.mts';
import { askSandbox } from '../scenes/exampleSandbox.mts';
import { ExampleScenes } from '../scenes/exampleScenes.mts';

// Each example does in a real n8n what it says.

const others = (await readExamples()).map(({ file }) => file).filter((file) => file !== firstExample);

test("n8n has loaded the package's node", async ({ playground }) => {
	const names = (await playground.client.nodeTypes()).map(({ name }) => name);
	expect(names).toContain('n8n-nodes-plivo.plivo');
});

test('n8n tests the credential: the right token passes, even with spaces around it, and a wrong one fails', async ({ playground }) => {
	const { client, plivo } = playground;
	const { authId, authToken, baseUrl } = plivo;
	const credential = (await client.credentials()).find(({ type }) => type === credentialType);
	if (credential === undefined) throw new Error("n8n doesn't have the credential");
	const tested = async (data: object) => await client.testCredential(credential, { authId, authToken, baseUrl, ...data });
	expect((await tested({})).status).toBe('OK');
	expect((await tested({ authToken: ` ${authToken}\n`, authId: ` ${authId}` })).status).toBe('OK');
	const refused = await tested({ authToken: 'wrong' });
	expect(refused.status).toBe('Error');
	expect(refused.message).toMatch(/Plivo doesn't accept this Auth ID and Auth Token/);
});

test.describe(firstExample, () => {
	let run: ExampleRun | undefined;

	test.beforeAll(async ({ playground }) => {
		run = await runExample(playground);
	});

	test('the example runs to its end', () => {
		expect(run?.execution.status, run?.execution.error).toBe('success');
	});

	test('its message is read back as delivered', () => {
		expect(run?.record?.status).toBe('delivered');
	});

	test('Plivo accepted this one message, once', async ({ sandbox }) => {
		// Asks the sandbox itself: a second message that wasn't read back would show here.
		const { objects } = (await askSandbox(sandbox, 'GET')) as { objects: Array<{ message_uuid: string }> };
		expect(objects.map(({ message_uuid }) => message_uuid)).toEqual([run?.record?.message_uuid]);
	});
});

test.describe('the other examples', () => {
	let scenes: ExampleScenes;

	test.beforeAll(({ playground }) => {
		scenes = new ExampleScenes(playground);
	});

	for (const file of others) test(`${file} does what it says`, async () => await scenes.play(file));
});
