import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { templates, wabaId } from '../../sandbox/templates.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { nodeTypes } from './package.mts';
import { additionalData, buildWorkflow, failure, NODE_NAME, output, runNode } from './run.mts';
import { against } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

async function run(parameters: IDataObject, items?: IDataObject[]) {
	return await runNode(against(sandbox, { parameters: { resource: 'template', wabaId, ...parameters }, items }));
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('Template → List', () => {
	it('reads all pages, in whatever state, a record for each language', async () => {
		const listed = output(await run({ operation: 'list', returnAll: true }));
		expect(listed.map(({ json }) => json)).toEqual(
			templates.map(({ template_id, name, language, category, status }) => ({ template_id, name, language, category, status })),
		);
		expect(listed.length).toBeGreaterThan(20);
		expect(sandbox.requests.map(({ query }) => query)).toEqual([
			{ limit: '20', offset: '0' },
			{ limit: '20', offset: '20' },
		]);
	});

	it('asks for no more than the limit, and for one name where there is a filter', async () => {
		expect(output(await run({ operation: 'list', limit: 3 }))).toHaveLength(3);
		const listed = output(await run({ operation: 'list', filters: { template_name: ' order_update ' } }));
		expect(listed.map(({ json }) => json.language)).toEqual(['en_US', 'de']);
		expect(sandbox.requests.map(({ query }) => query)).toEqual([
			{ limit: '3', offset: '0' },
			{ template_name: 'order_update', limit: '20', offset: '0' },
		]);
	});

	it('takes the WhatsApp Business Account ID from each item, as text or number, and pairs the records', async () => {
		const items = [{ waba: ` ${wabaId} ` }, { waba: Number(wabaId) }];
		const listed = output(await run({ operation: 'list', limit: 1, wabaId: '={{ $json.waba }}' }, items));
		expect(listed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('Template → Get', () => {
	it.each(positionsOf('template-components'))('reads a template with its components, with template-components=%s', async (form) => {
		sandbox.variants['template-components'] = form;
		const rejected = templates.find(({ status }) => status === 'REJECTED');
		const got = output(await run({ operation: 'get', template: byId(` ${rejected?.template_id} `) }));
		expect(got).toEqual([
			{
				json: expect.objectContaining({
					template_id: rejected?.template_id,
					status: 'REJECTED',
					rejected_reason: rejected?.rejected_reason,
					...(form === 'none' ? {} : { components: rejected?.components }),
				}),
				pairedItem: { item: 0 },
			},
		]);
	});

	it("says in Plivo's words that there is none", async () => {
		expect(failure(await run({ operation: 'get', template: byId('1/../2') }))).toMatchObject({ message: 'Plivo has no such template in this WhatsApp Business Account', httpCode: '404' });
		expect(sandbox.requests[0]?.path).toMatch(/\/1%2F..%2F2\/$/);
	});

	it.each([
		[{ wabaId: '={{ "" }}' }, "'WhatsApp Business Account ID' is empty: its expression gave nothing", /^Check the expression\. Enter it in the node, or once for all nodes in the Plivo Messaging API credential/],
		[{ wabaId: '={{ undefined }}' }, "'WhatsApp Business Account ID' is empty: its expression gave nothing", /The Plivo console shows it under WhatsApp/],
		[{ wabaId: '+1 415' }, "'WhatsApp Business Account ID' is \"+1 415\", which isn't a number", /from the Plivo console, under WhatsApp/],
		[{ template: byId(' ') }, "'Template' is empty", /Pick a template from the list/],
	])('refuses %j before it asks', async (parameters, message, says) => {
		const error = failure(await run({ operation: 'get', template: byId('1'), ...parameters }));
		expect(error.message).toBe(message);
		expect(error.description).toMatch(says);
		expect(sandbox.requests).toEqual([]);
	});
});

describe('the WhatsApp Business Account ID in the credential', () => {
	const [welcome] = templates;
	async function runWith(businessAccountId: string, parameters: IDataObject, items?: IDataObject[]) {
		return await runNode(against(sandbox, { parameters: { resource: 'template', ...parameters }, items }, { businessAccountId }));
	}

	it.each([{}, { wabaId: '' }, { wabaId: ' ' }, { wabaId: '={{ $json.waba }}' }])('is used where the node has none: %j', async (own) => {
		const id = ` ${wabaId} `;
		expect(output(await runWith(id, { operation: 'list', limit: 1, ...own }))).toHaveLength(1);
		const got = output(await runWith(id, { operation: 'get', template: byId(String(welcome?.template_id)), ...own }));
		expect(got).toMatchObject([{ json: { name: welcome?.name } }]);
	});

	it('is not used for an item that has one of its own', async () => {
		const items = [{ waba: wabaId }, {}];
		output(await runWith('1', { operation: 'list', limit: 1, wabaId }));
		const run = await runWith('1', { operation: 'list', limit: 1, wabaId: '={{ $json.waba }}' }, items);
		expect(failure(run).message).toMatch(/^Plivo has no WhatsApp Business Account with this ID/);
		expect(sandbox.requests.map(({ path }) => path.split('/').at(-2))).toEqual([wabaId, wabaId, '1']);
	});

	it.each([
		[' ', "'WhatsApp Business Account ID' is empty", /^Enter it in the node, or once for all nodes in the Plivo Messaging API credential\./],
		['+1 415', '\'WhatsApp Business Account ID\' in the credential is "+1 415", which isn\'t a number', /^Open the Plivo Messaging API credential/],
	])('is refused before it asks: %j', async (inCredential, message, says) => {
		const error = failure(await runWith(inCredential, { operation: 'list' }));
		expect(error.message).toBe(message);
		expect(error.description).toMatch(says);
		expect(sandbox.requests).toEqual([]);
	});
});

describe('picker of Template', () => {
	/** What the editor does when the user opens the list, types into it, or scrolls. */
	async function search(parameters: IDataObject, filter?: string, token?: string, businessAccountId = ''): Promise<INodeListSearchResult> {
		const options = against(sandbox, { parameters: { resource: 'template', operation: 'get', ...parameters } }, { businessAccountId });
		const workflow = await buildWorkflow(options);
		const node = workflow.getNode(NODE_NAME);
		const find = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo').methods?.listSearch?.searchTemplates;
		if (node === null || find === undefined) throw new Error('The node has no such picker');
		const data = { ...additionalData(options), currentNodeParameters: options.parameters as never };
		return await find.call(new LoadOptionsContext(workflow, node, data, 'parameters'), filter, token);
	}

	async function all(parameters: IDataObject): Promise<INodeListSearchResult['results']> {
		const first = await search(parameters);
		if (first.paginationToken === undefined) return first.results;
		const second = await search(parameters, undefined, String(first.paginationToken));
		expect(second.paginationToken).toBeUndefined();
		return [...first.results, ...second.results];
	}

	it('offers the approved ones by name and language, page by page', async () => {
		const approved = templates.filter(({ status }) => status === 'APPROVED');
		expect(approved.length).toBeLessThan(templates.length);
		expect(await all({ wabaId })).toEqual(
			approved.map(({ template_id, name, language }) => ({ name: `${name} (${language})`, value: template_id })),
		);
	});

	it('offers the others with their status when asked to', async () => {
		const entries = await all({ wabaId, includeUnapproved: true });
		expect(entries).toHaveLength(templates.length);
		const names = entries.map(({ name }) => name);
		expect(names).toContain('order_update (de)');
		for (const status of ['PENDING', 'REJECTED', 'PAUSED', 'DISABLED']) {
			const { name, language } = templates.find((template) => template.status === status) ?? {};
			expect(names).toContain(`${name} (${language}) – ${status}`);
		}
	});

	it('finds by a part of the name or language, also beyond the first page', async () => {
		const names = async (filter: string) => (await search({ wabaId }, filter)).results.map(({ name }) => name);
		expect(await names(' ORDER_UP')).toEqual(['order_update (en_US)', 'order_update (de)']);
		expect(await names('(de)')).toEqual(['order_update (de)']);
		const last = templates.at(-1);
		expect(await names(last?.name ?? '')).toEqual([`${last?.name} (${last?.language})`]);
		expect(await names('win_a_car')).toEqual([]);
	});

	it('finds all that a name is part of at once: with a few results the editor does not ask for more', async () => {
		const [sample] = sandbox.templates;
		if (sample === undefined) throw new Error('The sandbox has no templates');
		const named = (count: number, name: string) =>
			Array.from({ length: count }, (_, i) => ({ ...sample, template_id: `${name}${i}`, name: `${name}_${i}` }));
		sandbox.templates.splice(0, Infinity, ...named(1, 'offer'), ...named(150, 'other'), ...named(2, 'offer'));
		const found = await search({ wabaId }, 'offer');
		expect(found.results.map(({ name }) => name)).toEqual(['offer_0 (en_US)', 'offer_0 (en_US)', 'offer_1 (en_US)']);
		expect(found.paginationToken).toBeUndefined();
		expect((await search({ wabaId }, 'other')).results).toHaveLength(39);
	});

	it.each([undefined, '', ' ', '={{ $json.waba }}'])('asks for the WhatsApp Business Account ID where that is %j', async (empty) => {
		await expect(search({ wabaId: empty })).rejects.toMatchObject({
			message: "Enter the 'WhatsApp Business Account ID' first, in this node or in the credential",
			description: expect.stringContaining('Plivo console'),
		});
		expect(sandbox.requests).toEqual([]);
	});

	it.each([undefined, '', ' '])("takes the credential's where that is %j", async (empty) => {
		expect((await search({ wabaId: empty }, 'order_up', undefined, ` ${wabaId}`)).results).toHaveLength(2);
		await expect(search({ wabaId: '1' }, undefined, undefined, wabaId)).rejects.toMatchObject({ httpCode: '404' });
	});

	it("says in Plivo's words why it has nothing to offer", async () => {
		await expect(search({ wabaId: '1' })).rejects.toMatchObject({ message: expect.stringMatching(/^Plivo has no WhatsApp Business Account with this ID\. Check the ID of the WhatsApp Business Account/), httpCode: '404' });
	});
});
