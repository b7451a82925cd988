import { NodeHelpers, type IDataObject, type INodeProperties, type INodePropertyCollection, type INodePropertyOptions } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { wabaId } from '../../../sandbox/templates.mts';
import { bytes, file, itemWith, openFileStore, storedFile } from '../files.mts';
import { failure, runNode } from '../run.mts';
import { against, recipient } from '../sms.mts';
import { TriggerNode } from '../trigger/triggerNode.mts';
import { actionPanel, triggerPanel } from './nodePanel.mts';
import { EXAMPLE, UNTOUCHED, type Entries, type Panel } from './panel.mts';
import { QUESTIONS } from './questionRows.mts';
import { ADDITIONAL, CALLBACK, CONTENT, SMS_TEXT } from './sendRows.mts';

// An expression, or a workflow that a program has written, can give a field any value. None may count as another one.

const UNKNOWN: Partial<Record<INodeProperties['type'], unknown[]>> = {
	options: ['smoke', true, 7, ['sms']],
	multiOptions: ['smoke', ['smoke'], [true]],
	boolean: ['perhaps', 7, ['true']],
	number: ['many', true, [5]],
};

/** Only used by the list of templates in the editor, before the node runs; and only shown to an agent, whose tool is no panel. */
const ELSEWHERE = ['Include Unapproved', 'Allow Repeats'];

let sandbox: Sandbox;
let panel: Panel;
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox({ limits: { listPerMinute: 100_000, requestsPer5Seconds: 100_000 } });
	panel = await actionPanel();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.openConversation(recipient(3));
});

interface Place {
	path: string;
	label: string;
	type: INodeProperties['type'];
	/** The parameters with another value there. */
	withValue(value: unknown): IDataObject;
}

/** All fields whose values are limited, among those that a person sees who has saved these parameters. */
function placesIn({ description }: Panel, parameters: IDataObject): Place[] {
	const found: Place[] = [];
	const visit = (fields: INodeProperties[], values: IDataObject, steps: Array<string | number>, before: string) => {
		for (const field of fields) {
			const isShown = NodeHelpers.displayParameter(values as never, field, { typeVersion: description.version as number }, description, parameters as never);
			if (!isShown || values[field.name] === undefined) continue;
			const [path, to] = [`${before}${field.displayName}`, [...steps, field.name]];
			const value = values[field.name] as IDataObject;
			if (UNKNOWN[field.type] !== undefined && !ELSEWHERE.includes(field.displayName)) {
				found.push({ path, label: field.displayName, type: field.type, withValue: (other) => changed(parameters, to, other) });
			}
			if (field.type === 'collection') visit((field.options ?? []) as INodeProperties[], value, to, `${path} > `);
			if (field.type !== 'fixedCollection') continue;
			for (const { name, values: inner } of (field.options ?? []) as INodePropertyCollection[]) {
				const entries = value[name];
				if (Array.isArray(entries)) entries.forEach((entry, i) => visit(inner, entry as IDataObject, [...to, name, i], `${path} > `));
				else if (entries !== undefined) visit(inner, entries as IDataObject, [...to, name], `${path} > `);
			}
		}
	};
	visit(description.properties, parameters, [], '');
	return found;
}

function changed(parameters: IDataObject, steps: Array<string | number>, value: unknown): IDataObject {
	const copy = structuredClone(parameters);
	const inner = steps.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(at as object, step), copy);
	Reflect.set(inner as object, steps.at(-1) ?? '', value);
	return copy;
}

/** All paths to such fields that a node has at all, in any of its panels. */
function limitedFields(fields: INodeProperties[], before = ''): string[] {
	return fields.flatMap((field) => {
		const path = `${before}${field.displayName}`;
		if (ELSEWHERE.includes(field.displayName)) return [];
		if (UNKNOWN[field.type] !== undefined) return [path];
		const options = (field.options ?? []) as Array<INodeProperties | INodePropertyCollection | INodePropertyOptions>;
		return options.flatMap((option) => ('values' in option ? limitedFields(option.values, `${path} > `) : 'type' in option ? limitedFields([option], `${path} > `) : []));
	});
}

describe('the action node', () => {
	const seen = new Set<string>();
	const SEND: Entries = { Resource: 'Message', Operation: 'Send' };
	const WAIT: Entries = { Resource: 'Message', Operation: 'Send and Wait' };
	const FROM_EXAMPLE = { From: { 'Typed In': EXAMPLE } };
	const MMS: Entries = { ...SMS_TEXT, 'Message Type': 'MMS', Text: EXAMPLE };
	const all = (...labels: string[]): Entries => Object.fromEntries(labels.map((label) => [label, UNTOUCHED]));
	const media = { 'Message Type': 'WhatsApp', 'WhatsApp Message': 'Media', ...FROM_EXAMPLE, To: EXAMPLE, 'Media Source': 'File of the Item', 'Input Data Field Name': UNTOUCHED };
	const ofSend = ['Broadcast', 'Default Country', 'If Outcome Is Unknown', 'Requests at a Time', 'Requests per 5 Seconds', 'Smart Encoding', 'Validate Only'];
	const limits: Entries[] = [{ 'Limit Type': UNTOUCHED, Amount: 2, Unit: UNTOUCHED }];
	const uuid = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
	const read = (resource: string, operation: string, more: Entries): Entries => ({ Resource: resource, Operation: operation, ...more });
	const download: Entries = { Download: true, Options: { 'Max Size (MB)': UNTOUCHED } };

	/** What a person has entered: between them, each limited field is shown at least once. */
	const forms = (): Array<[string, Entries]> => [
		...[...CONTENT, ...ADDITIONAL, ...CALLBACK].map(({ what, enter }): [string, Entries] => [`Send: ${what}`, { ...SEND, ...enter }]),
		...CONTENT.map(({ what, enter }): [string, Entries] => [`Delivery: ${what}`, { ...WAIT, 'Wait For': 'Delivery', ...enter }]),
		...QUESTIONS.map(({ what, enter }): [string, Entries] => [`Question: ${what}`, { ...WAIT, 'Message Type': 'WhatsApp', From: { 'Typed In': EXAMPLE }, To: EXAMPLE, ...enter }]),
		['Send: options', { ...SEND, ...SMS_TEXT, Options: all(...ofSend) }],
		['Send: MMS', { ...SEND, ...MMS, 'Media Source': 'URLs', 'Media URLs': EXAMPLE }],
		['Send: template', { ...SEND, 'Message Type': 'WhatsApp', ...FROM_EXAMPLE, To: EXAMPLE, 'WhatsApp Message': 'Template', 'Template From': 'Fields', 'Template Name': EXAMPLE, 'Template Language': UNTOUCHED, Options: all('Fix Line Breaks') }],
		['Send: file', { ...SEND, ...media, Options: all('Link Expiry') }],
		...limits.map((values): [string, Entries] => ['Question: limit', { ...WAIT, ...SMS_TEXT, Text: undefined as never, Message: EXAMPLE, Options: { 'Limit Wait Time': values } }]),
		['List', read('Message', 'List', { Limit: 2, Simplify: UNTOUCHED, Filters: all('Conversation Origin', 'Direction', 'Message Type', 'Offset', 'State') })],
		['List all', read('Message', 'List', { 'Return All': true })],
		['List Media', read('Message', 'List Media', { 'Message UUID': uuid, ...download })],
		['Report Conversion', read('Message', 'Report Conversion', { 'Message UUID': uuid })],
		['Media', read('Media', 'List', { 'Return All': false, Limit: 2 })],
		['Templates', read('Template', 'List', { 'WhatsApp Business Account ID': wabaId, Limit: 2 })],
	];

	it('refuses a value that a field does not have, before anything is sent', async () => {
		const wrong: string[] = [];
		const picture = { fileName: 'picture.png', mimeType: 'image/png' };
		const item = itemWith({ data: await storedFile(bytes(10), picture), attachment_0: file('b.png', 'image/png', bytes(11)) });
		for (const [what, { Text, ...entered }] of forms()) {
			const parameters = panel.fill(Text === undefined ? entered : { ...entered, Text });
			for (const { path, label, type, withValue } of placesIn(panel, parameters)) {
				seen.add(path);
				const where = `${what.split(':')[0] ?? ''} ${path}`;
				if (seen.has(where)) continue;
				seen.add(where);
				for (const value of UNKNOWN[type] ?? []) {
					// Its value "true" may come as what it reads like.
					if (label === 'Keep in Logs' && value === true) continue;
					sandbox.requests.length = 0;
					const run = await runNode(against(sandbox, { parameters: withValue(value), inputs: [item] })).catch((error: Error) => error);
					const message = run instanceof Error ? run.message : run.data.resultData.error === undefined ? 'taken' : failure(run).message;
					// Where the value hides a field that must be filled in, n8n refuses the workflow itself.
					const isRefused = /has issues/.test(message) || (['Resource', 'Operation'].includes(path) ? /no operation/.test(message) : message.startsWith("'") && message.includes(label));
					const requests = sandbox.requests.filter(({ method }) => method === 'POST').length;
					if (!isRefused || requests > 0) wrong.push(`${where} = ${JSON.stringify(value)}: ${message}, ${requests} sent`);
				}
			}
		}
		expect(wrong).toEqual([]);
	});

	it('has no such field that this test does not know', () => {
		expect(limitedFields(panel.description.properties).filter((path) => !seen.has(path))).toEqual([]);
	});
});

it('the trigger refuses a value that a field does not have when the workflow is activated', async () => {
	const trigger = await triggerPanel();
	const options = ['Download Media', 'Gather Messages (Seconds)', 'Ignore Duplicates', 'Include Raw Data', 'Max Size (MB)', 'Message Types', 'Start on Answers', 'Statuses', 'Take Over', 'Verify Signature'];
	const parameters = trigger.fill({ 'Trigger On': ['Message Received', 'Delivery Status'], Registration: 'Automatic', 'Number Names or IDs': ['14151234567'], Options: Object.fromEntries(options.map((label) => [label, UNTOUCHED])) });
	const places = placesIn(trigger, parameters);
	expect(places.map(({ path }) => path).sort()).toEqual(limitedFields(trigger.description.properties).sort());
	const wrong: string[] = [];
	for (const { path, label, type, withValue } of places) {
		for (const value of UNKNOWN[type] ?? []) {
			const node = await TriggerNode.start(sandbox, { parameters: withValue(value), workflowId: 'unknown', nodeId: 'unknown' });
			const message = await node.activate().then(() => 'taken', (error: Error & { description?: string }) => `${error.message} ${error.description ?? ''}`);
			if (!message.includes(`'${label}'`)) wrong.push(`${path} = ${JSON.stringify(value)}: ${message}`);
			await node.close();
		}
	}
	expect(wrong).toEqual([]);
});
