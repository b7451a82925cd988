import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchItems, INodeProperties, INodePropertyOptions, IWorkflowExecuteAdditionalData, ResourceMapperFields } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { wabaId } from '../../../sandbox/templates.mts';
import { nodeTypes } from '../package.mts';
import { additionalData, buildWorkflow, NODE_NAME, runNode } from '../run.mts';
import { against, SENDS } from '../sms.mts';
import { actionPanel, triggerPanel } from './nodePanel.mts';
import { EXAMPLE, type Entries, type Panel } from './panel.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const SMS: Entries = { 'Message Type': 'SMS', To: EXAMPLE, Text: EXAMPLE };
const WHATSAPP: Entries = { 'Message Type': 'WhatsApp', To: EXAMPLE, 'WhatsApp Message': 'Template' };
const TEMPLATE: Entries = { ...WHATSAPP, 'Template From': 'Account', 'WhatsApp Business Account ID': wabaId };

/** Calls a method that a field names, as the editor does with the panel as it is filled in. */
async function editorCalls(panel: Panel, entries: Entries, kind: 'listSearch' | 'loadOptions' | 'resourceMapping', method = ''): Promise<unknown> {
	const type = `n8n-nodes-plivo.${panel.description.name}`;
	const options = against(sandbox, { parameters: panel.fill(entries), settings: { type } });
	const workflow = await buildWorkflow(options);
	const node = workflow.getNode(NODE_NAME);
	const run = (await nodeTypes()).getByNameAndVersion(type).methods?.[kind]?.[method];
	if (node === null || run === undefined) throw new Error(`The node has no ${kind} ${method}`);
	const more = { ...additionalData(options), currentNodeParameters: node.parameters };
	return await (run as () => Promise<unknown>).call(new LoadOptionsContext(workflow, node, more as IWorkflowExecuteAdditionalData, 'parameters') as never);
}

function fieldOf(panel: Panel, entries: Entries, label: string): INodeProperties {
	const found = panel.fields(entries).find(({ displayName }) => displayName === label);
	if (found === undefined) throw new Error(`There is no ${label}`);
	return found;
}

/** What a person sees when they open the list of a field. */
async function offered(entries: Entries, label: string): Promise<INodeListSearchItems[]> {
	const panel = await actionPanel();
	const mode = fieldOf(panel, entries, label).modes?.find(({ displayName }) => displayName === 'From List');
	return ((await editorCalls(panel, entries, 'listSearch', mode?.typeOptions?.searchListMethod)) as { results: INodeListSearchItems[] }).results;
}

/** What leaves when an entry of the list is picked. */
async function picked(entries: Entries, label: string, entry: string): Promise<unknown> {
	const { value } = (await offered(entries, label)).find(({ name }) => name === entry) ?? {};
	const parameters = (await actionPanel()).fill({ ...entries, [label]: { 'From List': String(value) } });
	sandbox.requests.length = 0;
	await runNode(against(sandbox, { parameters }));
	return sandbox.requests.find(({ method, path }) => method === 'POST' && SENDS.test(path))?.body;
}

describe.each<Entries>([{ Operation: 'Send' }, { Operation: 'Send and Wait', 'Wait For': 'Delivery' }])('what is picked from a list leaves, %j', (operation) => {
	it('a number', async () => {
		expect(await picked({ ...operation, ...SMS }, 'From', '+14158889999 (Sales)')).toMatchObject({ src: '14158889999' });
	});

	it('a Powerpack', async () => {
		const body = await picked({ ...operation, ...SMS, 'Send From': 'Powerpack' }, 'Powerpack', 'Notifications');
		expect(body).toMatchObject({ powerpack_uuid: '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c' });
	});

	it('a number for WhatsApp, and a template', async () => {
		const entries = { ...operation, ...TEMPLATE, From: { 'From List': '14151234567' } };
		const byJson = { ...operation, ...WHATSAPP, 'Template From': 'JSON', 'Template JSON': '{"name":"welcome","language":"en_US"}' };
		expect(await picked(byJson, 'From', '+14158889999 (Sales)')).toMatchObject({ type: 'whatsapp', src: '14158889999' });
		expect(await picked(entries, 'Template', 'welcome (en_US)')).toMatchObject({ src: '14151234567', template: { name: 'welcome', language: 'en_US' } });
	});
});

describe('the list of From', () => {
	it.each<[type: string, services: string | undefined]>([['SMS', 'sms'], ['MMS', 'mms'], ['WhatsApp', undefined]])('holds the numbers that can send: %s', async (type, services) => {
		expect((await offered({ 'Message Type': type }, 'From')).length).toBeGreaterThan(0);
		expect(sandbox.requests.map(({ path, query }) => [path.replace(/.*\/(?=\w+\/$)/, ''), query.services])).toEqual([['Number/', services]]);
	});
});

describe('the list of templates', () => {
	const waysToIt: Entries[] = [{ ...TEMPLATE }, { Operation: 'Send and Wait', 'Wait For': 'Delivery', ...TEMPLATE }, { Resource: 'Template', Operation: 'Get', 'WhatsApp Business Account ID': wabaId }];

	it.each(waysToIt)('holds what is not approved only with Include Unapproved: %j', async (entries) => {
		const names = async (more: Entries) => (await offered({ ...entries, ...more }, 'Template')).map(({ name }) => name).join();
		expect(await names({})).not.toContain('PAUSED');
		expect(await names({ 'Include Unapproved': false })).not.toContain('PAUSED');
		expect(await names({ 'Include Unapproved': true })).toMatch(/PENDING.*PAUSED/);
	});

	it.each(waysToIt.slice(0, 2))('brings the variables of the one that is picked: %j', async (entries) => {
		const panel = await actionPanel();
		const value = (await offered(entries, 'Template')).find(({ name }) => name === 'order_update (en_US)')?.value;
		const filled = { ...entries, Template: { 'From List': String(value) } };
		const method = fieldOf(panel, filled, 'Template Variables').typeOptions?.resourceMapper?.resourceMapperMethod;
		const { fields } = (await editorCalls(panel, filled, 'resourceMapping', method)) as ResourceMapperFields;
		expect(fields.map(({ id }) => id)).toEqual(['body.1', 'body.2']);
	});
});

describe('the list of numbers of the trigger', () => {
	it('holds those that take messages', async () => {
		const panel = await triggerPanel();
		const { loadOptionsMethod } = fieldOf(panel, {}, 'Number Names or IDs').typeOptions ?? {};
		const numbers = (await editorCalls(panel, {}, 'loadOptions', loadOptionsMethod)) as INodePropertyOptions[];
		expect(numbers[0]).toMatchObject({ name: '+14151234567 (Support)', value: '14151234567' });
	});
});
