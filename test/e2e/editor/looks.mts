import assert from 'node:assert/strict';
import type { Check } from '../checks/checks.mts';
import { firstExample } from '../../../playground/examples.mts';
import type { Session } from './session.mts';

/** Takes pictures of what the earlier checks left: the phone with its conversation, and a panel in the dark theme. */
export function looks(session: Session): Check[] {
	const { playground, pictures } = session;
	return [
		session.check('the phone page shows the conversation, in the light and the dark theme', async () => {
			const { page, phone } = await session.phone('+14155550123');
			await phone.getByRole('button', { name: /\+14151234567\s*WhatsApp/ }).click();
			await phone.getByText('Hi Sam, your order A-4711 is on its way.').waitFor();
			await phone.getByText('Does Monday at 10:00 suit you?').first().waitFor();
			await pictures.take(page, 'phone');
			await page.emulateMedia({ colorScheme: 'dark' });
			await pictures.take(page, 'phone-dark');
		}),
		session.check('the panel in the dark theme', async (editor) => {
			await editor.page.emulateMedia({ colorScheme: 'dark' });
			const example = playground.examples.get(firstExample);
			assert.ok(example);
			await editor.openWorkflow(example);
			await editor.openNode(example.nodes.find(({ type }) => type === 'n8n-nodes-plivo.plivo')?.name ?? '');
			await pictures.keep(editor.page, 'panel-dark');
			await editor.page.emulateMedia({ colorScheme: 'light' });
		}),
	];
}
