import assert from 'node:assert/strict';
import { manualTriggerOf } from './example.mts';
import type { Playground } from './playground.mts';
import { until } from './triggerWorkflow.mts';

/** By the file name of an example that asks somebody: what they answer on the page of the link, and what comes of it. */
const answers: Record<string, { form: string; last: string; result: string }> = {
	'ask-for-approval.json': { form: 'answer=approve', last: 'Ship the Order', result: 'Order 42 is shipped.' },
	'ask-for-an-answer.json': { form: 'text=With+my+neighbour', last: 'Use the Answer', result: 'They wrote: With my neighbour' },
};

export function asksSomebody(file: string): boolean {
	return file in answers;
}

/** Runs an example that asks somebody, and answers. @throws {Error} something else came of it than the example says */
export async function answerExample({ client, sandbox, examples }: Playground, file: string): Promise<void> {
	const workflow = examples.get(file);
	const trigger = workflow && manualTriggerOf(workflow);
	const answer = answers[file];
	if (!workflow || !trigger || !sandbox || !answer) throw new Error(`${file} is not in n8n, or there is no sandbox`);
	const before = sandbox.accepted.length;
	const id = await client.start(workflow, trigger.name);
	await until('it waits', async () => (await client.execution(id)).status === 'waiting');
	const [link] = /https?:\S+$/.exec(String(sandbox.accepted[before]?.body.text)) ?? [];
	assert.ok(link, 'the message has no link');
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	assert.ok((await fetch(link, { method: 'POST', headers, body: answer.form })).ok);
	const ended = await client.end(id);
	assert.equal(ended.status, 'success', ended.error);
	assert.deepEqual([ended.lastNode, ended.output(ended.lastNode)[0]?.result], [answer.last, answer.result]);
}
