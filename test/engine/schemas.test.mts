import { existsSync, readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';

import { inboundItem } from '../../nodes/Plivo/webhooks/events/inbound';
import { otherItem } from '../../nodes/Plivo/webhooks/events/other';
import { statusItem } from '../../nodes/Plivo/webhooks/events/status';
import { deliveryResult, timeoutResult } from '../../nodes/Plivo/sendAndWait/deliveryResult';
import { PartStates } from '../../nodes/Plivo/sendAndWait/messageParts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { wabaId } from '../../sandbox/templates.mts';
import { bytes, file, itemWith } from './files.mts';
import { output, runNode } from './run.mts';
import { against, messages, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** The schema that the editor shows before the node has run, from the built package. */
function schema(operation: string, resource = 'message'): Schema {
	return schemaAt(`v1.0.0/${resource}/${operation}`);
}

function schemaAt(name: string): Schema {
	const path = `dist/nodes/Plivo/__schema__/${name}.json`;
	expect(existsSync(path)).toBe(true);
	return JSON.parse(readFileSync(path, 'utf8')) as Schema;
}

/** What of a value the schema does not describe, or describes otherwise. */
function deviations(value: unknown, { type, properties, items }: Schema, path = ''): string[] {
	const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
	if (![type].flat().includes(actual)) return [`${path} is ${actual}`];
	if (actual === 'object') {
		return Object.entries(value as IDataObject).flatMap(([key, inner]) =>
			properties?.[key] ? deviations(inner, properties[key], `${path}.${key}`) : [],
		);
	}
	return actual === 'array' && items ? (value as unknown[]).flatMap((inner, i) => deviations(inner, items, `${path}[${i}]`)) : [];
}

describe('output schemas', () => {
	it('hold for what Send, Get and List put out', async () => {
		const sent = output(await runNode(against(sandbox, { parameters: sendParameters(), items: messages(1) })))[0]?.json ?? {};
		const messageUuid = String((sent.message_uuid as string[])[0]);
		const run = async (parameters: IDataObject) =>
			output(await runNode(against(sandbox, { parameters: { resource: 'message', ...parameters } })))[0]?.json ?? {};
		const got = await run({ operation: 'get', messageUuid });
		const listed = await run({ operation: 'list' });

		expect(deviations(sent, schema('send'))).toEqual([]);
		expect(deviations(got, schema('get'))).toEqual([]);
		expect(deviations(listed, schema('list'))).toEqual([]);
		// What is always there is in the schema, and what Simplify gives is all of it.
		expect(Object.keys(schema('send').properties ?? {})).toEqual(expect.arrayContaining(Object.keys(sent)));
		expect(Object.keys(schema('list').properties ?? {})).toEqual(Object.keys(listed));
	});

	it('hold for what ends a wait', () => {
		const params = { From: '14151234567', To: '14155550123', MessageUUID: 'x', Status: 'failed', ErrorCode: '30', Units: '1', TotalRate: '0.0055', TotalAmount: '0.0055' };
		const status = statusItem(params, '2026-01-01T00:00:00Z');
		const awaited = { address: 'https://n8n.example.com/1', messageUuid: 'x', state: 'delivered' as const };
		const ended = status && deliveryResult(status, awaited, new PartStates());
		expect(ended).toBeDefined();
		const timedOut = timeoutResult({ message_uuid: ['x'], to: ['+14155550123'] });
		const answered = { data: { approved: true, choice: 'y', text: 'Yes', responded_at: '2026-01-01T00:00:00Z' }, timed_out: false, message_uuid: 'x', to: '+14155550123', answered_by: '+14155550123', reference: 'A-1', sent_as: 'text' };
		for (const item of [ended, timedOut, answered]) expect(deviations(item, schema('sendAndWait'))).toEqual([]);
		const keys = new Set([ended, timedOut, answered].flatMap((item) => Object.keys(item ?? {})));
		expect(Object.keys(schema('sendAndWait').properties ?? {}).sort()).toEqual([...keys].sort());
	});

	it('hold for the trigger', () => {
		const params = { From: '14155550123', To: '14151234567', MessageUUID: 'x', Media0: 'https://a.example/b', Units: '1', TotalRate: '0.0055' };
		const message = inboundItem({ ...params, Button: { Text: 'Yes' }, Context: { MessageUUID: 'y' } }, '2026-01-01T00:00:00Z');
		const status = statusItem({ ...params, Status: 'failed', ErrorCode: '30', Sequence: '1', MCC: '310' }, '2026-01-01T00:00:00Z');
		const other = otherItem({ Type: 'template', Status: 'approved' }, '2026-01-01T00:00:00Z');
		const described = schemaAt('v1.1.0');
		for (const item of [message, status, other]) expect(deviations(item, described)).toEqual([]);
		const keys = new Set([message, status, other].flatMap((item) => Object.keys(item ?? {})));
		expect(Object.keys(described.properties ?? {}).sort()).toEqual([...keys].sort());
	});

	it('hold for media', async () => {
		const run = async (parameters: IDataObject) => {
			const data = file('a.png', 'image/png', bytes(10));
			const options = against(sandbox, { parameters: { resource: 'media', ...parameters }, inputs: [itemWith({ data })] });
			return output(await runNode(options))[0]?.json ?? {};
		};
		const uploaded = await run({ operation: 'upload', binaryPropertyName: 'data' });
		const get = { operation: 'get', mediaId: uploaded.media_id };
		const got = { ...(await run(get)), ...(await run({ ...get, download: true, options: { maxSizeMb: 0.000001 } })) };
		const listed = await run({ operation: 'list' });
		for (const [operation, json] of Object.entries({ upload: uploaded, get: got, list: listed })) {
			expect(deviations(json, schema(operation, 'media'))).toEqual([]);
			expect(Object.keys(schema(operation, 'media').properties ?? {}).sort()).toEqual(Object.keys(json).sort());
		}
	});

	it('hold for templates', async () => {
		const run = async (parameters: IDataObject) =>
			output(await runNode(against(sandbox, { parameters: { resource: 'template', wabaId, ...parameters } }))).map(({ json }) => json);
		const listed = await run({ operation: 'list', returnAll: true });
		for (const json of listed) {
			const [got = {}] = await run({ operation: 'get', template: { __rl: true, mode: 'id', value: json.template_id } });
			expect([json, got].map((record, i) => deviations(record, schema(i === 0 ? 'list' : 'get', 'template')))).toEqual([[], []]);
			expect(Object.keys(schema('get', 'template').properties ?? {}).sort()).toEqual(Object.keys(got).sort());
		}
		expect(Object.keys(schema('list', 'template').properties ?? {})).toEqual(Object.keys(listed[0] ?? {}));
	});

	it('holds for a conversion', async () => {
		const parameters = sendParameters({ additionalFields: { trackable: true } });
		const sent = output(await runNode(against(sandbox, { parameters, items: messages(1) })))[0]?.json ?? {};
		const report = { resource: 'message', operation: 'reportConversion', messageUuid: '={{ $json.message_uuid }}', conversionStatus: 'CONVERTED' };
		const [item] = output(await runNode(against(sandbox, { parameters: report, items: [sent] })));
		expect(deviations(item?.json, schema('reportConversion'))).toEqual([]);
		expect(Object.keys(schema('reportConversion').properties ?? {}).sort()).toEqual(Object.keys(item?.json ?? {}).sort());
	});

	it.each(['send', 'get', 'list', 'listMedia', 'reportConversion'])('exist for %s', (operation) => {
		expect(Object.keys(schema(operation).properties ?? {}).length).toBeGreaterThan(3);
	});
});
