import { expect, test } from '../fixtures.mts';
import { takePicture } from '../pictures.mts';
import { smsText } from './conversation.mts';

// A person can send an SMS, starting with an empty workflow, and sees what's wrong with one that can't be sent.

test('the packed package, installed as users install it, is found by searching for plivo', async ({ editor }) => {
	await editor.newWorkflow();
	const creator = await editor.openCreator('plivo');
	const found = creator.getByTestId('item-iterator-item').filter({ hasText: 'Plivo Messaging' });
	await found.click();
	await expect(creator.getByText('Installed', { exact: true })).toBeVisible();
	await expect(creator.getByText('Via npm')).toBeVisible();
});

test('Send SMS, built from an empty workflow, sends one message, and shows its UUID', async ({ editor, sandbox }) => {
	const { page, panel } = editor;
	const before = sandbox.accepted.length;
	await editor.newWorkflow();
	await editor.add('plivo', 'Plivo Messaging', 'Actions', 'Send message');
	await panel.pick('From', '+14151234567 (Support)');
	await panel.type('To', '+14155550123');
	await panel.type('Text', smsText);
	await panel.execute();
	await expect(panel.output.getByText('message_uuid', { exact: true })).toBeVisible();
	const sent = sandbox.accepted.slice(before);
	expect(sent.map(({ body }) => body)).toEqual([
		{ src: '14151234567', dst: '14155550123', text: smsText, type: 'sms' },
	]);
	await expect(panel.output.getByText(sent[0]?.message_uuid[0] ?? 'none')).toBeVisible();
	await takePicture(page, 'send-sms', await panel.columns(true));
});

test('for a number without a country code, the panel names the field and what to do, and nothing is sent', async ({ editor, sandbox }) => {
	const { panel, page } = editor;
	const before = sandbox.requests.filter(({ method }) => method === 'POST').length;
	await editor.newWorkflow();
	await editor.add('plivo', 'Plivo Messaging', 'Actions', 'Send message');
	await panel.pick('From', '+14151234567 (Support)');
	await panel.type('To', '0415 555 0123');
	await panel.type('Text', 'Hello');
	await panel.execute(/Problem in node/);
	await expect(panel.error.getByText(`'To' contains "0415 555 0123", which begins with 0 and so has no country code`)).toBeVisible();
	await expect(panel.output.getByText('Write + and the country code in place of the 0').first()).toBeVisible();
	expect(sandbox.requests.filter(({ method }) => method === 'POST').length).toBe(before);
	await page.screenshot({ path: test.info().outputPath('bad-number.png') });
});
