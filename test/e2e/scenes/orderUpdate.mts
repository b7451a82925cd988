import assert from 'node:assert/strict';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { receive, whileListeningToWhatsapp } from './inbound.mts';
import type { Sent, Stage } from './stage.mts';

/** whatsapp-order-update.json: the template is sent, and each of its buttons gets its answer. */
export async function orderUpdate(stage: Stage): Promise<void> {
	const { sent: asked } = await stage.run();
	const text = (...texts: string[]) => texts.map((one) => ({ type: 'text', text: one }));
	const reply = (index: string, payload: string) =>
		({ type: 'button', sub_type: 'quick_reply', index, parameters: [{ type: 'payload', payload }] });
	assert.deepEqual(asked, [
		{
			type: 'whatsapp',
			src: NUMBER,
			dst: PHONE,
			template: {
				name: 'delivery_day',
				language: 'en_US',
				components: [
					{ type: 'body', parameters: text('Ann', '4711', 'Monday') },
					reply('0', 'fine-4711'),
					reply('1', 'reschedule-4711'),
				],
			},
		},
	]);
	const whatsapp = { type: 'whatsapp' as const, from: PHONE, to: NUMBER };
	const press = async (button: { text: string; payload?: string }): Promise<Sent[]> =>
		(await receive(stage, { ...whatsapp, button })).sent;
	const answer = (words: string) => [{ type: 'whatsapp', src: NUMBER, dst: PHONE, text: words }];
	await whileListeningToWhatsapp(stage, NUMBER, async () => {
		assert.deepEqual(await press({ text: 'Fine', payload: 'fine-4711' }), answer('Thank you! Your order 4711 will arrive as planned.'));
		const buttons = ['Tuesday', 'Thursday', 'Saturday'].map((day) => ({ id: `day-4711-${day}`, title: day }));
		const body = { text: 'Which day suits you better for your order 4711?' };
		assert.deepEqual(
			await press({ text: 'Reschedule', payload: 'reschedule-4711' }),
			[{ type: 'whatsapp', src: NUMBER, dst: PHONE, interactive: { type: 'reply', body, action: { buttons } } }],
		);
		assert.deepEqual(
			await press({ text: 'Thursday', payload: 'day-4711-Thursday' }),
			answer('Done! Your order 4711 will now arrive on Thursday.'),
		);
		// The shop's numbers may have hyphens.
		assert.deepEqual(await press({ text: 'Fine', payload: 'fine-A-1001' }), answer('Thank you! Your order A-1001 will arrive as planned.'));
		assert.deepEqual(
			await press({ text: 'Thursday', payload: 'day-A-1001-Thursday' }),
			answer('Done! Your order A-1001 will now arrive on Thursday.'),
		);
		// If Plivo only sends the label, the button is known but not the order.
		assert.equal((await press({ text: 'Reschedule' }))[0]?.type, 'whatsapp');
		assert.deepEqual(await press({ text: 'Buy', payload: 'of another message' }), []);
		assert.deepEqual((await receive(stage, { ...whatsapp, text: 'fine' })).sent, []);
	});
}
