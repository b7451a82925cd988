import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import { bytes, contentOf, openFileStore } from './files.mts';
import { MediaHost } from './mediaHost.mts';
import { nodeTypes } from './package.mts';
import { PlivoStandIn } from './plivoStandIn.mts';
import { additionalData, buildWorkflow, failure, NODE_NAME, output, runNode } from './run.mts';
import { FROM, sendParameters } from './sms.mts';

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';

let plivo: PlivoStandIn;
let host: MediaHost;
beforeAll(async () => {
	await openFileStore();
	plivo = await PlivoStandIn.start();
	host = await MediaHost.start();
});
afterAll(() => {
	plivo.close();
	host.close();
});

const run = async (parameters: IDataObject) => await runNode({ parameters, credentials: plivo.credentials });

describe('files of which one has an odd record', () => {
	const good = (): IDataObject => ({ media_id: 'b', media_url: `${host.url}/b`, content_type: 'image/gif', file_name: 'b.gif', size: 5 });

	it.each<[string, unknown, string | undefined]>([
		['a number as its name', { media_id: 'a', media_url: '/a', file_name: 7 }, undefined],
		['nothing but an address', { media_url: '/a' }, undefined],
		['text as its size', { media_url: '/a', size: '5', content_type: ['image/png'] }, undefined],
		['no address', { media_id: 'a' }, 'The file has no web address'],
		['an address that is none', { media_id: 'a', media_url: { href: 'x' } }, 'The file has no web address'],
		['nothing at all', null, 'The file has no web address'],
		['a text for a record', 'https://example.com', 'The file has no web address'],
	])('%s: the others come along', async (_, odd, downloadError) => {
		const record = odd !== null && typeof odd === 'object' && 'media_url' in odd && odd.media_url === '/a' ? { ...odd, media_url: `${host.url}/a` } : odd;
		host.set([record as IDataObject, good()], (_request, response) => void response.end(bytes(5)));
		const parameters = { resource: 'message', operation: 'listMedia', messageUuid: UUID, download: true };
		const items = output(await runNode({ parameters, credentials: { ...plivo.credentials, baseUrl: host.api } }));
		expect(items).toHaveLength(2);
		expect(items[0]?.json.download_error).toBe(downloadError);
		if (downloadError === undefined) expect(await contentOf(items[0]?.binary?.data)).toEqual(bytes(5));
		expect(await contentOf(items[1]?.binary?.data)).toEqual(bytes(5));
	});
});

describe('a template', () => {
	const template = { template_id: '1', name: 'order_update', language: 'en_US', status: 'APPROVED', category: 'UTILITY' };
	const components = [{ type: 'BODY', text: 'Order {{1}}', example: { body_text: [['A-1']] } }];
	const send = sendParameters({
		messageType: 'whatsapp',
		whatsappType: 'template',
		templateMode: 'account',
		wabaId: '1',
		to: FROM,
		from: '14155550123',
		template: { __rl: true, mode: 'id', value: '1' },
		templateVariables: { mappingMode: 'defineBelow', value: { 'body.1': 'A-2' } },
	});
	const answers = (definition: unknown) =>
		plivo.set(({ method }) => (method === 'POST' ? { api_id: 'a', message: 'queued', message_uuid: [UUID] } : definition));

	it.each<[string, unknown]>([
		['a list', components],
		['JSON text', JSON.stringify(components)],
		['a list of JSON texts', components.map((component) => JSON.stringify(component))],
		['a list with more that takes nothing', [null, ...components, { text: 'Thank you' }]],
	])('whose components are %s is sent with its variables', async (_, odd) => {
		answers({ ...template, components: odd });
		const out = output(await run(send));
		expect(out[0]?.json).toMatchObject({ message_uuid: [UUID] });
		answers({ ...template, components: JSON.stringify(components) });
		const got = output(await run({ resource: 'template', operation: 'get', wabaId: '1', template: send.template }));
		expect(got[0]?.json).toEqual({ ...template, components });
	});

	it.each<[string, IDataObject, string]>([
		['a part has no type', { components: [{ text: 'Order {{1}}' }] }, `'Template' is "order_update", and Plivo's description of its component 1 can't be read`],
		['its components are no list', { components: 7 }, `'Template' is "order_update", and Plivo's description of its components can't be read`],
		['it has no status', { components, status: null }, `'Template' is "order_update", whose status is unknown`],
		['it has no name', { components, name: null }, 'Plivo sent an unexpected response: the template has no name or no language'],
	])('is not sent, in words, where %s', async (_, changes, message) => {
		answers({ ...template, ...changes });
		expect(failure(await run(send)).message).toBe(message);
		expect(plivo.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});
});

describe('a list that repeats itself', () => {
	const repeating = () => ({
		meta: { next: 'x' },
		objects: Array.from({ length: 20 }, (_, i) => ({ message_uuid: `m${i}`, media_id: `m${i}`, template_id: `m${i}`, name: `m${i}`, number: `1415555${1000 + i}`, uuid: `m${i}`, status: 'APPROVED', sms_enabled: true })),
	});

	it.each([
		{ resource: 'message', operation: 'list', returnAll: true },
		{ resource: 'message', operation: 'list', limit: 50 },
		{ resource: 'media', operation: 'list', returnAll: true },
		{ resource: 'template', operation: 'list', returnAll: true, wabaId: '1' },
	])('ends with one error: %j', async (parameters) => {
		plivo.set(repeating);
		const error = failure(await run(parameters));
		expect(error.message).toBe('Plivo sent an unexpected response: its list repeats records instead of continuing');
		expect(error.description).toMatch(/Base URL/);
		expect(plivo.requests.length).toBeLessThan(10);
	});

	it.each(['searchNumbers', 'searchPowerpacks', 'searchTemplates'])('does so in a picker, at the latest when one scrolls: %s', async (method) => {
		plivo.set(repeating);
		const first = await search(method);
		expect(first.results).toHaveLength(20);
		const says = { message: expect.stringMatching(/^Plivo sent an unexpected response: its list repeats records instead of continuing\. Run it again/) };
		await expect(search(method, '', String(first.paginationToken))).rejects.toMatchObject(says);
		await expect(search(method, 'no such name')).rejects.toMatchObject(says);
		expect(plivo.requests.length).toBeLessThan(10);
	});
});

it('130,000 records, more than the engine could take as arguments of a call', async () => {
	plivo.set(() => ({ meta: { next: null }, objects: Array.from({ length: 130_000 }, (_, i) => ({ number: String(14150000000 + i), sms_enabled: true })) }));
	expect((await search('searchNumbers')).results).toHaveLength(130_000);
});

/** What the editor does when the user opens the list, types into it, or scrolls. */
async function search(method: string, filter?: string, token?: string): Promise<INodeListSearchResult> {
	const options = { parameters: { resource: 'template', operation: 'get', wabaId: '1' }, credentials: plivo.credentials };
	const workflow = await buildWorkflow(options);
	const node = workflow.getNode(NODE_NAME);
	const find = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo').methods?.listSearch?.[method];
	if (node === null || find === undefined) throw new Error(`The node has no ${method}`);
	const data = { ...additionalData(options), currentNodeParameters: options.parameters };
	return await find.call(new LoadOptionsContext(workflow, node, data, 'parameters'), filter, token);
}
