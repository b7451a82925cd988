import assert from 'node:assert/strict';
import { askSandbox } from './exampleSandbox.mts';
import { NUMBER } from '../../../playground/numbers.mts';
import { urlOf, whileListening } from './inbound.mts';
import type { Stage } from './stage.mts';

/** Messages to it end undelivered, with the code 50. */
const WRONG_NUMBER = '12025550111';

/** delivery-status-alert.json: an undelivered message is reported in a sentence. */
export async function deliveryStatusAlert(stage: Stage): Promise<void> {
	await whileListening(stage, undefined, async () => {
		const id = await stage.startedBy(async () => {
			await askSandbox(stage.sandbox, 'POST', { src: NUMBER, dst: WRONG_NUMBER, text: 'Hello', url: urlOf(stage) });
		});
		const [item] = (await stage.succeeds(id)).output('Say What Happened');
		assert.equal(item?.status, 'undelivered');
		assert.equal(
			item?.alert,
			`The message from +${NUMBER} to +${WRONG_NUMBER} was not delivered. The recipient's number is invalid. Check the number and its country code. It may not exist, or it may be a landline.`,
		);
	});
}
