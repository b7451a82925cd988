import { PHONE } from '../../../playground/numbers.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { sendOne, sendWhatsApp } from '../../sandbox/support.mts';

// The messages that the tests compose in the editor, and that the phone shows in the pictures.

export const smsText = 'Your order 4711 has been shipped.';

export const template = {
	name: 'order_update',
	language: 'en_US',
	components: [{ type: 'body', parameters: [{ type: 'text', text: 'Sam' }, { type: 'text', text: 'A-4711' }] }],
};

export const buttons = [
	{ title: 'Yes, please', id: 'yes' },
	{ title: 'Another time', id: 'later' },
	{ title: 'No, thanks', id: 'no' },
] as const;

export const withButtons = { type: 'reply', body: { text: 'Does Monday at 10:00 suit you?' }, action: { buttons } };

export const list = {
	type: 'list',
	body: { text: 'Which day suits you?' },
	action: { buttons: [{ title: 'Choose a day' }], sections: [{ title: 'This week', rows: [{ id: 'mon', title: 'Monday' }] }] },
};

/** Sends the phone the WhatsApp message with buttons, without n8n: a test must not need one that ran before it. */
export async function sendButtons(sandbox: Sandbox): Promise<void> {
	await sendWhatsApp(sandbox, { dst: PHONE, interactive: withButtons });
}

/** Makes a conversation of all of them the only one of the sandbox. */
export async function sendConversation(sandbox: Sandbox): Promise<void> {
	sandbox.reset();
	sandbox.openConversation(PHONE);
	await sendOne(sandbox, { dst: PHONE, text: smsText });
	await sendWhatsApp(sandbox, { dst: PHONE, template });
	await sendButtons(sandbox);
	await sendWhatsApp(sandbox, { dst: PHONE, interactive: list });
}
