import { existsSync, readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
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
function schema(operation: string): Schema {
	const file = `dist/nodes/Plivo/__schema__/v1.0.0/message/${operation}.json`;
	expect(existsSync(file)).toBe(true);
	return JSON.parse(readFileSync(file, 'utf8')) as Schema;
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

	it.each(['send', 'get', 'list', 'listMedia'])('exist for %s', (operation) => {
		expect(Object.keys(schema(operation).properties ?? {}).length).toBeGreaterThan(3);
	});
});
