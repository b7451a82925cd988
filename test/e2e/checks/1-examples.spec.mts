import { runExample, type ExampleRun } from '../../../playground/example.mts';
import { credentialType, firstExample, readExamples } from '../../../playground/examples.mts';
import { expect, test } from '../fixtures.mts';
import { askSandbox } from '../scenes/exampleSandbox.mts';
import { ExampleScenes } from '../scenes/exampleScenes.mts';
import { workflowNode } from './workflowNode.mts';

// Each example does in a real n8n what it says.

const others = (await readExamples()).map(({ file }) => file).filter((file) => file !== firstExample);

interface MigrationReport {
	workflowResults: Array<{ ruleId: string }>;
}

interface AffectedByRule {
	ruleId: string;
	affectedWorkflows: Array<{ name: string }>;
}

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

test("n8n's own report about the move to n8n 3 names a workflow with a removed mode, and none of the examples", async ({ playground: { client } }) => {
	const call = workflowNode('Call', 'n8n-nodes-base.executeWorkflow', { typeVersion: 1.2, parameters: { mode: 'each' } });
	const removed = await client.createWorkflow({ name: 'Uses what n8n 3 removes', nodes: [call], connections: {} });
	const { report } = await client.request<{ report: MigrationReport }>('POST', '/rest/breaking-changes/report/refresh?version=v3');
	const rules = report.workflowResults.map(({ ruleId }) => ruleId);
	const affected = await Promise.all(rules.map((rule) => client.request<AffectedByRule>('GET', `/rest/breaking-changes/report/${rule}`)));
	const names = affected.flatMap(({ ruleId, affectedWorkflows }) => affectedWorkflows.map(({ name }) => `${ruleId}: ${name}`));
	expect(names).toEqual([`execute-workflow-each-mode-v3: ${removed.name}`]);
	await client.deleteWorkflow(removed.id);
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
