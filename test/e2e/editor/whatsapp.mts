import assert from 'node:assert/strict';
import type { Check } from '../checks/checks.mts';
import type { AcceptedSend } from '../../../sandbox/requestLog.mts';
import type { Editor } from './editor.mts';
import type { Session } from './session.mts';

/** The buttons of the message that replyButtonsCheck sends. */
export const replyButtons = [
	{ title: 'Yes, please', id: 'yes' },
	{ title: 'Another time', id: 'later' },
	{ title: 'No, thanks', id: 'no' },
];

/** Checks that WhatsApp messages with templates and buttons can be composed from fields. */
export function whatsappChecks(session: Session): Check[] {
	const { playground, sandbox, pictures } = session;

	return [
		session.check('a WhatsApp template selected from the account has a field for each variable, and sends them', async (editor) => {
			const { page, panel } = editor;
			await beginMessage(editor, 'Template');
			await panel.type('WABA ID', sandbox.wabaId);
			await panel.pick('Template', 'order_update (en_US)');
			await panel.type('Body {{1}} (e.g. Sam): Hi {{1}}, your order {{2}} is…', 'Sam');
			const secondVariable = 'Body {{2}} (e.g. A-1001): Hi {{1}}, your order {{2}} is on its way.';
			await panel.type(secondVariable, 'A-4711');
			const sent = await acceptedBy(session, async () => await panel.execute());
			assert.deepEqual(sent.map(({ body }) => body.template), [{
				name: 'order_update',
				language: 'en_US',
				components: [
					{ type: 'body', parameters: [{ type: 'text', text: 'Sam' }, { type: 'text', text: 'A-4711' }] },
				],
			}]);
			await panel.field(secondVariable).scrollIntoViewIfNeeded();
			await pictures.take(page, 'template', await panel.columns());

			await panel.choose('Mapping Column Mode', 'Map Automatically');
			await panel.root.getByText('Columns are found by their names', { exact: false }).waitFor();
			assert.equal(await panel.field(secondVariable).count(), 0);
			// The item of the manual trigger has no columns.
			const refused = await acceptedBy(session, async () => await panel.execute(/has no column named "body 1"/));
			assert.equal(refused.length, 0);
		}),
		session.check("three reply buttons can be added, a fourth can't, and all three are sent", async (editor) => {
			const { page, panel } = editor;
			await beginMessage(editor, 'Interactive');
			await panel.type('Body', 'Does Monday at 10:00 suit you?');
			for (const [index, { title, id }] of [...replyButtons, { title: 'One too many', id: 'four' }].entries()) {
				await panel.root.getByRole('button', { name: 'Add Button' }).click();
				await panel.type('Title', title, index);
				await panel.type('ID', id, index);
			}
			const refused = await acceptedBy(session, async () => await panel.execute(/At most 3 fields are allowed/));
			assert.equal(refused.length, 0);

			await panel.field('Title', 3).hover();
			await panel.root.getByTestId('fixed-collection-delete').last().click();
			const sent = await acceptedBy(session, async () => await panel.execute());
			assert.deepEqual(sent.map(({ body }) => body.interactive), [{
				type: 'reply',
				body: { text: 'Does Monday at 10:00 suit you?' },
				action: { buttons: replyButtons },
			}]);
			await panel.root.getByRole('button', { name: 'Add Button' }).scrollIntoViewIfNeeded();
			await pictures.take(page, 'reply-buttons', await panel.columns());
		}),
		session.check('a list takes its rows from an array, and JSON has its own field', async (editor) => {
			const { page, panel } = editor;
			await beginMessage(editor, 'Interactive');
			await panel.choose('Interactive Type', 'List');
			await panel.type('Body', 'Which day suits you?');
			await panel.type('List Button Title', 'Choose a day');
			await panel.choose('Rows From', 'Items of an Array');
			await panel.type('Rows', JSON.stringify([{ title: 'Monday', id: 'mon', section: 'This week' }]));
			const sent = await acceptedBy(session, async () => await panel.execute());
			const sections = [{ title: 'This week', rows: [{ id: 'mon', title: 'Monday' }] }];
			assert.deepEqual(sent.map(({ body }) => body.interactive), [{
				type: 'list',
				body: { text: 'Which day suits you?' },
				action: { buttons: [{ title: 'Choose a day' }], sections },
			}]);
			await panel.choose('Interactive From', 'JSON');
			await panel.field('Interactive JSON').waitFor();
			assert.equal(await panel.field('Rows').count(), 0);

			const example = playground.examples.get('whatsapp-free-appointments.json');
			assert.ok(example);
			// Not from the list, because n8n would ask what to do with the change that wasn't run.
			await editor.goto(`/workflow/${example.id}`);
			await editor.openNode('Offer the Appointments');
			await panel.field('Rows').scrollIntoViewIfNeeded();
			await pictures.take(page, 'list-rows', await panel.columns());
		}),
	];
}

/** Creates a WhatsApp message in a new workflow, up to where the kinds differ. */
async function beginMessage(editor: Editor, kind: string): Promise<void> {
	const { panel } = editor;
	await editor.newWorkflow();
	await editor.add('plivo', 'Plivo Messaging', 'Actions', 'Send message');
	await panel.choose('Message Type', 'WhatsApp');
	await panel.pick('From', '+14151234567 (Support)');
	await panel.type('To', '+14155550123');
	await panel.choose('WhatsApp Message', kind);
}

/** The messages that the sandbox accepts during an action. */
async function acceptedBy({ sandbox }: Session, act: () => Promise<void>): Promise<AcceptedSend[]> {
	const before = sandbox.accepted.length;
	await act();
	return sandbox.accepted.slice(before);
}
