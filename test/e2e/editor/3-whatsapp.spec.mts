import type { AcceptedSend } from '../../../sandbox/requestLog.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { expect, test } from '../fixtures.mts';
import { takePicture } from '../pictures.mts';
import { buttons, list, template, withButtons } from './conversation.mts';
import type { Editor } from './editor.mts';

// WhatsApp messages with templates and buttons can be composed from fields.

test('a WhatsApp template selected from the account has a field for each variable, and sends them', async ({ editor, sandbox }) => {
	const { page, panel } = editor;
	await beginMessage(editor, 'Template');
	await panel.type('WhatsApp Business Account ID', sandbox.wabaId);
	await panel.pick('Template', 'order_update (en_US)');
	await panel.type('{{1}}, e.g. Sam: Hi {{1}}, your order {{2}} is…', 'Sam');
	const secondVariable = '{{2}}, e.g. A-1001: Hi {{1}}, your order {{2}} is on its way.';
	await panel.type(secondVariable, 'A-4711');
	const sent = await acceptedBy(sandbox, async () => await panel.execute());
	expect(sent.map(({ body }) => body.template)).toEqual([template]);
	await panel.field(secondVariable).scrollIntoViewIfNeeded();
	await takePicture(page, 'template', await panel.columns());

	await panel.choose('Mapping Column Mode', 'Map Automatically');
	await expect(panel.root.getByText('Columns are found by their names', { exact: false })).toBeVisible();
	await expect(panel.field(secondVariable)).toHaveCount(0);
	const before = sandbox.accepted.length;
	// The item of the manual trigger has no columns.
	await panel.execute(/has no column named "body 1"/);
	expect(sandbox.accepted.length).toBe(before);
});

test("three reply buttons can be added, a fourth can't, and all three are sent", async ({ editor, sandbox }) => {
	const { page, panel } = editor;
	await beginMessage(editor, 'Interactive');
	await panel.type('Body', withButtons.body.text);
	for (const [index, { title, id }] of [...buttons, { title: 'One too many', id: 'four' }].entries()) {
		await panel.root.getByRole('button', { name: 'Add Button' }).click();
		await panel.type('Title', title, index);
		await panel.type('ID', id, index);
	}
	const refused = await acceptedBy(sandbox, async () => await panel.execute(/At most 3 fields are allowed/));
	expect(refused.length).toBe(0);

	await panel.field('Title', 3).hover();
	await panel.root.getByTestId('fixed-collection-delete').last().click();
	const sent = await acceptedBy(sandbox, async () => await panel.execute());
	expect(sent.map(({ body }) => body.interactive)).toEqual([withButtons]);
	await panel.root.getByRole('button', { name: 'Add Button' }).scrollIntoViewIfNeeded();
	await takePicture(page, 'reply-buttons', await panel.columns());
});

test('a list takes its rows from an array, and JSON has its own field', async ({ editor, sandbox, playground }) => {
	const { page, panel } = editor;
	await beginMessage(editor, 'Interactive');
	await panel.choose('Interactive Type', 'List');
	await panel.type('Body', list.body.text);
	await panel.type('List Button Title', 'Choose a day');
	await panel.choose('Rows From', 'Items of an Array');
	await panel.type('Rows', JSON.stringify([{ title: 'Monday', id: 'mon', section: 'This week' }]));
	const sent = await acceptedBy(sandbox, async () => await panel.execute());
	expect(sent.map(({ body }) => body.interactive)).toEqual([list]);
	await panel.choose('Interactive From', 'JSON');
	await expect(panel.field('Interactive JSON')).toBeVisible();
	await expect(panel.field('Rows')).toHaveCount(0);

	const example = playground.examples.get('whatsapp-free-appointments.json');
	// Not from the list, because n8n would ask what to do with the change that wasn't run.
	await editor.goto(`/workflow/${example?.id}`);
	await editor.openNode('Offer the Appointments');
	await panel.field('Rows').scrollIntoViewIfNeeded();
	await takePicture(page, 'list-rows', await panel.columns());
});

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
async function acceptedBy(sandbox: Sandbox, act: () => Promise<void>): Promise<AcceptedSend[]> {
	const before = sandbox.accepted.length;
	await act();
	return sandbox.accepted.slice(before);
}
