import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { TriggerWorkflow } from '../checks/triggerWorkflow.mts';
import { until } from '../../../playground/until.mts';
import { sandboxCredentials, workflowNode } from '../checks/workflowNode.mts';
import { expect, test } from './fixtures.mts';

const bytes = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex');

// Workers and Plivo can get the files that the webhook process downloaded.

let trigger: TriggerWorkflow;
let expected: number;

test.beforeAll(async ({ setup }) => {
	const credentials = await sandboxCredentials(setup.client);
	const upload = workflowNode('Next', 'n8n-nodes-plivo.plivo', { parameters: { resource: 'media', operation: 'upload' }, credentials });
	const whatsapp = workflowNode('WhatsApp', 'n8n-nodes-plivo.plivo', {
		parameters: {
			...{ resource: 'message', operation: 'send', messageType: 'whatsapp', whatsappType: 'media', mediaSource: 'binary' },
			...{ sender: 'number', from: { __rl: true, mode: 'number', value: NUMBER }, to: PHONE, text: '' },
		},
		credentials,
	});
	trigger = await TriggerWorkflow.create(setup, 'Queue media check', { numbers: [NUMBER], options: { downloadMedia: true } }, [upload, whatsapp]);
	await trigger.activate();
	setup.sandbox.openConversation(PHONE);
	expected = 0;
});

function receive(): void {
	trigger.sandbox.receive({ from: PHONE, to: NUMBER, text: 'A picture', media: [{ contentType: 'image/png', bytes }] });
}

test('a file that the webhook process downloaded is uploaded by a worker, byte for byte', async () => {
	receive();
	const uploaded = await trigger.newestItem((expected += 1));
	expect(await fetchBytes(String(uploaded.media_url))).toEqual(bytes);
});

test('and forwarded by WhatsApp, which downloads it through a signed link of the main process', async ({ setup: { sandbox, proxy } }) => {
	const links = () => sandbox.accepted.filter(({ body }) => body.type === 'whatsapp' && body.dst === PHONE).map(({ body }) => body.media_urls?.[0]);
	const before = links().length;
	receive();
	await trigger.newestItem((expected += 1));
	await until('it was sent', () => links().length > before);
	const link = links().at(-1) ?? '';
	expect(link.startsWith(`${proxy.url}/rest/binary-data/signed`), link).toBe(true);
	expect(await fetchBytes(link)).toEqual(bytes);
	expect((await n8nFetch(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).ok).toBe(false);
});

test("workers don't have the files that the webhook process keeps on its own disk", async ({ setup }) => {
	const { webhooks: [webhook] } = setup;
	await webhook.stop();
	await webhook.start({ N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' });
	receive();
	const { status, error } = await trigger.newest((expected += 1));
	process.stdout.write(`    ${error}\n`);
	expect(status).toBe('error');
	await webhook.stop();
	await webhook.start();
	await trigger.deactivate();
});

async function fetchBytes(url: string): Promise<Buffer> {
	const response = await n8nFetch(url);
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}
