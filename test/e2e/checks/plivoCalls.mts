import { randomUUID } from 'node:crypto';
import { signatureHeaders, type FormParams } from '../../../sandbox/signature.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import { CEILING_MS, until } from '../../../playground/until.mts';

const PLIVOS_PATIENCE_MS = 8_000;

/** The form of an incoming SMS. */
export function smsParams(changes: FormParams = {}): FormParams {
	return { From: PHONE, To: TRIGGER_NUMBER, Type: 'sms', Text: 'Hello', MessageUUID: randomUUID(), Units: '1', MessageIntent: '', ...changes };
}

/** Calls a webhook with a form. @returns the status of the answer */
export async function callWebhook(
	url: string,
	headers: Record<string, string>,
	body: string = new URLSearchParams(smsParams() as Record<string, string>).toString(),
	method = 'POST',
	patienceMs = CEILING_MS,
): Promise<{ status: number }> {
	const response = await n8nFetch(url, {
		method,
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		...(method === 'GET' || method === 'HEAD' ? {} : { body }),
		signal: AbortSignal.timeout(patienceMs),
	});
	await response.arrayBuffer();
	return { status: response.status };
}

/** The results of messages that were sent twice each. */
export interface SentTwice {
	/** The text of each message. */
	texts: string[];
	/** The number of answers with each status; `late` is the number of calls that Plivo hung up on. */
	answers: Record<string, number>;
}

/**
 * Sends signed messages, each twice at the same moment, several messages at a time, as fast as they are answered. Like Plivo, it
 * hangs up after eight seconds, and calls again after any answer but 200. Unlike Plivo, it calls again at once, until there is one.
 */
export async function sendEachTwice(
	url: string,
	token: string,
	{ messages, atATime }: { messages: number; atATime: number },
): Promise<SentTwice> {
	const answers: Record<string, number> = {};
	const call = async (params: FormParams): Promise<boolean> => {
		const headers = signatureHeaders({ method: 'POST', url, params }, { owner: token, main: token });
		const body = new URLSearchParams(params as Record<string, string>).toString();
		const answer = await callWebhook(url, headers, body, 'POST', PLIVOS_PATIENCE_MS).then(({ status }) => status, hungUp);
		answers[answer] = (answers[answer] ?? 0) + 1;
		return answer === 200;
	};
	const texts = Array.from({ length: messages }, (_, i) => `Message ${i} ${randomUUID()}`);
	const left = texts.values();
	const sendThose = async () => {
		for (const Text of left) {
			const params = smsParams({ Text });
			await Promise.all([1, 2].map(async () => await until(`"${Text}" was taken`, async () => await call(params))));
		}
	};
	await Promise.all(Array.from({ length: atATime }, sendThose));
	return { texts, answers };
}

/** @throws the error, unless it's because Plivo hung up */
function hungUp(error: unknown): 'late' {
	if (error instanceof Error && error.name === 'TimeoutError') return 'late';
	throw error;
}
