import assert from 'node:assert/strict';
import type { Check } from '../checks/checks.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { TriggerWorkflow } from '../checks/triggerWorkflow.mts';
import { until } from '../../../playground/until.mts';
import { sandboxCredentials, workflowNode } from '../checks/workflowNode.mts';
import type { QueueSetup } from './setup.mts';

const bytes = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex');

/** Checks that workers and Plivo can get the files that the webhook process downloaded. */
export function queueMedia(setup: QueueSetup): Check[] {
	const { sandbox, proxy, webhooks: [webhook] } = setup;
	let trigger: TriggerWorkflow;
	let expected = 0;
	const receive = () => sandbox.receive({ from: PHONE, to: NUMBER, text: 'A picture', media: [{ contentType: 'image/png', bytes }] });

	return [
		[
			'a file that the webhook process downloaded is uploaded by a worker, byte for byte',
			async () => {
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
				sandbox.openConversation(PHONE);
				receive();
				const uploaded = await trigger.newestItem((expected += 1));
				assert.deepEqual(await fetchBytes(String(uploaded.media_url)), bytes);
			},
		],
		[
			'and forwarded by WhatsApp, which downloads it through a signed link of the main process',
			async () => {
				await until('it was sent', () => linkSent() !== undefined);
				const link = linkSent() ?? '';
				assert.ok(link.startsWith(`${proxy.url}/rest/binary-data/signed`));
				assert.deepEqual(await fetchBytes(link), bytes);
				assert.ok(!(await n8nFetch(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).ok);
			},
		],
		[
			"workers don't have the files that the webhook process keeps on its own disk",
			async () => {
				await webhook.stop();
				await webhook.start({ N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' });
				try {
					receive();
					const { status, error } = await trigger.newest((expected += 1));
					process.stdout.write(`    ${error}\n`);
					assert.equal(status, 'error');
				} finally {
					// In any case: the cleanup only starts processes that aren't running, and doesn't notice other settings.
					await webhook.stop();
				}
				await webhook.start();
				await trigger.deactivate();
			},
		],
	];

	function linkSent(): string | undefined {
		const sent = sandbox.accepted.filter(({ body }) => body.type === 'whatsapp' && body.dst === PHONE).at(-1);
		return sent?.body.media_urls?.[0];
	}
}

async function fetchBytes(url: string): Promise<Buffer> {
	const response = await n8nFetch(url);
	assert.equal(response.status, 200);
	return Buffer.from(await response.arrayBuffer());
}
