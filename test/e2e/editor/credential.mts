import type { Check } from '../checks/checks.mts';
import { credentialType, sandboxCredential } from '../../../playground/examples.mts';
import type { EditorClient } from '../../../playground/rest.mts';
import type { Editor } from './editor.mts';
import { fieldIn, typeInto } from './fields.mts';
import { closeNote } from './note.mts';
import type { Session } from './session.mts';

/** Checks that a credential can be created in n8n's dialog, which says what's wrong with it and when it's right. */
export function credentialChecks(session: Session): Check[] {
	const title = 'a credential made in the dialog is refused with a wrong token, in our words, and passes with the right one';
	const run = async (editor: Editor) => {
		try {
			await makeCredential(session, editor);
		} catch (error) {
			// n8n would select the newest credential for every new node, and everything that follows would fail too.
			await removeMade(session.playground.client);
			throw error;
		}
	};
	// The dialog stays open.
	return [session.check(title, run, false)];
}

async function makeCredential({ sandbox: { account, url }, pictures }: Session, editor: Editor): Promise<void> {
	const { page } = editor;
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
	await dialog.getByText('Couldn’t connect with these settings').waitFor();
	await dialog.getByText('More details').click();
	await dialog.getByText("Plivo doesn't accept this Auth ID and Auth Token. Copy both again").waitFor();

	await type('Auth Token', account.authToken);
	await save.click();
	await dialog.getByText('Connection tested successfully').waitFor();
	await closeNote(page, 'Credential saved');
	await pictures.take(page, 'credential', await dialog.boundingBox());
}

async function removeMade(client: EditorClient): Promise<void> {
	for (const { id, name, type } of await client.credentials()) {
		if (type === credentialType && name !== sandboxCredential) await client.request('DELETE', `/rest/credentials/${id}`);
	}
}
