import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { signatureHeaders } from '../../../sandbox/signature.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { smsParams } from './plivoCalls.mts';

const HUGE = 8 * 1024 * 1024;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** A webhook call from someone who isn't Plivo. */
export interface StrangerCall {
	method?: 'GET';
	/** What follows the address. */
	query?: string;
	headers: Record<string, string>;
	body?: Uint8Array<ArrayBuffer> | string;
}

/** Large calls: n8n accepts 16 MB, and unpacks compressed bodies. */
export const hugeCalls = {
	form: { headers: FORM, body: Buffer.alloc(HUGE, 'a&') },
	json: { headers: { 'content-type': 'application/json' }, body: `[${'{"a":1},'.repeat(HUGE / 8 - 1)}{}]` },
	packed: { headers: { ...FORM, 'content-encoding': 'gzip' }, body: new Uint8Array(gzipSync(Buffer.alloc(HUGE, 'a&'))) },
	untyped: { headers: { 'content-type': 'application/octet-stream' }, body: Buffer.alloc(HUGE, 'a&') },
	multipart: {
		headers: { 'content-type': 'multipart/form-data; boundary=x' },
		body: `--x\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\n${'a'.repeat(HUGE)}\r\n--x--\r\n`,
	},
} satisfies Record<string, StrangerCall>;

/** What a stranger sends in place of a signature. */
export function madeUp(url: string): Record<string, string> {
	return signatureHeaders({ method: 'POST', url, params: smsParams() }, { owner: randomBytes(9).toString('hex'), main: 'made-up' });
}

/** @returns the status of the answer; `closed` if n8n hung up, which it may do before all of a large call has arrived */
export async function callAsStranger(url: string, { method, query = '', headers, body }: StrangerCall): Promise<number | 'closed'> {
	try {
		const response = await n8nFetch(url + query, { method: method ?? 'POST', headers, ...(method !== 'GET' && { body }) });
		await response.arrayBuffer();
		return response.status;
	} catch (error) {
		// Other errors of fetch, such as a timeout, aren't TypeErrors.
		if (error instanceof TypeError) return 'closed';
		throw error;
	}
}

/** The number of each answer that strangers got. */
export type Answers = Record<string, number>;

/**
 * Strangers call a webhook at the same time, each again as soon as there is an answer: most with little, some with 8 MB.
 *
 * @param isOver whether they should stop
 * @returns the answers, once the last call is answered
 */
export async function flood(url: string, isOver: () => boolean): Promise<Answers> {
	const form = () => new URLSearchParams(smsParams() as Record<string, string>).toString();
	const small = (i: number): StrangerCall[] => [
		{ headers: FORM, body: form() },
		{ headers: { ...FORM, ...madeUp(url) }, body: form() },
		{ method: 'GET', query: `?${form()}&i=${i}`, headers: i % 2 === 0 ? {} : madeUp(url) },
	];
	const huge = (): StrangerCall[] =>
		Object.values<StrangerCall>(hugeCalls).flatMap((call) => [call, { ...call, headers: { ...call.headers, ...madeUp(url) } }]);
	const answers: Answers = {};
	const keepCalling = async (calls: (i: number) => StrangerCall[]) => {
		for (let i = 0; !isOver(); i += 1) {
			for (const call of calls(i)) {
				if (isOver()) return;
				const status = await callAsStranger(url, call);
				answers[status] = (answers[status] ?? 0) + 1;
			}
		}
	};
	await Promise.all([...Array.from({ length: 4 }, async () => await keepCalling(small)), keepCalling(huge)]);
	return answers;
}
