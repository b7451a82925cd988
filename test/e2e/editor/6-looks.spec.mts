import { firstExample } from '../../../playground/examples.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { Receiver } from '../../sandbox/support.mts';
import { expect, test } from '../fixtures.mts';
import { takePicture } from '../pictures.mts';
import { buttons, sendConversation } from './conversation.mts';

const PERSON = `+${PHONE}`;

// Pictures of the phone with a conversation, and of a panel in the dark theme.

test('the phone page shows the conversation, in the light and the dark theme', async ({ openPhone, sandbox }) => {
	const webhook = await Receiver.start();
	await sendConversation(sandbox);
	sandbox.setWhatsappWebhook(NUMBER, { url: webhook.url });
	await (await openPhone(PERSON)).press(buttons[0].title);

	// In another tab, where nothing is unread, and the pointer isn't on a button.
	const { page, phone } = await openPhone(PERSON);
	await phone.getByRole('button', { name: /\+14151234567\s*WhatsApp/ }).click();
	await expect(phone.getByText('Hi Sam, your order A-4711 is on its way.')).toBeVisible();
	await expect(phone.getByText('Does Monday at 10:00 suit you?').first()).toBeVisible();
	await expect(phone.getByText('n8n answered 200')).toBeVisible();
	await expect(phone.getByRole('img', { name: 'Read' })).toHaveCount(3);
	await takePicture(page, 'phone');
	await page.emulateMedia({ colorScheme: 'dark' });
	await takePicture(page, 'phone-dark');
	await webhook.close();
});

test('the panel in the dark theme', async ({ editor, playground }) => {
	await editor.page.emulateMedia({ colorScheme: 'dark' });
	const example = playground.examples.get(firstExample);
	if (example === undefined) throw new Error(`${firstExample} isn't in n8n`);
	await editor.openWorkflow(example);
	await editor.openNode(example.nodes.find(({ type }) => type === 'n8n-nodes-plivo.plivo')?.name ?? '');
	await editor.page.screenshot({ path: test.info().outputPath('panel-dark.png') });
	await editor.page.emulateMedia({ colorScheme: 'light' });
});
