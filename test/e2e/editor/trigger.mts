import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../checks/checks.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { callWebhook } from '../checks/plivoCalls.mts';
import { until } from '../../../playground/until.mts';
import { closeNote } from './note.mts';
import type { Session } from './session.mts';
import { replyButtons } from './whatsapp.mts';

const PERSON = `+${PHONE}`;
const WHATSAPP = `+${NUMBER}`;

/** Checks that messages start workflows: a published one, and a test in the panel. */
export function triggerChecks(session: Session): Check[] {
	const { sandbox, pictures } = session;
	return [
		session.check('a button of the WhatsApp message, pressed on the phone, starts the published workflow', async (editor) => {
			const { page, panel } = editor;
			await editor.newWorkflow();
			await editor.add('plivo', 'Plivo Messaging', 'Triggers', 'On message received');
			await panel.choose('Registration', 'Manual');
			const url = await panel.copyProductionUrl();
			await pictures.take(page, 'trigger-manual', await panel.columns());
			await panel.close();
			await editor.publish();
			// If the webhook exists, it rejects unsigned calls.
			await until('n8n has activated it', async () => (await callWebhook(url, {})).status === 403);
			await (await session.phone(WHATSAPP)).setWhatsappWebhook(url);

			const [{ title = '', id = '' } = {}] = replyButtons;
			await (await session.phone(PERSON)).press(title);
			await editor.openNewestExecution();
			await page.getByTestId('canvas-node').dblclick();
			await panel.output.getByText(id, { exact: true }).first().waitFor();
			await pictures.keep(page, 'execution');
		}),
		session.check('a test in the panel receives what a person writes to a number selected from the list', async (editor) => {
			const { page, panel } = editor;
			const before = sandbox.snapshot();
			await editor.newWorkflow();
			await editor.add('plivo', 'Plivo Messaging', 'Triggers', 'On message received');
			await panel.chooseAlso('Number Names or IDs', '+14158889999 (Sales)');
			await pictures.take(page, 'trigger', await panel.columns());
			await panel.listen();
			assert.notDeepEqual(sandbox.snapshot(), before);
			await (await session.phone(PERSON)).text('+14158889999 Sales', 'Where is my order?');
			await closeNote(page, /executed successfully/);
			await panel.output.getByRole('radio', { name: 'JSON' }).click();
			await panel.output.getByText('"Where is my order?"').waitFor();
			await pictures.take(page, 'trigger-output', await panel.columns(true));
			await until('all at Plivo is as before', () => isDeepStrictEqual(sandbox.snapshot(), before));
		}),
	];
}
