import type { Check } from '../../playground/checks.mts';
import { callWebhook } from '../../playground/plivoCalls.mts';
import { until } from '../../playground/triggerWorkflow.mts';
import type { Session } from './session.mts';
import { replyButtons } from './whatsapp.mts';

const PERSON = '+14155550123';
const WHATSAPP = '14151234567';
const SALES = '+14158889999';

/** That messages start workflows: of a published one, and of a test in the panel. */
export function triggerChecks(session: Session): Check[] {
	const { sandbox, pictures } = session;
	return [
		session.check('a WhatsApp button pressed on the phone starts the published workflow, whose URL was copied by hand', async (editor) => {
			const { page, panel } = editor;
			await editor.newWorkflow();
			await editor.add('plivo', 'Plivo Messaging', 'Triggers', 'On message received');
			await panel.choose('Registration', 'Manual');
			const url = await panel.copyUrl('Production URL');
			await pictures.take(page, 'trigger');
			await panel.close();
			await editor.publish();
			// What is not signed is refused, by a webhook that is there.
			await until('n8n has activated it', async () => (await callWebhook(url, {})).status === 403);
			sandbox.setWhatsappWebhook(WHATSAPP, { url });

			const phone = await session.phone(PERSON);
			await phone.getByRole('button', { name: replyButtons[0]?.title, exact: true }).last().click();
			await editor.showExecutions();
			const run = await editor.openExecution();
			await run.openNode('Plivo Messaging Trigger');
		}),
		session.check('a test in the panel receives what a person writes to a number picked from the list', async (editor) => {
			const { page, panel } = editor;
			const before = sandbox.snapshot();
			await editor.newWorkflow();
			await editor.add('plivo', 'Plivo Messaging', 'Triggers', 'On message received');
			await panel.field('Number Names or IDs').click();
			await page.getByRole('option').filter({ hasText: `${SALES} (Sales)` }).click();
			await page.keyboard.press('Escape');
			await panel.root.getByTestId('trigger-execute-button').click();
			await panel.root.getByText('Listening for test event').waitFor();
			const phone = await session.phone(PERSON);
			await phone.getByRole('textbox').fill('Where is my order?');
			await panel.output.getByText('Where is my order?').waitFor();
			await pictures.take(page, 'trigger-output');
			void before;
		}),
	];
}
