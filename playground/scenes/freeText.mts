import assert from 'node:assert/strict';
import { NUMBER, PHONE } from '../numbers.mts';
import { until } from '../until.mts';
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
		['sms', NUMBER, PHONE, 'The courier is at your door. Where may the parcel be left?'],
	);
	await answer(stage, id, sent, { text: 'With my neighbour' });
	const ended = await stage.succeeds(id);
	assert.equal(ended.output('Use the Answer')[0]?.result, 'They wrote: With my neighbour');
	assert.equal(stage.sandbox.accepted.length, before + 1);
}
