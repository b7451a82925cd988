import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, ResourceMapperFields } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { templates, wabaId } from '../../sandbox/templates.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { bytes, file, itemWith, openFileStore } from './files.mts';
import { nodeTypes } from './package.mts';
import { additionalData, buildWorkflow, Execution, failure, NODE_NAME, nodeContext, output, runNode } from './run.mts';
import { acceptedFor, against, itemNamed, recipient, sendMms, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.openConversation(recipient(0));
});

function templateId(name: string): string {
	const found = templates.find((template) => template.name === name);
	if (found === undefined) throw new Error(`The sandbox has no template ${name}`);
	return found.template_id;
}

const whatsapp = (changes: IDataObject) => sendParameters({ messageType: 'whatsapp', to: recipient(0), text: '', ...changes });

function template(name: string, value: IDataObject | null = {}, changes: IDataObject = {}): IDataObject {
	return whatsapp({
		whatsappType: 'template',
		templateMode: 'account',
		wabaId,
		template: { __rl: true, mode: 'id', value: templateId(name) },
		templateVariables: { mappingMode: 'defineBelow', value },
		...changes,
	});
}

/** A file in n8n's store, as the node's own download puts it there. */
async function storedFile() {
	const messageUuid = await sendMms(sandbox, { mediaSource: 'url', mediaUrls: 'https://example.com/a.png' });
	const parameters = { resource: 'message', operation: 'listMedia', messageUuid, download: true };
	const stored = output(await runNode(against(sandbox, { parameters })))[0]?.binary?.data;
	if (stored?.id === undefined) throw new Error('The file is not in the store');
	sandbox.accepted.length = 0;
	return { stored };
}

describe('MMS with files of the item', () => {
	const mms = (changes: IDataObject = {}) =>
		sendParameters({ messageType: 'mms', mediaSource: 'binary', binaryPropertyNames: 'a, b', to: recipient(0), text: 'Look', ...changes });
	const picture = (length: number) => file('picture.png', 'image/png', bytes(length));

	it('uploads them and sends their IDs', async () => {
		const inputs = [itemWith({ a: picture(1000), b: file('menu.pdf', 'application/pdf', bytes(2000)) })];
		const run = await runNode(against(sandbox, { parameters: mms(), inputs }));
		expect(run.data.resultData.error).toBeUndefined();
		const [upload, send] = sandbox.requests.filter(({ method }) => method === 'POST');
		expect(upload?.path).toMatch(/\/Media\/$/);
		expect(send?.body).toMatchObject({ type: 'mms', text: 'Look', media_ids: [expect.any(String), expect.any(String)] });

		const messageUuid = String((output(run)[0]?.json.message_uuid as string[])[0]);
		const listed = await runNode(against(sandbox, { parameters: { resource: 'message', operation: 'listMedia', messageUuid } }));
		expect(output(listed).map(({ json }) => [json.file_name, json.size])).toEqual([
			['picture.png', 1000],
			['menu.pdf', 2000],
		]);
	});

	it('uploads nothing for any item when one lacks its file', async () => {
		const inputs = [itemWith({ a: picture(10), b: picture(11) }), itemWith({ a: picture(10) })];
		const run = await runNode(against(sandbox, { parameters: mms(), inputs }));
		expect(sandbox.requests).toEqual([]);
		expect(failure(run).message).toBe('\'Input Data Field Names\' names "b", but the item has no file there (2nd item, to +14155550120)');
		expect(failure(run).description).toMatch(/^Files of this item are in: a\./);
	});

	it('refuses more than five megabytes together, and two for one', async () => {
		const two = 2 * 1024 * 1024;
		const three = { a: picture(two), b: picture(two), c: picture(two) };
		const together = await runNode(
			against(sandbox, { parameters: mms({ binaryPropertyNames: 'a,b,c' }), inputs: [itemWith(three)] }),
		);
		expect(failure(together).message).toBe("'Input Data Field Names' contains files of 6.0 MB in total, but an MMS can have only 5 MB");
		const one = await runNode(against(sandbox, { parameters: mms(), inputs: [itemWith({ a: picture(two + 1), b: picture(1) })] }));
		expect(failure(one).message).toMatch(/"picture.png" has 2,097,153 bytes, but Plivo accepts up to 2,097,152 \(2 MB\)$/);
		expect(sandbox.requests).toEqual([]);
	});

	it('knows that nothing was sent when the upload fails for good, and sends when the execution is retried', async () => {
		sandbox.faults.add({ path: /\/Media\/$/, fault: { kind: 'status', status: 400, error: 'no room' } });
		const options = against(sandbox, { parameters: mms(), inputs: [itemWith({ a: picture(10), b: picture(11) })] });
		const first = await runNode(options);
		expect(failure(first).message).toBe('no room');
		expect(failure(first).description).not.toMatch(/may have sent/);
		expect(nodeContext(first)).toEqual({});
		await (await Execution.retryOf(first, options)).finish();
		expect(acceptedFor(sandbox, 1)).toEqual([1]);
	});
});

describe('WhatsApp media with a file of the item', () => {
	const media = whatsapp({ whatsappType: 'media', mediaSource: 'binary', binaryPropertyName: 'data', text: 'Menu' });

	it('sends a signed link of n8n', async () => {
		const { stored } = await storedFile();
		const run = await runNode(against(sandbox, { parameters: media, inputs: [itemWith({ data: stored })] }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.accepted[0]?.body).toMatchObject({
			text: 'Menu',
			media_urls: [expect.stringMatching(/^http:\/\/127\.0\.0\.1:5678\/rest\/binary-data\/signed\?token=/)],
		});
	});

	it.each([
		['={{ "" }}', 86_400],
		['={{ null }}', 86_400],
		['1 hour', 3_600],
	])('sends a link that is good for as long as Link Expiry says: %s', async (linkExpiry, seconds) => {
		const { stored } = await storedFile();
		const parameters = { ...media, options: { linkExpiry } };
		const run = await runNode(against(sandbox, { parameters, inputs: [itemWith({ data: stored })] }));
		expect(run.data.resultData.error).toBeUndefined();
		const [url = ''] = sandbox.accepted[0]?.body.media_urls ?? [];
		const [, claims = ''] = (new URL(url).searchParams.get('token') ?? '').split('.');
		const { iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number; exp: number };
		expect(exp - iat).toBe(seconds);
	});

	it.each(['={{ 3600 }}', 'soon'])('takes no other Link Expiry, of which n8n might make milliseconds: %s', async (linkExpiry) => {
		const { stored } = await storedFile();
		const parameters = { ...media, options: { linkExpiry } };
		const run = await runNode(against(sandbox, { parameters, inputs: [itemWith({ data: stored })] }));
		expect(failure(run).message).toMatch(/^'Link Expiry' is "(3600|soon)"/);
		expect(sandbox.accepted).toEqual([]);
	});

	it('says so when Plivo could not reach this n8n', async () => {
		const { stored } = await storedFile();
		const run = await runNode({
			parameters: media,
			inputs: [itemWith({ data: stored })],
			credentials: { ...sandbox.account, baseUrl: 'https://api.plivo.example' },
		});
		expect(failure(run).message).toMatch(/^'Input Data Field Name' would be fetched from "http:\/\/127\.0\.0\.1:5678", which can't be reached/);
	});

	it('says so when n8n keeps files in memory', async () => {
		const data = file('a.png', 'image/png', bytes(10));
		const run = await runNode(against(sandbox, { parameters: media, inputs: [itemWith({ data })] }));
		expect(failure(run).message).toBe("'Input Data Field Name' contains a file that this n8n keeps only in memory, so it has no link");
	});
});

describe.each(positionsOf('template-components'))('templates of the account, with template-components=%s,', (form) => {
	beforeEach(() => {
		sandbox.variants['template-components'] = form;
	});

	// Without components, nobody knows what the template takes; one that lacks its values would reach nobody.
	it('are sent with their values, or not at all', async () => {
		const run = await runNode(against(sandbox, { parameters: template('order_update', { 'body.1': 'Ann', 'body.2': '4711' }) }));
		if (form !== 'none') {
			expect(run.data.resultData.error).toBeUndefined();
			expect(sandbox.accepted[0]?.body.template?.components).toMatchObject([{ type: 'body', parameters: [{ text: 'Ann' }, { text: '4711' }] }]);
			return;
		}
		expect(failure(run)).toMatchObject({
			message: '\'Template\' is "order_update", and Plivo\'s description of its components can\'t be read',
			description: expect.stringMatching(/^Set 'Template From' to JSON, and write the template with all its components\./),
		});
		expect(sandbox.accepted).toEqual([]);
	});
});

describe('templates of the account', () => {
	async function variables(changes: IDataObject, businessAccountId = ''): Promise<ResourceMapperFields> {
		const options = against(sandbox, { parameters: template('order_update', null, changes) }, { businessAccountId });
		const workflow = await buildWorkflow(options);
		const node = workflow.getNode(NODE_NAME);
		const { methods } = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo');
		const load = methods?.resourceMapping?.getTemplateVariables;
		if (node === null || load === undefined) throw new Error('The node has no getTemplateVariables');
		// what the editor sends along: the parameters as they stand in the panel
		const more = { ...additionalData(options), currentNodeParameters: node.parameters };
		return (await load.call(new LoadOptionsContext(workflow, node, more, 'parameters'))) as ResourceMapperFields;
	}
	const picked = (name: string) => ({ template: { __rl: true, mode: 'list', value: templateId(name) } });

	it('draw a field for each variable, in numeric order', async () => {
		const { fields } = await variables(picked('many_values'));
		expect(fields.map(({ id }) => id)).toEqual(Array.from({ length: 11 }, (_, i) => `body.${i + 1}`));
		expect(fields[0]).toMatchObject({ required: true, display: true, type: 'string' });
	});

	it.each(positionsOf('template-components'))('draw their fields, or say that there is no way to, with template-components=%s', async (form) => {
		sandbox.variants['template-components'] = form;
		const { fields, emptyFieldsNotice } = await variables(picked('many_values'));
		expect(fields).toHaveLength(form === 'none' ? 0 : 11);
		expect(emptyFieldsNotice).toBe(form === 'none' ? "Plivo's description of this template can't be read. Set 'Template From' to JSON." : undefined);
	});

	it('offer payloads of quick replies, without asking for them', async () => {
		const { fields } = await variables(picked('survey'));
		expect(fields.filter(({ id }) => id.startsWith('button')).map(({ required, removed }) => [required, removed])).toEqual([
			[false, true],
			[false, true],
		]);
	});

	it.each([
		[picked('welcome'), 'This template has no variables. It is sent as is.'],
		[{ template: { __rl: true, mode: 'list', value: '' } }, 'Pick a template to see its variables.'],
		[{ wabaId: '' }, "Enter the 'WhatsApp Business Account ID', in this node or in the credential, to see the variables."],
		[{ wabaId: '={{ $json.waba }}' }, /chosen by an expression.*Set 'Template From' to Fields/],
	])('draw none and say why: %#', async (changes, notice) => {
		const { fields, emptyFieldsNotice } = await variables(changes as IDataObject);
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toMatch(notice);
	});

	it('need no WhatsApp Business Account ID in the node if the credential has it, in the mapper and at send', async () => {
		expect((await variables({ wabaId: '' }, wabaId)).fields.map(({ id }) => id)).toEqual(['body.1', 'body.2']);
		const parameters = template('order_update', { 'body.1': 'Ann', 'body.2': '4711' }, { wabaId: '' });
		output(await runNode(against(sandbox, { parameters }, { businessAccountId: wabaId })));
		expect(sandbox.accepted[0]?.body.template?.components).toMatchObject([{ type: 'body', parameters: [{ text: 'Ann' }, { text: '4711' }] }]);
		expect(failure(await runNode(against(sandbox, { parameters }))).message).toBe("'WhatsApp Business Account ID' is empty");
	});

	it('are refused where WhatsApp has not approved them, in the mapper and at send', async () => {
		const paused = templates.find(({ status }) => status === 'PAUSED');
		if (paused === undefined) throw new Error('The sandbox has no paused template');
		expect((await variables(picked(paused.name))).emptyFieldsNotice).toBe(
			"WhatsApp doesn't accept this template: its status is PAUSED.",
		);
		const run = await runNode(against(sandbox, { parameters: template(paused.name) }));
		expect(failure(run).message).toBe(`'Template' is "${paused.name}", whose status is PAUSED`);
		expect(sandbox.accepted).toEqual([]);
	});

	it('are refused where they hold what no field fills, in the mapper and at send', async () => {
		const coupon = { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', text: 'Copy offer code' }] };
		const definition = sandbox.templates.find(({ template_id }) => template_id === templateId('welcome'));
		definition?.components.push(coupon as never);
		expect((await variables(picked('welcome'))).emptyFieldsNotice).toBe(
			"This template contains a coupon code, and there are no fields for that. Set 'Template From' to JSON.",
		);
		const run = await runNode(against(sandbox, { parameters: template('welcome') }));
		expect(failure(run).message).toBe('\'Template\' is "welcome", which contains a coupon code, and there are no fields for that');
		expect(sandbox.accepted).toEqual([]);
	});

	it('are read once for all items', async () => {
		const parameters = template('order_update', { 'body.1': '={{ $json.name }}', 'body.2': '4711' });
		const run = await runNode(against(sandbox, { parameters, items: [{ name: 'Ann' }, { name: 'Bob' }, { name: 'Cy' }] }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
		expect(sandbox.accepted).toHaveLength(3);
	});

	it('name the variable that an item has no value for, and nothing is sent', async () => {
		const parameters = template('order_update', { 'body.1': '={{ $json.name }}', 'body.2': '4711' });
		const run = await runNode(against(sandbox, { parameters, items: [{ name: 'Ann' }, {}] }));
		expect(failure(run).message).toMatch(/^'\{\{1\}\}.*' is empty: its expression gave nothing \(2nd item, to [^)]*\)$/);
		expect(sandbox.accepted).toEqual([]);
	});

	it.each([undefined, null])('name it too where the panel has drawn the fields, and the value is %p', async (name) => {
		const { fields } = await variables(picked('order_update'));
		const mapped = { mappingMode: 'defineBelow', value: { 'body.1': '={{ $json.name }}', 'body.2': '4711' }, schema: fields };
		const parameters = template('order_update', null, { templateVariables: mapped as unknown as IDataObject });
		const run = await runNode(against(sandbox, { parameters, items: [{ name }] }));
		expect(failure(run).message).toMatch(/^'\{\{1\}\}.*' is empty: its expression gave nothing$/);
		expect(failure(run).description).toMatch(/^"name" is empty in this item\. The template "order_update" needs a value there\./);
	});

	describe('mapped automatically', () => {
		const mapped = (name: string) => template(name, null, { templateVariables: { mappingMode: 'autoMapInputData', value: null }, to: '={{ $json.to }}' });
		const componentsOf = () => sandbox.accepted.map(({ body }) => (body.template as IDataObject | undefined)?.components);

		it('take the columns of each item by their names', async () => {
			const items = [
				{ to: recipient(0), 1: 'Ann', 'Body 2': 'A-1' },
				{ to: recipient(1), 'body.1': 'Bo', body_2: 42, note: 'x' },
			];
			const run = await runNode(against(sandbox, { parameters: mapped('order_update'), items }));
			expect(run.data.resultData.error).toBeUndefined();
			const texts = (...values: string[]) => [{ type: 'body', parameters: values.map((text) => ({ type: 'text', text })) }];
			expect(componentsOf().sort()).toEqual([texts('Ann', 'A-1'), texts('Bo', '42')].sort());
		});

		it('take the file of a header by URL or by its field', async () => {
			const picture = { data: (await storedFile()).stored };
			sandbox.requests.length = 0;
			const more = { 'body 1': '1Z999', 'button 0 url': '1Z999' };
			const inputs = [
				{ json: { to: recipient(0), 'header media': 'https://example.com/a.png', ...more } },
				{ json: { to: recipient(1), 'header file': 'data', ...more }, binary: picture },
			];
			const run = await runNode(against(sandbox, { parameters: mapped('shipping_photo'), inputs }));
			expect(run.data.resultData.error).toBeUndefined();
			const header = (media: unknown) => expect.arrayContaining([{ type: 'header', parameters: [{ type: 'media', media }] }]);
			expect(componentsOf()).toHaveLength(2);
			expect(componentsOf()).toEqual(
				expect.arrayContaining([header('https://example.com/a.png'), header(expect.stringContaining('/rest/binary-data/signed?token='))]),
			);
		});

		it.each<[string, IDataObject, string, RegExp]>([
			['has no column', { 1: 'Ann', order: 'A-1' }, `has no column named "body 2" ${itemNamed(1)}`, /^Columns of this item: 1, order, to\. /],
			['has an empty one', { 1: 'Ann', 2: '' }, `is empty ${itemNamed(1)}`, /^The template "order_update" needs a value there\./],
		])('send nothing where a variable %s', async (_, columns, failed, remedy) => {
			const items = [{ to: recipient(0), 1: 'Ann', 2: 'A-1' }, { ...columns, to: recipient(1) }];
			const run = await runNode(against(sandbox, { parameters: mapped('order_update'), items }));
			expect(failure(run).message).toBe(`'{{2}}, e.g. A-1001: Hi {{1}}, your order {{2}} is on its way.' ${failed}`);
			expect(failure(run).description).toMatch(remedy);
			expect(sandbox.accepted).toEqual([]);
		});
	});

	it('ask for either of the two ways to the file of a header, and show both', async () => {
		const { fields } = await variables(picked('shipping_photo'));
		expect(fields.slice(0, 3).map(({ id, required, removed }) => [id, required, removed])).toEqual([
			['header.media', false, false],
			['header.file', false, false],
			['body.1', true, false],
		]);
	});

	it('may have lost a variable since the fields were drawn', async () => {
		const { fields } = await variables(picked('order_update'));
		const mapped = { mappingMode: 'defineBelow', value: { 'body.1': 'Ann', 'body.2': '={{ $json.order }}' }, schema: fields };
		const definition = sandbox.templates.find(({ template_id }) => template_id === templateId('order_update'));
		definition?.components.splice(0, 1, { type: 'BODY', text: 'Hi {{1}}, your order is on its way.' });
		const parameters = template('order_update', null, { templateVariables: mapped as unknown as IDataObject });
		const run = await runNode(against(sandbox, { parameters, items: [{}] }));
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.accepted).toHaveLength(1);
	});

	it('say in Plivo\'s words that the account has none of that ID', async () => {
		const run = await runNode(against(sandbox, { parameters: template('welcome', {}, { template: { __rl: true, mode: 'id', value: '1' } }) }));
		expect(failure(run)).toMatchObject({ httpCode: '404' });
	});
});

describe('a free-form message outside the 24 hours', () => {
	it('is taken by Plivo and fails with its code', async () => {
		const run = await runNode(against(sandbox, { parameters: whatsapp({ whatsappType: 'text', text: 'Hi', to: recipient(3) }) }));
		const messageUuid = String((output(run)[0]?.json.message_uuid as string[])[0]);
		let record: IDataObject = {};
		await until(async () => {
			const got = await runNode(against(sandbox, { parameters: { resource: 'message', operation: 'get', messageUuid } }));
			record = output(got)[0]?.json ?? {};
			return record.status !== 'queued';
		});
		expect(record).toMatchObject({ status: 'failed', error_code: '340', error_meaning: expect.stringMatching(/template|conversation/), error_remedy: expect.any(String) });
	});
});

describe('the option Fix Line Breaks', () => {
	const text = 'two\nlines';
	const components = [
		{ type: 'body', parameters: [{ type: 'text', text }, { type: 'text', text: 'A-1' }] },
	];
	const modes: Array<[string, IDataObject]> = [
		['Account', template('order_update', { 'body.1': text, 'body.2': 'A-1' })],
		[
			'Fields',
			whatsapp({
				...{ whatsappType: 'template', templateMode: 'fields', templateName: 'order_update', templateLanguage: 'en_US' },
				templateBody: { parameters: [{ type: 'text', text }, { type: 'text', text: 'A-1' }] },
			}),
		],
		[
			'JSON',
			whatsapp({
				...{ whatsappType: 'template', templateMode: 'json' },
				templateJson: JSON.stringify({ name: 'order_update', language: 'en_US', components }),
			}),
		],
	];

	it.each(modes)('makes what WhatsApp takes of a variable, and nothing is sent without it: %s', async (_mode, parameters) => {
		const refused = await runNode(against(sandbox, { parameters }));
		expect(failure(refused).message).toMatch(/^'.*' contains a line break; WhatsApp doesn't allow that in a template's variable/);
		expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);

		const run = await runNode(against(sandbox, { parameters: { ...parameters, options: { fixLineBreaks: true } } }));
		expect(run.data.resultData.error).toBeUndefined();
		const [send] = sandbox.requests.filter(({ method }) => method === 'POST');
		expect(send?.body).toMatchObject({ template: { components: [{ parameters: [{ text: 'two lines' }, { text: 'A-1' }] }] } });
	});
});
