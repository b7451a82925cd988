import assert from 'node:assert/strict';
import type { Check } from './checks.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import type { Playground } from '../../../playground/playground.mts';
import { answerOf, question, WaitingExecution } from './waitWorkflow.mts';

/** Checks that an execution that asked a question continues with an answer from its page, once. */
export function waitAnswerChecks(playground: Playground): Check[] {
	const begin = async (parameters: object, inputs?: object[]) => await WaitingExecution.start(playground, parameters, inputs);
	return [
		[
			'opening the link, as a preview does, answers nothing; a button does, once',
			async () => {
				const waiting = await begin(question);
				await waiting.waits();
				const looked = await n8nFetch(waiting.address);
				const page = await looked.text();
				assert.match(looked.headers.get('content-security-policy') ?? '', /default-src 'none'; style-src 'sha256-/);
				assert.equal(looked.headers.get('referrer-policy'), 'no-referrer');
				assert.match(page, /May we ship &lt;order 42&gt;\?/);
				assert.match(page, />\s*Yes\s*</);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.match(await waiting.answer({ answer: 'maybe' }), /May we ship/);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.match(await waiting.answer({ answer: '1' }), /No/);
				const result = await waiting.result();
				assert.equal(answerOf(result).approved, false);
				assert.equal(result.timedOut, false);
				assert.match(await waiting.answer({ answer: '0' }), /no action|already/i);
				assert.equal(answerOf(await waiting.result()).approved, false);
			},
		],
		[
			"the question can come from the item, and an old link doesn't answer the question of the next round",
			async () => {
				const approvalOptions = { values: { approvalType: 'double', approveLabel: '={{ $json.yes }}', disapproveLabel: 'No' } };
				const inputs = [{ ask: 'First?', yes: 'Sure' }, { ask: 'Second?', yes: 'Of course' }];
				const first = await begin({ message: '={{ $json.ask }}', approvalOptions }, inputs);
				await first.waits();
				assert.match(await (await n8nFetch(first.address)).text(), /First\?[^]*Sure/);
				await first.answer({ answer: '0' });
				const second = await first.next();
				await second.waits();
				assert.match(await first.answer({ answer: '0' }), /This question is closed/);
				assert.equal((await second.current()).status, 'waiting');
				assert.match(await (await n8nFetch(second.address)).text(), /Second\?[^]*Of course/);
				await second.answer({ answer: '1' });
				assert.deepEqual((await second.results()).map((result) => answerOf(result).approved), [true, false]);
			},
		],
		[
			'an expired link says so, and so does one that never existed',
			async () => {
				const waiting = await begin(question);
				await waiting.waits();
				await waiting.answer({ answer: '0' });
				await waiting.result();
				assert.match(await (await n8nFetch(waiting.address)).text(), /no action required/i);
				const unknown = await n8nFetch(waiting.address.replace(/webhook-waiting\/\d+/, 'webhook-waiting/999999'));
				assert.equal(unknown.status, 404);
				assert.match(await unknown.text(), /does not exist/);
			},
		],
		[
			'an answer in free text is returned as it was written',
			async () => {
				const waiting = await begin({ ...question, responseType: 'freeText' });
				await waiting.waits();
				await waiting.answer({ text: 'Tomorrow, please 🙂 <b>' });
				assert.equal(answerOf(await waiting.result()).text, 'Tomorrow, please 🙂 <b>');
			},
		],
	];
}
