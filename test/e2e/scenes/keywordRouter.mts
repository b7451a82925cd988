import assert from 'node:assert/strict';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { receive, whileListening } from './inbound.mts';
import type { Stage } from './stage.mts';

/** inbound-keyword-router.json: each keyword gets its answer, and messages that must not be answered get none. */
export async function keywordRouter(stage: Stage): Promise<void> {
	const answersTo = async (text: string, intent?: 'optout') =>
		(await receive(stage, { from: PHONE, to: NUMBER, text, ...(intent && { intent }) })).sent;
	const sms = (text: string) => ({ type: 'sms', src: NUMBER, dst: PHONE, text });
	await whileListening(stage, NUMBER, async () => {
		assert.deepEqual(await answersTo('hours?'), [sms('We are open Monday to Friday, 9:00 to 17:00.')]);
		assert.deepEqual(
			await answersTo('Order 4711'),
			[sms('Thank you! We are looking for your order and will write to you within the hour.')],
		);
		assert.deepEqual(
			await answersTo('Hi there'),
			[sms('Text HOURS for our opening hours, or ORDER and its number to ask about an order.')],
		);
		assert.deepEqual(await answersTo('Could somebody call me about my invoice?'), []);
		assert.deepEqual(await answersTo('STOP', 'optout'), []);
		assert.deepEqual(await answersTo('Stop.'), []);
	});
}
