import type { Check } from '../../playground/checks.mts';
import { closeNote } from './note.mts';
import { fieldIn, typeInto } from './fields.mts';
import type { Session } from './session.mts';

/** That a credential is made in n8n's dialog, which says what is wrong with it and when it is right. */
export function credentialChecks(session: Session): Check[] {
	return [
		session.check('a credential made in the dialog is refused with a wrong token, in our words, and passes with the right one', async (editor) => {
			const { page } = editor;
			const { account, url } = session.sandbox;
			await editor.goto('/home/credentials');
			await page.getByTestId('add-resource-credential').click();
			const types = page.getByTestId('new-credential-type-select');
			await types.click();
			await page.keyboard.type('plivo');
			await page.getByTestId('new-credential-type-select-option').getByText('Plivo Messaging API', { exact: true }).click();
			await page.getByRole('button', { name: 'Continue' }).click();

			const dialog = page.getByTestId('editCredential-modal');
			const type = async (label: string, text: string) => await typeInto(fieldIn(dialog, label), text);
			const save = dialog.getByRole('button', { name: 'Save', exact: true });
			await type('Auth ID', account.authId);
			await type('Base URL', url);
			await type('Auth Token', 'NotTheToken');
			await save.click();
			await dialog.getByText('Couldn’t connect with these settings').waitFor();
			await dialog.getByText('More details').click();
			await dialog.getByText('Plivo does not accept this Auth ID and Auth Token. Copy both again').waitFor();

			await type('Auth Token', account.authToken);
			await save.click();
			await dialog.getByText('Connection tested successfully').waitFor();
			await closeNote(page, 'Credential saved');
			await session.pictures.take(page, 'credential', dialog);
		}),
	];
}
