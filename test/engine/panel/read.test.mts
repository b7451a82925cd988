import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { wabaId } from '../../../sandbox/templates.mts';
import { bytes, file, itemWith } from '../files.mts';
import { output, runNode, type RunOptions } from '../run.mts';
import { against, messages, sendMms, sendParameters } from '../sms.mts';
import { actionPanel } from './nodePanel.mts';
import { everything, EXAMPLE, UNTOUCHED, type Entries, type Panel } from './panel.mts';
import { FILTERS, ZONE } from './readRows.mts';

let sandbox: Sandbox;
let panel: Panel;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
	panel = await actionPanel();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

/** Runs what a person has filled in, and which n8n asks nothing more for. */
async function run(entries: Entries, more: Partial<RunOptions> = {}) {
	const parameters = panel.fill(entries);
	expect(panel.asksFor(parameters)).toEqual([]);
	return await runNode(against(sandbox, { parameters, timezone: ZONE, ...more }));
}

const asked = () => sandbox.requests.map(({ method, path, query, body }) => ({ method, path: path.replace(/^\/v1\/Account\/\w+\//, ''), query, body }));
const queries = () => sandbox.requests.map(({ query }) => query);

/** The UUIDs of so many messages that were sent one after the other. */
async function sendMessages(count: number): Promise<string[]> {
	const sent = await runNode(against(sandbox, { parameters: sendParameters({ options: { concurrency: 1 } }), items: messages(count) }));
	sandbox.requests.length = 0;
	return output(sent).map(({ json }) => String((json.message_uuid as string[])[0]));
}

describe.each(Object.entries(FILTERS))('the filters of %s → List', (resource, rows) => {
	const list = (filters: Entries): Entries => ({ Resource: resource, Operation: 'List', ...(resource === 'Template' && { 'WhatsApp Business Account ID': wabaId }), Filters: filters });
	const paging = { limit: '20', offset: '0' };

	it('are known to this test, all of them', () => {
		const known = new Set(rows.map(([label]) => label));
		expect(panel.offers(list({}), 'Filters').sort()).toEqual([...known].sort());
	});

	it.each(rows)('ask Plivo: %s, %p: %s=%s', async (label, enter, name, value) => {
		await run(list({ [label]: enter }));
		expect(queries()).toEqual([{ ...paging, [name]: value }]);
	});

	it('ask Plivo all at once', async () => {
		// of each the first
		const first = rows.filter(([label], i) => rows.findIndex(([other]) => other === label) === i);
		await run(list(Object.fromEntries(first.map(([label, enter]) => [label, enter]))));
		expect(queries()).toEqual([{ ...paging, ...Object.fromEntries(first.map(([, , name, value]) => [name, value])) }]);
	});
});

describe.each(['Message', 'Media', 'Template'])('%s → List', (resource) => {
	const list = (more: Entries): Entries => ({ Resource: resource, Operation: 'List', ...(resource === 'Template' && { 'WhatsApp Business Account ID': wabaId }), ...more });

	it.each<[Entries, string]>([
		[{ Limit: 7 }, '7'],
		[{ 'Return All': false, Limit: 3 }, '3'],
		[{ 'Return All': true }, '20'],
		[{}, '20'],
	])('asks for as many as %j says', async (more, limit) => {
		await run(list(more));
		expect(queries()[0]).toEqual({ limit, offset: '0' });
	});
});

describe('Message → List', () => {
	it('ends with 50 unless Limit or Return All says otherwise', async () => {
		await sendMessages(52);
		expect(output(await run({ Operation: 'List' }))).toHaveLength(50);
		expect(output(await run({ Operation: 'List', 'Return All': true }))).toHaveLength(52);
	});

	it.each<[Entries, boolean]>([
		[{}, false],
		[{ Simplify: true }, false],
		[{ Simplify: false }, true],
	])('gives whole records for %j: %s', async (more, whole) => {
		await sendMessages(1);
		expect('resource_uri' in (output(await run({ Operation: 'List', ...more }))[0]?.json ?? {})).toBe(whole);
	});

	it('says of a message with Simplify what the whole record says', async () => {
		await sendMessages(1);
		const [simple, whole] = [await run({ Operation: 'List' }), await run({ Operation: 'List', Simplify: false })].map((ran) => output(ran)[0]?.json ?? {});
		expect(Object.keys(simple ?? {}).length).toBeGreaterThan(5);
		const { from, to, status, message_uuid } = simple ?? {};
		expect(whole).toMatchObject({ message_uuid, message_state: status, from_number: String(from).slice(1), to_number: String(to).slice(1) });
		expect(from).not.toBe(to);
	});
});

describe('what is read by its ID', () => {
	const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';

	it.each<[string, Entries, string]>([
		['one message', { Operation: 'Get', 'Message UUID': EXAMPLE }, `Message/${UUID}/`],
		['the files of a message', { Operation: 'List Media', 'Message UUID': EXAMPLE }, `Message/${UUID}/Media/`],
		['one file', { Resource: 'Media', Operation: 'Get', 'Media ID': EXAMPLE }, 'Media/801c2056-33ab-499c-80ef-58b574a462a2/'],
		[
			'one template',
			{ Resource: 'Template', Operation: 'Get', 'WhatsApp Business Account ID': EXAMPLE, Template: { 'By ID': EXAMPLE } },
			'WhatsApp/Template/104612345678901/1032145678901234/',
		],
	])('is asked for: %s', async (_, entries, path) => {
		await run(entries);
		expect(asked()).toMatchObject([{ method: 'GET', path }]);
	});
});

describe('Message → List Media', () => {
	const picture = { mediaSource: 'url', mediaUrls: 'https://example.com/a.png' };
	const list = (messageUuid: string, more: Entries): Entries => ({ Operation: 'List Media', 'Message UUID': messageUuid, ...more });

	it.each<[Entries, string[]]>([
		[{}, []],
		[{ Download: false }, []],
		[{ Download: true }, ['data']],
		[{ Download: true, Options: { 'Put Output File in Field': 'picture' } }, ['picture']],
		[{ Download: true, Options: { 'Put Output File in Field': UNTOUCHED, 'Max Size (MB)': UNTOUCHED } }, ['data']],
	])('puts files where %j says', async (more, fields) => {
		const [item] = output(await run(list(await sendMms(sandbox, picture), more)));
		expect(Object.keys(item?.binary ?? {})).toEqual(fields);
	});

	it('and so does Media → Get', async () => {
		const inputs = [itemWith({ data: file('a.png', 'image/png', bytes(10)) })];
		const [stored] = output(await run({ Resource: 'Media', Operation: 'Upload' }, { inputs }));
		const get: Entries = { Resource: 'Media', Operation: 'Get', 'Media ID': String(stored?.json.media_id) };
		const fields = async (more: Entries) => Object.keys(output(await run({ ...get, ...more }))[0]?.binary ?? {});
		expect(await fields({})).toEqual([]);
		expect(await fields({ Download: true })).toEqual(['data']);
		expect(await fields({ Download: true, Options: { 'Put Output File in Field': 'picture' } })).toEqual(['picture']);
	});

	it('leaves out a file that is larger than Max Size (MB)', async () => {
		const [item] = output(await run(list(await sendMms(sandbox, picture), { Download: true, Options: { 'Max Size (MB)': 0.00001 } })));
		expect(item?.binary).toBeUndefined();
		expect(item?.json.download_error).toMatch(/larger than|bytes/);
	});
});

describe('Message → Report Conversion', () => {
	const report = async (entries: Entries) => {
		const [uuid = ''] = await sendMessages(1);
		await run({ Operation: 'Report Conversion', 'Message UUID': uuid, ...entries });
		return asked()[0];
	};

	it.each<[Entries, string]>([
		[{ 'Conversion Status': 'Converted' }, 'CONVERTED'],
		[{ 'Conversion Status': 'Converted with Others' }, 'CONVERTED_WITH_OTHERS'],
		[{ 'Conversion Status': 'Not Converted' }, 'NOT_CONVERTED'],
		[{}, 'CONVERTED'],
	])('tells Plivo %j as %s', async (entries, status) => {
		expect(await report(entries)).toMatchObject({ method: 'POST', path: expect.stringMatching(/^Message\/[\w-]+\/Conversion\/$/), body: { status } });
	});

	it('says when: now, unless Converted At says otherwise', async () => {
		const before = Date.now();
		const { timestamp } = (await report({}))?.body as IDataObject;
		expect(Date.parse(String(timestamp))).toBeGreaterThanOrEqual(before);
		expect((await report({ 'Converted At': '2026-01-31T14:30:00' }))?.body).toMatchObject({ timestamp: '2026-01-31T09:00:00Z' });
	});
});

describe('Media → Upload', () => {
	it.each<[Entries, string[]]>([
		[{}, ['a.png']],
		[{ 'Input Data Field Name': EXAMPLE }, ['a.png']],
		[{ 'Input Data Field Name': 'data, other' }, ['a.png', 'b.png']],
	])('stores the files that %j names', async (entries, names) => {
		const inputs = [itemWith({ data: file('a.png', 'image/png', bytes(10)), other: file('b.png', 'image/png', bytes(11)) })];
		const stored = output(await run({ Resource: 'Media', Operation: 'Upload', ...entries }, { inputs }));
		expect(asked()).toMatchObject([{ method: 'POST', path: 'Media/' }]);
		expect(stored.map(({ json }) => json.file_name)).toEqual(names);
	});
});

describe('the rows above', () => {
	it('enter, choose or pick everything that the operations have that send nothing', () => {
		const fields = panel.description.properties.filter(
			({ name, displayOptions: { show = {} } = {} }) => name !== 'operation' && !show.operation?.some((value) => value === 'send' || value === 'sendAndWait'),
		);
		const elsewhere = ['Include Unapproved', 'Template > From List'];
		expect(everything(fields).filter((path) => !panel.used.has(path) && !elsewhere.includes(path))).toEqual([]);
	});
});
