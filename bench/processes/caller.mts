// Calls a webhook in a process of its own, at times that don't depend on the answers.
import { setTimeout as delay } from 'node:timers/promises';
import { callWebhook, smsParams } from '../../test/e2e/checks/plivoCalls.mts';
import { signatureHeaders } from '../../sandbox/signature.mts';
import { answerQuestions } from './child.mts';

export interface Calls {
	url: string;
	/** Whose signature the calls have. Default: none. */
	token?: string;
	headers?: Record<string, string>;
	perSecond: number;
	seconds: number;
	/** No more than so many wait for an answer at one moment: a call whose time comes meanwhile isn't made. Default: any number. */
	mostWaiting?: number;
}

export interface Called {
	/** Of each call, from the moment that it was due to its answer. */
	ms: number[];
	/** How often each status was the answer; 0: no answer. */
	statuses: Record<number, number>;
	/** When the first call was due, in milliseconds since 1970. */
	startedAt: number;
}

answerQuestions<Calls>(async ({ url, token, headers: more, perSecond, seconds, mostWaiting = Infinity }): Promise<Called> => {
	const called: Called = { ms: [], statuses: {}, startedAt: Date.now() };
	const start = performance.now();
	const waiting = new Set<Promise<unknown>>();
	const call = async (due: number) => {
		const params = smsParams();
		const signature = token === undefined ? {} : signatureHeaders({ method: 'POST', url, params }, { owner: token, main: token });
		const body = new URLSearchParams(params as Record<string, string>).toString();
		const { status } = await callWebhook(url, { ...signature, ...more }, body).catch(() => ({ status: 0 }));
		called.ms.push(performance.now() - due);
		called.statuses[status] = (called.statuses[status] ?? 0) + 1;
	};
	for (let i = 0; i < perSecond * seconds; i += 1) {
		const due = start + (i * 1_000) / perSecond;
		while (performance.now() < due) await delay(Math.max(1, due - performance.now()));
		if (waiting.size >= mostWaiting) continue;
		const one: Promise<unknown> = call(due).finally(() => waiting.delete(one));
		waiting.add(one);
	}
	await Promise.all(waiting);
	return called;
});
