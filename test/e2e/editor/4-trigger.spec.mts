import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { callWebhook } from '../checks/plivoCalls.mts';
import { expect, test } from '../fixtures.mts';
import { takePicture } from '../pictures.mts';
import { buttons, sendButtons } from './conversation.mts';
import { closeNote } from './note.mts';

const PERSON = `+${PHONE}`;
const WHATSAPP = `+${NUMBER}`;

// Messages start workflows: a published one, and a test in the panel.

test('a button of the WhatsApp message, pressed on the phone, starts the published workflow', async ({ editor, openPhone, sandbox }) => {
	const { page, panel } = editor;
	await editor.newWorkflow();
	await editor.add('plivo', 'Plivo Messaging', 'Triggers', 'On message received');
	await panel.choose('Registration', 'Manual');
	const url = await panel.copyProductionUrl();
	await takePicture(page, 'trigger-manual', await panel.columns());
	await panel.close();
	await editor.publish();
	// If the webhook exists, it rejects unsigned calls.
	await expect.poll(async () => (await callWebhook(url, {})).status).toBe(403);
	await (await openPhone(WHATSAPP)).setWhatsappWebhook(url);

	await sendButtons(sandbox);
	const [{ title, id }] = buttons;
	await (await openPhone(PERSON)).press(title);
	await editor.openNewestExecution();
	await page.getByTestId('canvas-node').dblclick();
	await expect(panel.output.getByText(id, { exact: true }).first()).toBeVisible();
	await page.screenshot({ path: test.info().outputPath('execution.png') });
});

test('a test in the panel receives what a person writes to a number selected from the list', async ({ editor, openPhone, sandbox }) => {
	const { page, panel } = editor;
	const before = sandbox.snapshot();
	await editor.newWorkflow();
	await editor.add('plivo', 'Plivo Messaging', 'Triggers', 'On message received');
	await panel.chooseAlso('Number Names or IDs', '+14158889999 (Sales)');
	await takePicture(page, 'trigger', await panel.columns());
	await panel.listen();
	expect(sandbox.snapshot()).not.toEqual(before);
	await (await openPhone(PERSON)).text('+14158889999 Sales', 'Where is my order?');
	await closeNote(page, /executed successfully/);
	await panel.output.getByRole('radio', { name: 'JSON' }).click();
	// As text, and as the answer.
	await expect(panel.output.getByText('"Where is my order?"')).toHaveCount(2);
	await takePicture(page, 'trigger-output', await panel.columns(true));
	await expect.poll(() => sandbox.snapshot()).toEqual(before);
});
