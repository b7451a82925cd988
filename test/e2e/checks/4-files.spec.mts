import { randomUUID } from 'node:crypto';
import { NUMBER, PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import type { EditorClient, Execution, WorkflowNode } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { expect, test } from '../fixtures.mts';
import { triggerName, TriggerWorkflow } from './triggerWorkflow.mts';
import { sandboxCredentials, workflowNode } from './workflowNode.mts';

const picture = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex');

// WhatsApp finds a file of the item under the link that was sent, even after the run. After a run, n8n renames the files that a
// trigger or a webhook stored, and only then shows the execution as ended.

test('a file that the trigger downloaded is forwarded by WhatsApp, by name or directly, and its links work after the run', async ({ playground, sandbox }) => {
	const next = [
		await sendFile(playground.client, 'Next', 'data'),
		await sendFile(playground.client, 'As it is', `={{ $('${triggerName}').item.binary.data }}`),
	];
	const trigger = await TriggerWorkflow.create(playground, 'File check', { options: { downloadMedia: true } }, next);
	await trigger.activate();
	begin(sandbox);
	const media = [{ contentType: 'image/png', bytes: picture, fileName: 'picture.png' }];
	sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text: 'A picture', media });
	const { status, error } = await trigger.newest(1);
	expect(status, error).toBe('success');
	await expectLinks(sandbox, 2);
	await trigger.deactivate();
});

test('the same for a file that was uploaded to a webhook', async ({ playground, sandbox }) => {
	begin(sandbox);
	const { status, error } = await upload(playground.client, {});
	expect(status, error).toBe('success');
	await expectLinks(sandbox, 1);
});

test("a workflow that doesn't save its executions sends no file that n8n deletes with them", async ({ playground, sandbox }) => {
	begin(sandbox);
	const { status, error } = await upload(playground.client, { saveDataSuccessExecution: 'none' });
	expect(status).toBe('error');
	expect(error).toMatch(/Save successful production executions/);
	expect(sandbox.accepted.length).toBe(0);
});

function begin(sandbox: Sandbox): void {
	sandbox.openConversation(PHONE);
	sandbox.accepted.length = 0;
}

/** A node that sends a file of the item. */
async function sendFile(client: EditorClient, name: string, binaryPropertyName: string): Promise<WorkflowNode> {
	return workflowNode(name, 'n8n-nodes-plivo.plivo', {
		parameters: {
			...{ resource: 'message', operation: 'send', messageType: 'whatsapp', whatsappType: 'media', mediaSource: 'binary' },
			...{ sender: 'number', from: { __rl: true, mode: 'number', value: NUMBER }, to: PHONE, text: '', binaryPropertyName },
		},
		credentials: await sandboxCredentials(client),
	});
}

/** Uploads the picture to a new workflow that forwards it. @returns the execution, once it has ended */
async function upload(client: EditorClient, settings: object): Promise<Execution> {
	const path = randomUUID();
	const webhook = workflowNode('Webhook', 'n8n-nodes-base.webhook', {
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, options: {} },
	});
	const { id } = await client.createWorkflow({
		name: `File check ${path}`,
		nodes: [webhook, await sendFile(client, 'Send', 'data')],
		connections: { Webhook: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		settings: { ...settings },
	});
	await client.activate(id);
	const form = new FormData();
	form.set('data', new Blob([picture], { type: 'image/png' }), 'picture.png');
	await until('the webhook takes the file', async () => (await fetch(`${client.url}/webhook/${path}`, { method: 'POST', body: form })).ok);
	await until('there is an execution', async () => (await client.executions(id)).count > 0);
	const [newest = ''] = (await client.executions(id)).ids;
	const execution = await client.end(newest);
	await client.deactivate(id);
	return execution;
}

/** As WhatsApp downloads them. */
async function expectLinks(sandbox: Sandbox, count: number): Promise<void> {
	const links = sandbox.accepted.flatMap(({ body }) => body.media_urls ?? []);
	expect(links.length).toBe(count);
	const fetched = await Promise.all(
		links.map(async (link) => {
			const response = await fetch(link);
			return [response.status, response.headers.get('content-type'), Buffer.from(await response.arrayBuffer()).toString('hex')];
		}),
	);
	expect(fetched).toEqual(links.map(() => [200, 'image/png', picture.toString('hex')]));
}
