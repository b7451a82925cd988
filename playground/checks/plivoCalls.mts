import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { signatureHeaders, type FormParams } from '../../sandbox/signature.mts';
import { PHONE, TRIGGER_NUMBER } from '../numbers.mts';

/** The form of an incoming SMS. */
export function smsParams(changes: FormParams = {}): FormParams {
	return { From: PHONE, To: TRIGGER_NUMBER, Type: 'sms', Text: 'Hello', MessageUUID: randomUUID(), Units: '1', MessageIntent: '', ...changes };
}

/** Calls a webhook with a form. @returns status and how long it took */
export async function callWebhook(
	url: string,
	headers: Record<string, string>,
	body: string = new URLSearchParams(smsParams() as Record<string, string>).toString(),
	method = 'POST',
): Promise<{ status: number; ms: number }> {
	const startedAt = performance.now();
	const response = await fetch(url, {
		method,
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		...(method === 'GET' || method === 'HEAD' ? {} : { body }),
		signal: AbortSignal.timeout(60_000),
	});
	await response.arrayBuffer();
	return { status: response.status, ms: performance.now() - startedAt };
}

/**
 * Signed messages at an even pace, each sent twice at the same moment.
 *
 * @returns how many answers of each status there were, and the longest time to one in milliseconds
 */
export async function flood(
	url: string,
	token: string,
	{ messages, perSecond }: { messages: number; perSecond: number },
): Promise<{ answers: Record<number, number>; slowest: number }> {
	const calls: Array<Promise<{ status: number; ms: number }>> = [];
	const startedAt = Date.now();
	for (let i = 0; i < messages; i += 1) {
		await delay(Math.max(0, startedAt + (i * 1_000) / perSecond - Date.now()));
		const params = smsParams({ Text: `Message ${i}` });
		const body = new URLSearchParams(params as Record<string, string>).toString();
		for (let time = 0; time < 2; time += 1) {
			calls.push(callWebhook(url, signatureHeaders({ method: 'POST', url, params }, { owner: token, main: token }), body));
		}
	}
	const done = await Promise.all(calls);
	const answers: Record<number, number> = {};
	for (const { status } of done) answers[status] = (answers[status] ?? 0) + 1;
	return { answers, slowest: Math.max(...done.map(({ ms }) => ms)) };
}
