import assert from 'node:assert/strict';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import type { Stage } from './stage.mts';
import { answer, question } from './waiting.mts';

/** ask-for-an-answer.json: the output has what the person writes on the page. */
export async function freeText(stage: Stage): Promise<void> {
	const before = stage.sandbox.accepted.length;
	const id = await stage.start();
	await until('Plivo has the question', () => stage.sandbox.accepted.length > before);
	const [sent] = stage.sandbox.accepted.slice(before).map(({ body }) => body);
	assert.ok(sent);
	assert.deepEqual(
		[sent.type, sent.src, sent.dst, question(sent)],
		['sms', NUMBER, PHONE, 'The courier is at your door. Where can they leave the package?'],
	);
	await answer(stage, id, sent, { text: 'With my neighbor' });
	const ended = await stage.succeeds(id);
	assert.equal(ended.output('Use the Answer')[0]?.result, 'They wrote: With my neighbor');
	assert.equal(stage.sandbox.accepted.length, before + 1);
}
