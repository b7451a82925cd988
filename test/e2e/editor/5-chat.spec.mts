import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { listenForAnswers } from '../checks/chatAnswers.mts';
import { answerOf, WaitingExecution } from '../checks/waitWorkflow.mts';
import { expect, test } from '../fixtures.mts';
import { takePicture } from '../pictures.mts';

// A person who is asked can answer in the chat.

test('a question with buttons is asked on the phone, and a pressed button continues the waiting workflow', async ({ editor, openPhone, playground, sandbox }) => {
	const { page, panel } = editor;
	const example = playground.examples.get('whatsapp-ask-with-buttons.json');
	expect(example).toBeDefined();
	if (example === undefined) return;
	await editor.openWorkflow(example);
	await editor.openNode('Ask');
	await panel.field('Answer With').scrollIntoViewIfNeeded();
	await panel.field('Response Type').scrollIntoViewIfNeeded();
	await takePicture(page, 'ask-in-chat', await panel.columns());
	await panel.close();

	sandbox.reset();
	sandbox.openConversation(PHONE);
	const trigger = await listenForAnswers(playground.client, sandbox);
	const { parameters = {} } = example.nodes.find(({ name }) => name === 'Ask') ?? {};
	const asked = await WaitingExecution.start(playground, parameters);
	await asked.waits();
	const person = await openPhone(`+${PHONE}`);
	await expect(person.phone.getByRole('button', { name: 'In the garage', exact: true })).toBeVisible();
	await person.press('In the garage');
	expect(answerOf(await asked.result())).toMatchObject({ choice: 'garage', text: 'In the garage' });
	await expect(person.phone.getByText('n8n answered 200')).toBeVisible();
	await takePicture(person.page, 'answer-in-chat', await person.phone.boundingBox());

	sandbox.setWhatsappWebhook(NUMBER, undefined);
	await playground.client.deactivate(trigger.id);
});
