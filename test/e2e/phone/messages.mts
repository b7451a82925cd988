import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { sendOne, sendWhatsApp, upload } from '../../sandbox/support.mts';
import type { Sandbox } from '../../../sandbox/server.mts';

/** A picture of 2 by 2. */
export const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGNgWM8ARAwQCgASxgMhbPRwwwAAAABJRU5ErkJggg==',
	'base64',
);

/** Answers, with ids that differ from the titles. */
export const replyButtons = {
	type: 'reply',
	header: { type: 'text', text: 'Tonight, 7 pm' },
	body: { text: 'Will you come?' },
	footer: { text: 'Harbour Kitchen' },
	action: { buttons: [{ id: 'id-yes', title: 'Yes' }, { id: 'id-no', title: 'No' }] },
};

export const listOfRows = {
	type: 'list',
	header: { type: 'text', text: 'Menu' },
	body: { text: 'What would you like to know?' },
	footer: { text: 'Open until 10 pm' },
	action: {
		buttons: [{ title: 'Choose' }],
		sections: [
			{ title: 'Your booking', rows: [{ id: 'row-time', title: 'Change the time', description: 'Up to two hours before' }] },
			{ title: 'Our place', rows: [{ id: 'row-hours', title: 'Opening hours' }] },
		],
	},
};

const text = (value: string) => ({ type: 'text', text: value });

/** WhatsApp messages, one of each kind. */
export const whatsappKinds: Array<Record<string, unknown>> = [
	{ text: '*Done.* See https://example.com/booking?id=7.' },
	{ media_urls: ['https://example.com/files/invoice.pdf'], text: 'Your invoice' },
	{ location: { latitude: '37.7749', longitude: '-122.4194', name: 'Harbour Kitchen', address: '1 Ferry Building' } },
	{ interactive: { type: 'cta_url', body: { text: 'See the menu.' }, action: { buttons: [{ title: 'Open the menu', cta_url: 'https://example.com/menu' }] } } },
	{ interactive: listOfRows },
	{
		template: {
			name: 'shipping_photo',
			language: 'en_US',
			components: [
				{ type: 'header', parameters: [{ type: 'media', media: 'https://example.com/parcel.jpg' }] },
				{ type: 'body', parameters: [text('1Z999')] },
				{ type: 'button', sub_type: 'url', index: '0', parameters: [text('1Z999')] },
			],
		},
	},
	{
		template: {
			name: 'login_code',
			language: 'en_US',
			components: [{ type: 'body', parameters: [text('482913')] }, { type: 'button', sub_type: 'url', index: '0', parameters: [text('482913')] }],
		},
	},
	{ template: { name: 'survey', language: 'en_US', components: [{ type: 'body', parameters: [text('Ann')] }] } },
	{ interactive: replyButtons },
];

/** Sends one of each kind to the phone. The customer has written before, so all of them arrive. */
export async function sendAllKinds(sandbox: Sandbox): Promise<void> {
	await sendOne(sandbox, { dst: PHONE, text: 'Hello Ann,\nfollow it at https://example.com/track/4711.' });
	const { body } = await upload(sandbox, [new File([picture], 'hills.png', { type: 'image/png' })]);
	await sendOne(sandbox, { dst: PHONE, type: 'mms', text: 'Today', media_ids: [body.objects[0]?.['media_id']], media_urls: ['https://example.com/menu.jpg'] });
	sandbox.openConversation(PHONE);
	for (const content of whatsappKinds) await sendWhatsApp(sandbox, { dst: PHONE, ...content });
}

/** Receives WhatsApp messages of a kind that the page doesn't know. */
export function receiveOdd(sandbox: Sandbox): void {
	sandbox.receive({ from: PHONE, to: NUMBER, type: 'whatsapp', contentType: 'sticker', params: { Sticker: 'a-cat' } });
}
