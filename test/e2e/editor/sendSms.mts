import assert from 'node:assert/strict';
import type { Check } from '../checks/checks.mts';
import type { Session } from './session.mts';

/** Checks that a person can send an SMS, starting with an empty workflow, and sees what's wrong with one that can't be sent. */
export function sendSmsChecks(session: Session): Check[] {
	const { sandbox, pictures } = session;
	return [
		session.check('the packed package, installed as users install it, is found by searching for plivo', async (editor) => {
			await editor.newWorkflow();
			const creator = await editor.openCreator('plivo');
			const found = creator.getByTestId('item-iterator-item').filter({ hasText: 'Plivo Messaging' });
			await found.click();
			await creator.getByText('Installed', { exact: true }).waitFor();
			await creator.getByText('Via npm').waitFor();
		}),
		session.check('Send SMS, built from an empty workflow, sends one message, and shows its UUID', async (editor) => {
			const { page, panel } = editor;
			const before = sandbox.accepted.length;
			await editor.newWorkflow();
			await editor.add('plivo', 'Plivo Messaging', 'Actions', 'Send message');
			await panel.pick('From', '+14151234567 (Support)');
			await panel.type('To', '+14155550123');
			await panel.type('Text', 'Your order 4711 has been shipped.');
			await panel.execute();
			await panel.output.getByText('message_uuid').waitFor();
			const sent = sandbox.accepted.slice(before);
			assert.deepEqual(sent.map(({ body }) => body), [
				{ src: '14151234567', dst: '14155550123', text: 'Your order 4711 has been shipped.', type: 'sms' },
			]);
			await panel.output.getByText(sent[0]?.message_uuid[0] ?? 'none').waitFor();
			await pictures.take(page, 'send-sms', await panel.columns(true));
		}),
		session.check('for a number without a country code, the panel names the field and what to do, and nothing is sent', async (editor) => {
			const { panel, page } = editor;
			const before = sandbox.requests.filter(({ method }) => method === 'POST').length;
			await editor.newWorkflow();
			await editor.add('plivo', 'Plivo Messaging', 'Actions', 'Send message');
			await panel.pick('From', '+14151234567 (Support)');
			await panel.type('To', '0415 555 0123');
			await panel.type('Text', 'Hello');
			await panel.execute(/Problem in node/);
			await panel.error.getByText(`'To' contains "0415 555 0123", which begins with 0 and so has no country code`).waitFor();
			await panel.output.getByText('Write + and the country code in place of the 0').first().waitFor();
			assert.equal(sandbox.requests.filter(({ method }) => method === 'POST').length, before);
			await pictures.keep(page, 'bad-number');
		}),
	];
}
