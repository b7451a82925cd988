import { setTimeout as delay } from 'node:timers/promises';
import { type Budget, messagesIn } from './budget.mts';

/** What came back, as it came back. */
export interface Answer {
	status: number;
	headers: Headers;
	/** Parsed JSON; the text if it is none; undefined if it is empty. */
	body: unknown;
}

/** A send request, in Plivo's names. */
export type SendBody = { dst: string } & Record<string, unknown>;

/** A request got no answer: nobody knows whether Plivo has done what it asked for. */
export class NoAnswerError extends Error {}

interface Account {
	baseUrl: string;
	authId: string;
	authToken: string;
}

/** Only ends a request that would never end. */
const TIMEOUT_MS = 60_000;
const MAX_TRIES = 4;
const LIST_WINDOW_MS = 60_000;
/** Plivo's reference of the message list. */
export const LISTS_A_MINUTE = 20;

/**
 * Plivo's API by plain requests, because here the answer itself is what's asked for. Look-ups are repeated when they fail; nothing
 * else is. A request that has left is never given up when the run is stopped, so that what it did can be undone.
 */
export class Api {
	private listTimes: number[] = [];

	/**
	 * @param learn is told of every answer, see record/conceal.mts
	 * @param stop no request begins once it is aborted
	 */
	constructor(
		private readonly account: Account,
		private readonly budget: Budget,
		private readonly learn: (body: unknown) => void,
		private readonly stop?: AbortSignal,
	) {}

	/** The same account, but stopping the run doesn't stop it: for undoing. */
	evenWhenStopped(): Api {
		return new Api(this.account, this.budget, this.learn);
	}

	/** A look-up, repeated when there is no answer or an error that may pass. @throws NoAnswerError */
	async get(path: string): Promise<Answer> {
		return await this.repeated('GET', path);
	}

	/** A change that does no harm when it is done twice: linking a number, deleting. @throws NoAnswerError */
	async repeated(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer> {
		for (let attempt = 1; ; attempt += 1) {
			const last = attempt === MAX_TRIES;
			try {
				const answer = await this.once(method, path, body);
				if (last || (answer.status !== 429 && answer.status < 500)) return answer;
				await this.pause(1_000 * Number(answer.headers.get('retry-after') ?? attempt));
			} catch (error) {
				if (last || !(error instanceof NoAnswerError)) throw error;
				await this.pause(200 * attempt);
			}
		}
	}

	/** One request, whatever comes back. Not for messages. @throws NoAnswerError */
	async once(method: string, path: string, body?: object): Promise<Answer> {
		if (method === 'POST' && /^\/?Message\/?(\?|$)/i.test(path)) throw new Error('messages are sent with send(), which counts them');
		return await this.request(method, path, body);
	}

	/** Sends, once, if the budget allows it. @throws Error if it doesn't; NoAnswerError */
	async send(body: SendBody): Promise<Answer> {
		this.stop?.throwIfAborted();
		this.budget.take(messagesIn(body));
		return await this.request('POST', 'Message/', body);
	}

	/** One page of the list of messages, which has a limit of its own. Waits for its turn under that limit. @throws NoAnswerError */
	async listMessages(query: Record<string, string>, ahead = LISTS_A_MINUTE): Promise<Answer> {
		for (;;) {
			const now = Date.now();
			this.listTimes = this.listTimes.filter((time) => time > now - LIST_WINDOW_MS);
			const [oldest = now] = this.listTimes;
			if (this.listTimes.length < ahead) break;
			await this.pause(Math.max(0, oldest + LIST_WINDOW_MS + 100 - now));
		}
		return await this.listNow(query);
	}

	/** The same, without waiting for its turn: to meet the limit. @throws NoAnswerError */
	async listNow(query: Record<string, string>): Promise<Answer> {
		this.listTimes.push(Date.now());
		return await this.request('GET', `Message/?${new URLSearchParams(query)}`);
	}

	/** Uploads one file, once. @throws NoAnswerError */
	async upload(file: File): Promise<Answer> {
		const form = new FormData();
		form.append('file', file);
		return await this.request('POST', 'Media/', form);
	}

	private async request(method: string, path: string, body?: object): Promise<Answer> {
		this.stop?.throwIfAborted();
		const { baseUrl, authId, authToken } = this.account;
		const isForm = body instanceof FormData;
		try {
			const response = await fetch(`${baseUrl}/v1/Account/${authId}/${path}`, {
				method,
				redirect: 'manual',
				signal: AbortSignal.timeout(TIMEOUT_MS),
				headers: {
					authorization: `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`,
					...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
				},
				...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
			});
			const answer = { status: response.status, headers: response.headers, body: parsed(await response.text()) };
			this.learn(answer.body);
			return answer;
		} catch {
			// What fetch throws may hold the request, and so the token.
			throw new NoAnswerError(`${method} ${path.replace(/\?.*/, '')}: no answer`);
		}
	}

	private async pause(ms: number): Promise<void> {
		const wait = Math.min(Number.isFinite(ms) ? ms : 1_000, LIST_WINDOW_MS + 1_000);
		await delay(wait, undefined, this.stop === undefined ? {} : { signal: this.stop });
	}
}

function parsed(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** A field of an answer; undefined if the answer is no object or doesn't have it. */
export function field(from: Answer | unknown, key: string): unknown {
	const body = isAnswer(from) ? from.body : from;
	return typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
}

/** The objects of a list. */
export function objectsOf(answer: Answer): unknown[] {
	const objects = field(answer, 'objects');
	return Array.isArray(objects) ? objects : [];
}

/** All objects of a list that pages; at most 500 pages. @throws NoAnswerError; Error if a page isn't there */
export async function allOf(api: Api, path: string, filter: Record<string, string> = {}): Promise<unknown[]> {
	const found: unknown[] = [];
	for (let offset = 0; offset < 10_000; offset += 20) {
		const query = new URLSearchParams({ ...filter, limit: '20', offset: String(offset) });
		const answer = await api.get(`${path}?${query}`);
		if (answer.status !== 200) throw new Error(`the list ${path} can't be read (HTTP ${answer.status})`);
		const page = objectsOf(answer);
		found.push(...page);
		if (page.length < 20) break;
	}
	return found;
}

function isAnswer(value: unknown): value is Answer {
	return typeof value === 'object' && value !== null && 'headers' in value && 'status' in value && 'body' in value;
}
