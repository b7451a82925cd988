import assert from 'node:assert/strict';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import { whileListeningToWhatsapp } from './inbound.mts';
import type { Stage } from './stage.mts';

/** whatsapp-ask-with-buttons.json: a press in the chat continues the execution, and a later one is told that it's closed. */
export async function askWithButtons(stage: Stage): Promise<void> {
	const { sandbox } = stage;
	sandbox.openConversation(PHONE);
	await whileListeningToWhatsapp(stage, NUMBER, async () => {
		const before = sandbox.accepted.length;
		const id = await stage.start();
		await until('Plivo has the question', () => sandbox.accepted.length > before);
		const interactive = sandbox.accepted[before]?.body.interactive;
		assert.equal(interactive?.type, 'reply');
		const buttons = interactive.action.buttons.map(({ title, id: payload }) => ({ text: title, payload }));
		assert.deepEqual(buttons.map(({ text }) => text), ['With a neighbor', 'In the garage', 'Come again']);
		const press = (button = buttons[1]) => sandbox.receive({ type: 'whatsapp', from: PHONE, to: NUMBER, button });

		press();
		const ended = await stage.succeeds(id);
		assert.equal(ended.output('Use the Answer')[0]?.result, 'They chose: In the garage (garage)');
		assert.equal(sandbox.accepted.length, before + 1);

		press(buttons[0]);
		await until('a later press is told', () => sandbox.accepted.length > before + 1);
		assert.equal(sandbox.accepted.at(-1)?.body.text, 'This question is closed.');
		const { ids } = await stage.client.executions(stage.workflow.id);
		assert.ok(ids.every((one) => one === id), 'an answer has started the workflow of the trigger');
	});
}
