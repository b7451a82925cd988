import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { templates, wabaId } from '../../sandbox/templates.mts';
import { sdk } from '../sandbox/support.mts';
import { output, runNode } from './run.mts';
import { against, FROM, recipient, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.openConversation(recipient(0));
});

const PICTURE = 'https://example.com/picture.jpg';

/** Reply buttons as the READMEs of Plivo's SDKs write them. */
const BUTTONS = { type: 'button', body: { text: 'B' }, action: { buttons: [{ id: 'y', title: 'Yes' }, { id: 'n', title: 'No' }] } };

function templateId(name: string): string {
	const found = templates.find((template) => template.name === name && template.language === 'en_US');
	if (found === undefined) throw new Error(`The sandbox has no template ${name}`);
	return found.template_id;
}

function account(name: string, value: IDataObject = {}): IDataObject {
	return {
		whatsappType: 'template',
		templateMode: 'account',
		wabaId,
		template: { __rl: true, mode: 'list', value: templateId(name) },
		templateVariables: { mappingMode: 'defineBelow', value },
	};
}

const text = (value: string) => ({ type: 'text', text: value });

/** Every kind of content, as a user fills in the fields, and as Plivo's SDK is told the same. */
const kinds: Array<{ kind: string; node: IDataObject; sdk: { text?: string } & Record<string, unknown> }> = [
	{
		kind: 'MMS by URL',
		node: { messageType: 'mms', text: 'Look', mediaSource: 'url', mediaUrls: `${PICTURE}\nhttps://example.com/b.png` },
		sdk: { type: 'mms', text: 'Look', media_urls: [PICTURE, 'https://example.com/b.png'] },
	},
	{
		kind: 'WhatsApp text',
		node: { whatsappType: 'text', text: 'Hello' },
		sdk: { text: 'Hello' },
	},
	{
		kind: 'WhatsApp media with a caption',
		node: { whatsappType: 'media', mediaSource: 'url', mediaUrl: PICTURE, text: 'Our menu' },
		sdk: { text: 'Our menu', media_urls: [PICTURE] },
	},
	{
		kind: 'location',
		node: { whatsappType: 'location', latitude: 37.483307, longitude: '122.148981', locationName: 'Shop', locationAddress: 'Street 1' },
		sdk: { location: { latitude: '37.483307', longitude: '122.148981', name: 'Shop', address: 'Street 1' } },
	},
	{
		kind: 'reply buttons',
		node: {
			whatsappType: 'interactive',
			interactiveType: 'reply',
			headerType: 'media',
			headerMedia: PICTURE,
			bodyText: 'Does Monday suit you?',
			footerText: 'Thank you',
			replyButtons: { buttons: [{ title: 'Yes', id: 'yes' }, { title: 'No', id: '' }] },
		},
		sdk: {
			interactive: {
				type: 'reply',
				header: { type: 'media', media: PICTURE },
				body: { text: 'Does Monday suit you?' },
				footer: { text: 'Thank you' },
				action: { buttons: [{ title: 'Yes', id: 'yes' }, { title: 'No', id: 'No' }] },
			},
		},
	},
	{
		kind: 'list',
		node: {
			whatsappType: 'interactive',
			interactiveType: 'list',
			headerType: 'text',
			headerText: 'Menu',
			bodyText: 'What would you like?',
			listButtonTitle: 'Choose',
			listSections: {
				sections: [
					{ title: 'Pizza', rows: { row: [{ id: 'p1', title: 'Margherita', description: 'Tomato, cheese' }] } },
					{ title: 'Pasta', rows: { row: [{ id: 'n1', title: 'Napoli', description: '' }] } },
				],
			},
		},
		sdk: {
			interactive: {
				type: 'list',
				header: { type: 'text', text: 'Menu' },
				body: { text: 'What would you like?' },
				action: {
					buttons: [{ title: 'Choose' }],
					sections: [
						{ title: 'Pizza', rows: [{ id: 'p1', title: 'Margherita', description: 'Tomato, cheese' }] },
						{ title: 'Pasta', rows: [{ id: 'n1', title: 'Napoli' }] },
					],
				},
			},
		},
	},
	{
		kind: 'list with rows from an array',
		node: {
			whatsappType: 'interactive',
			interactiveType: 'list',
			bodyText: 'What would you like?',
			listButtonTitle: 'Choose',
			listRowsFrom: 'array',
			listRows: "={{ [{ title: 'Margherita', id: 1, section: 'Pizza' }, { json: { Title: 'Napoli', Section: 'Pasta' } }] }}",
		},
		sdk: {
			interactive: {
				type: 'list',
				body: { text: 'What would you like?' },
				action: {
					buttons: [{ title: 'Choose' }],
					sections: [
						{ title: 'Pizza', rows: [{ id: '1', title: 'Margherita' }] },
						{ title: 'Pasta', rows: [{ id: 'Napoli', title: 'Napoli' }] },
					],
				},
			},
		},
	},
	{
		kind: 'interactive JSON',
		node: { whatsappType: 'interactive', interactiveMode: 'json', interactiveJson: JSON.stringify(BUTTONS) },
		sdk: { interactive: BUTTONS },
	},
	{
		kind: 'interactive JSON that an expression yields',
		// Laid out, because two closing braces would end the expression.
		node: { whatsappType: 'interactive', interactiveMode: 'json', interactiveJson: `={{ ${JSON.stringify(BUTTONS, null, 1)} }}` },
		sdk: { interactive: BUTTONS },
	},
	{
		kind: 'call to action',
		node: { whatsappType: 'interactive', interactiveType: 'cta_url', bodyText: 'See it', ctaTitle: 'Open', ctaUrl: 'https://example.com/shop' },
		sdk: {
			interactive: { type: 'cta_url', body: { text: 'See it' }, action: { buttons: [{ title: 'Open', cta_url: 'https://example.com/shop' }] } },
		},
	},
	{
		kind: 'template of the account: without variables',
		node: account('welcome'),
		sdk: { template: { name: 'welcome', language: 'en_US' } },
	},
	{
		kind: 'template of the account: body',
		node: account('order_update', { 'body.1': 'Ann', 'body.2': 4711 }),
		sdk: {
			template: { name: 'order_update', language: 'en_US', components: [{ type: 'body', parameters: [text('Ann'), text('4711')] }] },
		},
	},
	{
		kind: 'template of the account: header media, body and URL button',
		node: account('shipping_photo', { 'header.media': PICTURE, 'body.1': 'Ann', 'button.0.url': 'abc' }),
		sdk: {
			template: {
				name: 'shipping_photo',
				language: 'en_US',
				components: [
					{ type: 'header', parameters: [{ type: 'media', media: PICTURE }] },
					{ type: 'body', parameters: [text('Ann')] },
					{ type: 'button', sub_type: 'url', index: '0', parameters: [text('abc')] },
				],
			},
		},
	},
	{
		kind: 'template of the account: named variables',
		node: account('named_order', { 'body.customer_name': 'Ann', 'body.order_id': '4711' }),
		sdk: {
			template: {
				name: 'named_order',
				language: 'en_US',
				components: [
					{
						type: 'body',
						parameters: [
							{ ...text('Ann'), parameter_name: 'customer_name' },
							{ ...text('4711'), parameter_name: 'order_id' },
						],
					},
				],
			},
		},
	},
	{
		kind: 'template of the account: one-time code',
		node: account('login_code', { code: '123456' }),
		sdk: {
			template: {
				name: 'login_code',
				language: 'en_US',
				components: [
					{ type: 'body', parameters: [text('123456')] },
					{ type: 'button', sub_type: 'url', index: '0', parameters: [text('123456')] },
				],
			},
		},
	},
	{
		kind: 'template of the account: quick replies',
		node: account('survey', { 'body.1': 'Ann', 'button.0.payload': 'GOOD', 'button.1.payload': 'BAD' }),
		sdk: {
			template: {
				name: 'survey',
				language: 'en_US',
				components: [
					{ type: 'body', parameters: [text('Ann')] },
					{ type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'GOOD' }] },
					{ type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'BAD' }] },
				],
			},
		},
	},
	{
		kind: 'template by fields',
		node: {
			whatsappType: 'template',
			templateMode: 'fields',
			templateName: 'order_update',
			templateLanguage: 'en_US',
			templateBody: { parameters: [{ type: 'text', text: 'Ann' }, { type: 'text', text: '4711' }] },
		},
		sdk: {
			template: { name: 'order_update', language: 'en_US', components: [{ type: 'body', parameters: [text('Ann'), text('4711')] }] },
		},
	},
	{
		kind: 'template as JSON',
		node: { whatsappType: 'template', templateMode: 'json', templateJson: '{"name":"welcome","language":"en_US"}' },
		sdk: { template: { name: 'welcome', language: 'en_US' } },
	},
];

describe('the body of a send request equals that of the official SDK', () => {
	it.each(kinds)('for $kind', async ({ node, sdk: { text: words, ...options } }) => {
		const parameters = sendParameters({ text: '', messageType: 'whatsapp', to: recipient(0), ...node });
		const run = await runNode(against(sandbox, { parameters }));
		expect(run.data.resultData.error).toBeUndefined();
		const ours = sandbox.accepted[0]?.body;

		await sdk(sandbox).messages.create(FROM, recipient(0), words as string, { type: 'whatsapp', ...options });
		const theirs = sandbox.accepted[1]?.body;
		expect(ours).toEqual(theirs);
		expect(ours).toMatchObject(options);
	});
});

describe('Validate Only shows the body that is sent without it', () => {
	it.each(kinds)('for $kind', async ({ node }) => {
		const parameters = sendParameters({ text: '', messageType: 'whatsapp', to: recipient(0), ...node });
		const [checked] = output(await runNode(against(sandbox, { parameters: { ...parameters, options: { validateOnly: true } } })));
		expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);

		await runNode(against(sandbox, { parameters }));
		expect(checked?.json.request).toEqual(sandbox.accepted[0]?.body);
	});
});
