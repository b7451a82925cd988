import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { expect, test } from '../fixtures.mts';
import { answerOf, question, WaitingExecution } from './waitWorkflow.mts';

// An execution that asked a question continues with an answer from its page, once.

test('opening the link, as a preview does, answers nothing; a button does, once', async ({ playground }) => {
	const waiting = await WaitingExecution.start(playground, question);
	await waiting.waits();
	const looked = await n8nFetch(waiting.address);
	const page = await looked.text();
	expect(looked.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
	expect(looked.headers.get('referrer-policy')).toBe('no-referrer');
	expect(page).toMatch(/May we ship &lt;order 42&gt;\?/);
	expect(page).toMatch(/>\s*Yes\s*</);
	expect((await waiting.current()).status).toBe('waiting');
	expect(await waiting.answer({ answer: 'maybe' })).toMatch(/May we ship/);
	expect((await waiting.current()).status).toBe('waiting');
	expect(await waiting.answer({ answer: '1' })).toMatch(/No/);
	const result = await waiting.result();
	expect(answerOf(result).approved).toBe(false);
	expect(result.timed_out).toBe(false);
	expect(await waiting.answer({ answer: '0' })).toMatch(/no action|already/i);
	expect(answerOf(await waiting.result()).approved).toBe(false);
});

test("the question can come from the item, and an old link doesn't answer the question of the next round", async ({ playground }) => {
	const approvalOptions = { values: { approvalType: 'double', approveLabel: '={{ $json.yes }}', disapproveLabel: 'No' } };
	const inputs = [{ ask: 'First?', yes: 'Sure' }, { ask: 'Second?', yes: 'Of course' }];
	const first = await WaitingExecution.start(playground, { message: '={{ $json.ask }}', approvalOptions }, inputs);
	await first.waits();
	expect(await (await n8nFetch(first.address)).text()).toMatch(/First\?[^]*Sure/);
	await first.answer({ answer: '0' });
	const second = await first.next();
	await second.waits();
	expect(await first.answer({ answer: '0' })).toMatch(/This question is closed/);
	expect((await second.current()).status).toBe('waiting');
	expect(await (await n8nFetch(second.address)).text()).toMatch(/Second\?[^]*Of course/);
	await second.answer({ answer: '1' });
	expect((await second.results()).map((result) => answerOf(result).approved)).toEqual([true, false]);
});

test('an expired link says so, and so does one that never existed', async ({ playground }) => {
	const waiting = await WaitingExecution.start(playground, question);
	await waiting.waits();
	await waiting.answer({ answer: '0' });
	await waiting.result();
	expect(await (await n8nFetch(waiting.address)).text()).toMatch(/no action required/i);
	const unknown = await n8nFetch(waiting.address.replace(/webhook-waiting\/\d+/, 'webhook-waiting/999999'));
	expect(unknown.status).toBe(404);
	expect(await unknown.text()).toMatch(/does not exist/);
});

test('an answer in free text is returned as it was written', async ({ playground }) => {
	const waiting = await WaitingExecution.start(playground, { ...question, responseType: 'freeText' });
	await waiting.waits();
	await waiting.answer({ text: 'Tomorrow, please 🙂 <b>' });
	expect(answerOf(await waiting.result()).text).toBe('Tomorrow, please 🙂 <b>');
});
