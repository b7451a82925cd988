import { readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { manualClock, type ManualClock } from '../../sandbox/clock.mts';
import { wabaId } from '../../sandbox/templates.mts';
import { bytes, file, itemWith, openFileStore } from './files.mts';
import { Execution, output, runNode, type RunOptions } from './run.mts';
import { against, FROM, recipient, sendMms, sendParameters, SENDS } from './sms.mts';

let sandbox: Sandbox<ManualClock>;
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox({ clock: manualClock('2026-01-31T09:00:00.000Z'), limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.openConversation(recipient(0));
});

interface Schema {
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** The paths of all keys that a schema describes. What has no properties there is open: a template's parameters, for one. */
function described({ properties, items }: Schema, path = ''): string[] {
	const within = Object.entries(properties ?? {}).flatMap(([key, inner]) => [`${path}.${key}`, ...described(inner, `${path}.${key}`)]);
	return items ? [...within, ...described(items, `${path}[]`)] : within;
}

/** The paths of all keys that came out, as far as the schema describes what they are within. */
function cameOut(value: unknown, schema: Schema, path = ''): string[] {
	if (Array.isArray(value)) return schema.items ? value.flatMap((one) => cameOut(one, schema.items ?? {}, `${path}[]`)) : [];
	if (typeof value !== 'object' || value === null || !schema.properties) return [];
	const { properties } = schema;
	return Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`, ...cameOut(inner, properties[key] ?? {}, `${path}.${key}`)]);
}

/** Holds a schema against all that real runs put out: each key of the one is in the other. */
function expectComplete(name: string, items: unknown[]): void {
	const schema = JSON.parse(readFileSync(`dist/nodes/Plivo/__schema__/v1.0.0/${name}.json`, 'utf8')) as Schema;
	const keys = new Set(items.flatMap((item) => cameOut(item, schema)));
	expect([...keys].sort()).toEqual(described(schema).sort());
}

async function run(parameters: IDataObject, more: Partial<RunOptions> = {}): Promise<IDataObject[]> {
	return output(await runNode(against(sandbox, { parameters, ...more }))).map(({ json }) => json);
}

const uuidOf = ({ message_uuid: uuids }: IDataObject = {}) => String([uuids].flat()[0]);

/** Plivo turns it down. */
const INVALID = '14151111111';

/** What a retry puts out when the recipient was changed after the message had left. */
async function changedRecipients(): Promise<IDataObject[]> {
	sandbox.faults.add({ path: SENDS, fault: { kind: 'slow', ms: 0 } });
	sandbox.faults.add({ path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
	const two = { items: [{ to: recipient(0) }, { to: recipient(1) }] };
	const one = { text: 'Hi', options: { concurrency: 1 } };
	const failed = await runNode(against(sandbox, { parameters: sendParameters(one), ...two }));
	const changed = sendParameters({ ...one, to: `={{ $itemIndex === 0 ? "${recipient(7)}" : $json.to }}` });
	return output(await (await Execution.retryOf(failed, against(sandbox, { parameters: changed, ...two }))).finish()).map(({ json }) => json);
}

/** Of two recipients, one has just written, so each gets another message; and the same, only validated. */
async function templateInstead(): Promise<IDataObject[]> {
	// What the node takes for now is what the sandbox does, whose clock stands still.
	const now = jest.spyOn(Date, 'now').mockReturnValue(sandbox.clock.now());
	sandbox.receive({ from: recipient(0), to: FROM, type: 'whatsapp', text: 'Hello' });
	const template = { ifOutside24Hours: 'sendTemplate', templateMode: 'json', templateJson: '{"name":"welcome","language":"en_US"}' };
	const parameters = { messageType: 'whatsapp', whatsappType: 'text', text: 'Hi', ...template, additionalFields: { reference: 'A-1' } };
	const items = [{ to: `${recipient(0)}, ${recipient(1)}` }];
	const sent = await run(sendParameters(parameters), { items });
	now.mockRestore();
	return [...sent, ...(await run(sendParameters({ ...parameters, options: { validateOnly: true } }), { items }))];
}

/** Fails with Plivo's code 420, once its message_expiry has passed. */
const EXPIRES = '12025550121';

describe('the schema has what comes out, and nothing else', () => {
	it('of Message → Get and List', async () => {
		const [sms] = await run(sendParameters({ to: recipient(0), text: 'Hi' }));
		const [failing] = await run(sendParameters({ to: EXPIRES, text: 'Hi', additionalFields: { message_expiry: 5 } }));
		const whatsapp = { messageType: 'whatsapp', whatsappType: 'text', to: recipient(0), text: 'Hi' };
		const [conversation] = await run(sendParameters(whatsapp));
		await sandbox.clock.advance(3_600_000);
		const got = await Promise.all(
			[sms, failing, conversation].map(async (sent) => (await run({ resource: 'message', operation: 'get', messageUuid: uuidOf(sent) }))[0]),
		);
		expectComplete('message/get', got);
		expectComplete('message/list', await run({ resource: 'message', operation: 'list' }));
	});

	it('of Message → Send', async () => {
		const two = { items: [{ to: recipient(0) }, { to: recipient(1) }] };
		const to = { to: '={{ $json.to }}', text: 'It’s ready' };
		const broadcast = await run(sendParameters({ ...to, options: { broadcast: true } }), { items: [{ to: `${recipient(0)}, ${INVALID}` }, { to: recipient(0) }] });
		const checks = await Promise.all(
			[
				{ additionalFields: { url: 'https://example.com/', method: 'POST', message_expiry: 60, log: 'true', trackable: true, dlt_entity_id: '1', dlt_template_id: '2', dlt_template_category: 'transactional' } },
				{ sender: 'powerpack', powerpack: { __rl: true, mode: 'uuid', value: '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c' } },
				{ messageType: 'mms', mediaSource: 'url', mediaUrls: 'https://example.com/a.png' },
				{ messageType: 'mms', mediaSource: 'mediaId', mediaIds: '801c2056-33ab-499c-80ef-58b574a462a2' },
				{ messageType: 'whatsapp', whatsappType: 'location', latitude: 1, longitude: 2, locationName: 'Shop', locationAddress: 'Street 1' },
				{ messageType: 'whatsapp', whatsappType: 'interactive', interactiveType: 'cta_url', bodyText: 'See', ctaTitle: 'Open', ctaUrl: 'https://example.com/' },
				{ messageType: 'whatsapp', whatsappType: 'template', templateMode: 'json', templateJson: '{"name":"welcome","language":"en_US"}' },
			].map(async (changes) => (await run(sendParameters({ ...to, ...changes, options: { validateOnly: true } }), { items: [{ to: recipient(0) }] }))[0]),
		);
		const agent = against(sandbox, { parameters: sendParameters({ text: 'Hi' }), items: [{ to: recipient(0) }], asTool: true });
		const { contextData } = (await runNode(agent)).data.executionData ?? {};
		const again = output(await (await Execution.of(agent, contextData)).finish()).map(({ json }) => json);
		expectComplete('message/send', [...(await run(sendParameters(to), two)), ...broadcast, ...checks, ...again, ...(await changedRecipients()), ...(await templateInstead())]);
	});

	it('of Message → List Media', async () => {
		const messageUuid = await sendMms(sandbox, { mediaSource: 'url', mediaUrls: 'https://example.com/a.png' });
		const list = { resource: 'message', operation: 'listMedia', messageUuid, download: true };
		expectComplete('message/listMedia', [...(await run(list)), ...(await run({ ...list, options: { maxSizeMb: 0.00001 } }))]);
	});

	it('of Template → Get and List', async () => {
		const listed = await run({ resource: 'template', operation: 'list', wabaId, returnAll: true });
		const got = await Promise.all(
			listed.map(async ({ template_id: value }) => (await run({ resource: 'template', operation: 'get', wabaId, template: { __rl: true, mode: 'id', value } }))[0]),
		);
		expectComplete('template/list', listed);
		expectComplete('template/get', got);
	});

	it('of Media', async () => {
		const data = file('a.png', 'image/png', bytes(10));
		const stored = await run({ resource: 'media', operation: 'upload', binaryPropertyName: 'data' }, { inputs: [itemWith({ data })] });
		expectComplete('media/upload', stored);
		const get = { resource: 'media', operation: 'get', mediaId: stored[0]?.media_id, download: true };
		expectComplete('media/get', [...(await run(get)), ...(await run({ ...get, options: { maxSizeMb: 0.000001 } }))]);
		expectComplete('media/list', await run({ resource: 'media', operation: 'list' }));
	});
});
