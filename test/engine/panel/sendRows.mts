import type { IDataObject } from 'n8n-workflow';

import { EXAMPLE, UNTOUCHED, type Entries } from './panel.mts';

/** What a person enters in the panel by its labels, and what leaves for Plivo then: the whole body, but for sender and recipient. */
export interface SendRow {
	what: string;
	enter: Entries;
	leaves: IDataObject;
}

export const FROM_EXAMPLE = { From: { 'Typed In': EXAMPLE } };
export const SMS: Entries = { 'Message Type': 'SMS', 'Send From': 'Number or Sender ID', ...FROM_EXAMPLE, To: EXAMPLE };
const MMS: Entries = { ...SMS, 'Message Type': 'MMS' };
const WHATSAPP: Entries = { 'Message Type': 'WhatsApp', ...FROM_EXAMPLE, To: EXAMPLE };
const whatsapp = (type: string): Entries => ({ ...WHATSAPP, 'WhatsApp Message': type });
export const SMS_TEXT: Entries = { ...SMS, Text: EXAMPLE };

/** As the examples of the placeholders read without what Plivo does not want. */
const SRC = { src: '14155550100', dst: '14155550123' };
const SMS_BODY = { ...SRC, type: 'sms', text: 'Your order has been shipped' };
const MMS_BODY = { ...SRC, type: 'mms' };
const WHATSAPP_BODY = { ...SRC, type: 'whatsapp' };
const PICTURE = 'https://example.com/picture.jpg';
const SIGNED_LINK = expect.stringContaining('/rest/binary-data/signed?token=') as never;

const interactive = (action: IDataObject, more: IDataObject = {}) => ({
	...WHATSAPP_BODY,
	interactive: { ...more, body: { text: 'Does Monday at 10:00 suit you?' }, action },
});

const template = (...components: IDataObject[]) => ({
	...WHATSAPP_BODY,
	template: { name: 'order_shipped', language: 'en_US', ...(components.length > 0 && { components }) },
});
const byFields: Entries = { ...whatsapp('Template'), 'Template From': 'Fields', 'Template Name': EXAMPLE, 'Template Language': UNTOUCHED };
const header = (entry: Entries): Entries => ({ ...byFields, 'Header Variable': entry });
const body = (...entries: Entries[]): Entries => ({ ...byFields, 'Body Variables': entries });
const bodyOf = (...parameters: IDataObject[]) => template({ type: 'body', parameters });

/** Each kind of content, for Send and for a delivery that Send and Wait waits for. */
export const CONTENT: SendRow[] = [
	{ what: 'SMS', enter: SMS_TEXT, leaves: SMS_BODY },
	{
		what: 'SMS of a Powerpack',
		enter: { 'Message Type': 'SMS', 'Send From': 'Powerpack', Powerpack: { 'By UUID': EXAMPLE }, To: EXAMPLE, Text: EXAMPLE },
		leaves: { powerpack_uuid: '5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46', dst: SRC.dst, type: 'sms', text: SMS_BODY.text },
	},
	{
		what: 'MMS by URL, with a text',
		enter: { ...MMS, Text: EXAMPLE, 'Media Source': 'URLs', 'Media URLs': EXAMPLE },
		leaves: { ...MMS_BODY, text: 'Here is your new menu', media_urls: [PICTURE] },
	},
	{
		what: 'MMS by media IDs',
		enter: { ...MMS, 'Media Source': 'Media IDs', 'Media IDs': EXAMPLE },
		leaves: { ...MMS_BODY, media_ids: ['801c2056-33ab-499c-80ef-58b574a462a2'] },
	},
	{
		what: 'MMS with files of the item',
		enter: { ...MMS, 'Media Source': 'Files of the Item', 'Input Data Field Names': EXAMPLE },
		leaves: { ...MMS_BODY, media_ids: [expect.any(String), expect.any(String)] as never },
	},
	{ what: 'WhatsApp text', enter: { ...whatsapp('Text'), Text: EXAMPLE }, leaves: { ...WHATSAPP_BODY, text: 'Your table is ready' } },
	{
		what: 'WhatsApp text, with nothing instead of it',
		enter: { ...whatsapp('Text'), Text: EXAMPLE, 'If Outside the 24 Hours': UNTOUCHED },
		leaves: { ...WHATSAPP_BODY, text: 'Your table is ready' },
	},
	{
		what: 'WhatsApp text to a person outside the 24 hours, sent anyway',
		enter: { ...whatsapp('Text'), Text: EXAMPLE, 'If Outside the 24 Hours': 'Send Anyway' },
		leaves: { ...WHATSAPP_BODY, text: 'Your table is ready' },
	},
	{
		what: 'WhatsApp text to a person outside the 24 hours, with a template instead',
		enter: {
			...whatsapp('Text'),
			Text: EXAMPLE,
			'If Outside the 24 Hours': 'Send Template Instead',
			'Template From': 'Fields',
			'Template Name': EXAMPLE,
			'Template Language': UNTOUCHED,
		},
		leaves: { ...WHATSAPP_BODY, template: { name: 'order_shipped', language: 'en_US' } },
	},
	{
		what: 'WhatsApp media by URL, with a caption',
		enter: { ...whatsapp('Media'), 'Media Source': 'URL', 'Media URL': EXAMPLE, Caption: EXAMPLE },
		leaves: { ...WHATSAPP_BODY, media_urls: [PICTURE], text: 'Our new menu' },
	},
	{
		what: 'WhatsApp media of the item, with a caption',
		enter: { ...whatsapp('Media'), 'Media Source': 'File of the Item', 'Input Data Field Name': UNTOUCHED, Caption: EXAMPLE },
		leaves: { ...WHATSAPP_BODY, media_urls: [SIGNED_LINK], text: 'Our new menu' },
	},
	{
		what: 'location',
		enter: { ...whatsapp('Location'), Latitude: EXAMPLE, Longitude: EXAMPLE, 'Place Name': EXAMPLE, Address: EXAMPLE },
		leaves: {
			...WHATSAPP_BODY,
			location: { latitude: '37.483307', longitude: '-122.148981', name: 'Our Shop', address: '1 Hacker Way, Menlo Park, CA 94025' },
		},
	},
	{
		what: 'reply buttons, with the title as ID where there is none',
		enter: {
			...whatsapp('Interactive'),
			'Interactive Type': 'Reply Buttons',
			Header: 'Media',
			'Header Media Source': 'URL',
			'Header Media URL': EXAMPLE,
			Body: EXAMPLE,
			Footer: EXAMPLE,
			'Reply Buttons': [{ Title: EXAMPLE, ID: EXAMPLE }, { Title: 'No' }, { Title: 'Later', ID: '' }],
		},
		leaves: interactive(
			{ buttons: [{ title: 'Yes, please', id: 'yes' }, { title: 'No', id: 'No' }, { title: 'Later', id: 'Later' }] },
			{ type: 'reply', header: { type: 'media', media: PICTURE }, footer: { text: 'You can change it until Sunday' } },
		),
	},
	{
		what: 'reply buttons with a file of the item as their header',
		enter: {
			...{ ...whatsapp('Interactive'), 'Interactive Type': 'Reply Buttons', Header: 'Media', 'Header Media Source': 'File of the Item' },
			...{ 'Input Data Field Name': UNTOUCHED, Body: EXAMPLE, 'Reply Buttons': [{ Title: EXAMPLE }] },
		},
		leaves: interactive({ buttons: [{ title: 'Yes, please', id: 'Yes, please' }] }, { type: 'reply', header: { type: 'media', media: SIGNED_LINK } }),
	},
	{
		what: 'reply buttons with a header of text',
		enter: { ...whatsapp('Interactive'), 'Interactive Type': 'Reply Buttons', Header: 'Text', 'Header Text': EXAMPLE, Body: EXAMPLE, 'Reply Buttons': [{ Title: EXAMPLE }] },
		leaves: interactive({ buttons: [{ title: 'Yes, please', id: 'Yes, please' }] }, { type: 'reply', header: { type: 'text', text: 'Your appointment' } }),
	},
	{
		what: 'a list',
		enter: {
			...whatsapp('Interactive'),
			'Interactive Type': 'List',
			Header: 'None',
			Body: EXAMPLE,
			'List Button Title': EXAMPLE,
			'Rows From': 'Fields',
			Sections: [{ Title: EXAMPLE, Rows: [{ Title: EXAMPLE, Description: EXAMPLE, ID: EXAMPLE }, { Title: 'Other' }] }],
		},
		leaves: interactive(
			{
				buttons: [{ title: 'Choose a time' }],
				sections: [
					{
						title: 'This week',
						rows: [
							{ id: 'mon-10', title: 'Monday at 10:00', description: 'With Dr. Jones, 30 minutes' },
							{ id: 'Other', title: 'Other' },
						],
					},
				],
			},
			{ type: 'list' },
		),
	},
	{
		what: 'a list with rows from an array',
		enter: {
			...whatsapp('Interactive'),
			'Interactive From': 'Fields',
			'Interactive Type': 'List',
			Body: EXAMPLE,
			'List Button Title': EXAMPLE,
			'Rows From': 'Items of an Array',
			Rows: '[{ "title": "Mon", "id": 1 }]',
		},
		leaves: interactive({ buttons: [{ title: 'Choose a time' }], sections: [{ rows: [{ id: '1', title: 'Mon' }] }] }, { type: 'list' }),
	},
	{
		what: 'an interactive message as JSON',
		enter: {
			...whatsapp('Interactive'),
			'Interactive From': 'JSON',
			'Interactive JSON': '{"type":"button","body":{"text":"B"},"action":{"buttons":[{"id":"y","title":"Yes"}]}}',
		},
		leaves: { ...WHATSAPP_BODY, interactive: { type: 'button', body: { text: 'B' }, action: { buttons: [{ id: 'y', title: 'Yes' }] } } },
	},
	{
		what: 'a button that opens a web page',
		enter: { ...whatsapp('Interactive'), 'Interactive Type': 'Call to Action URL', Header: 'Text', 'Header Text': EXAMPLE, Body: EXAMPLE, 'Button Title': EXAMPLE, 'Button URL': EXAMPLE },
		leaves: interactive(
			{ buttons: [{ title: 'Track order', cta_url: 'https://example.com/orders/4711' }] },
			{ type: 'cta_url', header: { type: 'text', text: 'Your appointment' } },
		),
	},
	{ what: 'a template by name', enter: byFields, leaves: template() },
	{ what: 'a template in another language', enter: { ...byFields, 'Template Language': 'es' }, leaves: { ...WHATSAPP_BODY, template: { name: 'order_shipped', language: 'es' } } },
	{
		what: 'a header of text',
		enter: header({ Type: 'Text', Text: EXAMPLE, 'Variable Name': EXAMPLE }),
		leaves: template({ type: 'header', parameters: [{ type: 'text', parameter_name: 'first_name', text: 'Order 4711' }] }),
	},
	{
		what: 'a header of media',
		enter: header({ Type: 'Media', 'Media Source': 'URL', 'Media URL': EXAMPLE }),
		leaves: template({ type: 'header', parameters: [{ type: 'media', media: PICTURE }] }),
	},
	{
		what: 'a header with a file of the item',
		enter: header({ Type: 'Media', 'Media Source': 'File of the Item', 'Input Data Field Name': UNTOUCHED }),
		leaves: template({ type: 'header', parameters: [{ type: 'media', media: SIGNED_LINK }] }),
	},
	{
		what: 'a header with a location',
		enter: header({ Type: 'Location', Latitude: EXAMPLE, Longitude: EXAMPLE, 'Place Name': EXAMPLE, Address: EXAMPLE }),
		leaves: template({
			type: 'header',
			parameters: [
				{
					type: 'location',
					location: { latitude: '37.483307', longitude: '-122.148981', name: 'Our Shop', address: '1 Hacker Way, Menlo Park, CA 94025' },
				},
			],
		}),
	},
	{
		what: 'variables of the body, with names',
		enter: body({ Type: 'Text', Text: EXAMPLE, 'Variable Name': EXAMPLE }),
		leaves: bodyOf({ type: 'text', parameter_name: 'first_name', text: 'Ada' }),
	},
	{
		what: 'an amount and a date',
		enter: body({ Type: 'Currency', Amount: EXAMPLE, 'Currency Code': EXAMPLE, 'Shown As': EXAMPLE }, { Type: 'Date and Time', 'Date and Time': EXAMPLE }),
		leaves: bodyOf(
			{ type: 'currency', currency: { fallback_value: '$100.99', currency_code: 'USD', amount_1000: 100_990 } },
			{ type: 'date_time', date_time: { fallback_value: 'February 25, 2027' } },
		),
	},
	{
		what: 'a one-time code, which fills the first button too',
		enter: body({ Type: 'One-Time Code', Code: EXAMPLE }),
		leaves: template(
			{ type: 'body', parameters: [{ type: 'text', text: '123456' }] },
			{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '123456' }] },
		),
	},
	{
		what: 'buttons of a template',
		enter: { ...byFields, 'Button Variables': [{ Index: UNTOUCHED, Type: 'URL', 'URL Suffix': EXAMPLE }, { Index: 1, Type: 'Quick Reply', Payload: EXAMPLE }] },
		leaves: template(
			{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'orders/4711' }] },
			{ type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'confirm-4711' }] },
		),
	},
	{
		what: 'a template as JSON',
		enter: { ...whatsapp('Template'), 'Template From': 'JSON', 'Template JSON': '{"name":"welcome","language":"de"}' },
		leaves: { ...WHATSAPP_BODY, template: { name: 'welcome', language: 'de' } },
	},
];

const log = (label: string, leaves: string): SendRow => ({ what: `Keep in Logs: ${label}`, enter: { ...SMS_TEXT, 'Additional Fields': { 'Keep in Logs': label } }, leaves: { ...SMS_BODY, log: leaves } });
const category = (label: string, leaves: string): SendRow => ({
	what: `DLT Template Category: ${label}`,
	enter: { ...SMS_TEXT, 'Additional Fields': { 'To India: DLT Template Category': label } },
	leaves: { ...SMS_BODY, dlt_template_category: leaves },
});

/** What may be said with any message. */
export const ADDITIONAL: SendRow[] = [
	log('Content and Number', 'true'),
	log('Content Only', 'content_only'),
	log('Number Only', 'number_only'),
	log('Neither', 'false'),
	category('Promotional', 'promotional'),
	category('Service Explicit', 'service_explicit'),
	category('Service Implicit', 'service_implicit'),
	category('Transactional', 'transactional'),
	{
		what: 'DLT Entity ID, DLT Template ID, Message Expiry, Report Conversion Later',
		enter: { ...SMS_TEXT, 'Additional Fields': { 'To India: DLT Entity ID': '1', 'To India: DLT Template ID': '2', 'Message Expiry': 60, 'Report Conversion Later': true } },
		leaves: { ...SMS_BODY, dlt_entity_id: '1', dlt_template_id: '2', message_expiry: 60, trackable: true },
	},
	{ what: 'Reference, which Plivo is told nothing of without a callback', enter: { ...SMS_TEXT, 'Additional Fields': { Reference: EXAMPLE } }, leaves: SMS_BODY },
	{
		what: 'additional fields as they are when they are added',
		enter: { ...SMS_TEXT, 'Additional Fields': { 'Keep in Logs': UNTOUCHED, 'To India: DLT Template Category': UNTOUCHED, 'Message Expiry': UNTOUCHED, 'Report Conversion Later': UNTOUCHED } },
		leaves: { ...SMS_BODY, log: 'true', dlt_template_category: 'transactional', message_expiry: 3600, trackable: false },
	},
	{
		what: 'Smart Encoding',
		enter: { ...SMS, Text: 'It’s “ready”', Options: { 'Smart Encoding': true } },
		leaves: { ...SMS_BODY, text: 'It\'s "ready"' },
	},
	{ what: 'Smart Encoding as it is when it is added', enter: { ...SMS, Text: 'It’s', Options: { 'Smart Encoding': UNTOUCHED } }, leaves: { ...SMS_BODY, text: 'It’s' } },
	{
		what: 'Default Country',
		enter: { ...SMS_TEXT, To: '07700 900123', Options: { 'Default Country': 'United Kingdom (+44)' } },
		leaves: { ...SMS_BODY, dst: '447700900123' },
	},
	{
		what: 'Default Country as it is when it is added',
		enter: { ...SMS_TEXT, To: '(415) 555-0123', Options: { 'Default Country': UNTOUCHED } },
		leaves: SMS_BODY,
	},
	{
		what: 'Fix Line Breaks',
		enter: { ...body({ Text: 'A\nB' }), Options: { 'Fix Line Breaks': true } },
		leaves: bodyOf({ type: 'text', text: 'A B' }),
	},
];

/** Send alone has these: Send and Wait has a callback of its own. */
export const CALLBACK: SendRow[] = [
	...['GET', 'POST'].map((method) => ({
		what: `Status Callback Method: ${method}`,
		enter: { ...SMS_TEXT, 'Additional Fields': { 'Status Callback URL': EXAMPLE, 'Status Callback Method': method } },
		leaves: { ...SMS_BODY, url: 'https://example.com/status', method },
	})),
	{
		what: 'Reference',
		enter: { ...SMS_TEXT, 'Additional Fields': { 'Status Callback URL': EXAMPLE, Reference: EXAMPLE } },
		leaves: { ...SMS_BODY, url: 'https://example.com/status?reference=order%201042' },
	},
	{
		what: 'Status Callback Method as it is when it is added',
		enter: { ...SMS_TEXT, 'Additional Fields': { 'Status Callback URL': EXAMPLE, 'Status Callback Method': UNTOUCHED } },
		leaves: { ...SMS_BODY, url: 'https://example.com/status', method: 'POST' },
	},
];
