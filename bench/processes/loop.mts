// What a run takes with nothing around it: fetch, so many at a time, each answer read.
import { messagesOf, sender, type BenchMessage } from '../messages.mts';
import { answerQuestions } from './child.mts';
import type { LoopQuestion, LoopRun, PlivoEndpoint } from './protocol.mts';

answerQuestions<LoopQuestion>(async ({ messages, plivo, concurrency }): Promise<LoopRun> => {
	const left = messagesOf(messages).values();
	const startedAt = performance.now();
	await Promise.all(Array.from({ length: concurrency }, async () => await sendAll(left, plivo)));
	return { ms: performance.now() - startedAt };
});

async function sendAll(left: Iterable<BenchMessage>, plivo: PlivoEndpoint): Promise<void> {
	const authorization = `Basic ${Buffer.from(`${plivo.authId}:${plivo.authToken}`).toString('base64')}`;
	const url = `${plivo.baseUrl}/v1/Account/${plivo.authId}/Message/`;
	for (const { to, text } of left) {
		const response = await fetch(url, {
			method: 'POST',
			headers: { authorization, 'content-type': 'application/json' },
			body: JSON.stringify({ src: sender, dst: to, type: 'sms', text }),
		});
		await response.json();
	}
}
