import assert from 'node:assert/strict';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import type { Stage } from './stage.mts';

const address = { src: NUMBER, dst: PHONE };
const whatsapp = { type: 'whatsapp', ...address };
const menu = { media_urls: ['https://example.com/menu.jpg'] };

/** By the file name of an example that only sends: what Plivo gets, in this order. */
export const sends: Record<string, object[]> = {
	'send-mms.json': [{ type: 'mms', ...address, text: 'Our new menu is here!', ...menu }],
	'whatsapp-interactive.json': [
		{
			...whatsapp,
			interactive: {
				type: 'reply',
				body: { text: 'Does Monday at 10:00 suit you?' },
				footer: { text: 'You can change it until Sunday' },
				action: { buttons: [{ title: 'Yes', id: 'yes' }, { title: 'No', id: 'no' }] },
			},
		},
		{
			...whatsapp,
			interactive: {
				type: 'list',
				header: { type: 'text', text: 'Lunch' },
				body: { text: 'What would you like today?' },
				action: {
					buttons: [{ title: 'See the menu' }],
					sections: [
						{
							title: 'Pizza',
							rows: [
								{ id: 'pizza-1', title: 'Margherita', description: 'Tomato, mozzarella, basil' },
								{ id: 'pizza-2', title: 'Funghi', description: 'With mushrooms' },
							],
						},
						{ title: 'Pasta', rows: [{ id: 'pasta-1', title: 'Pomodoro' }] },
					],
				},
			},
		},
		{
			...whatsapp,
			interactive: {
				type: 'cta_url',
				body: { text: 'Our fall collection is here.' },
				action: { buttons: [{ title: 'Open the shop', cta_url: 'https://example.com/shop' }] },
			},
		},
	],
	'whatsapp-location.json': [
		{
			...whatsapp,
			location: {
				latitude: '37.483307',
				longitude: '-122.148981',
				name: 'Our Shop',
				address: '1 Hacker Way, Menlo Park, CA 94025',
			},
		},
	],
	'whatsapp-media.json': [{ ...whatsapp, ...menu, text: 'Our new menu' }],
	'whatsapp-text.json': [{ ...whatsapp, text: 'Thank you for your message. We will be with you in a minute.' }],
};

/** An example that only sends: each message is sent once, as it is in the example. */
export async function sendsOnly(stage: Stage, expected: object[]): Promise<void> {
	const { sent } = await stage.run();
	assert.deepEqual(sent, expected);
}
