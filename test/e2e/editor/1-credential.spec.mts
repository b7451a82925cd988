import { expect, test } from '../fixtures.mts';
import { takePicture } from '../pictures.mts';
import { fieldIn, typeInto } from './fields.mts';
import { closeNote } from './note.mts';

// A credential can be created in n8n's dialog, which says what's wrong with it and when it's right.

test('a credential made in the dialog is refused with a wrong token, in our words, and passes with the right one', async ({ editor, sandbox }) => {
	const { page } = editor;
	const { account, url } = sandbox;
	await editor.goto('/home/credentials');
	await page.getByTestId('add-resource-credential').click();
	await page.getByTestId('new-credential-type-select').click();
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
	await expect(dialog.getByText('Couldn’t connect with these settings')).toBeVisible();
	await dialog.getByText('More details').click();
	await expect(dialog.getByText("Plivo doesn't accept this Auth ID and Auth Token. Copy both again")).toBeVisible();

	await type('Auth Token', account.authToken);
	await save.click();
	await expect(dialog.getByText('Connection tested successfully')).toBeVisible();
	await closeNote(page, 'Credential saved');
	await takePicture(page, 'credential', await dialog.boundingBox());
	await dialog.getByRole('button', { name: 'Close' }).click();
});
