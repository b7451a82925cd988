import { smsParams } from '../playground/checks/plivoCalls.mts';
import type { EditorClient } from '../playground/rest.mts';
import { until } from '../playground/until.mts';
import { mainAccount } from '../sandbox/fixtures.mts';
import { signatureHeaders } from '../sandbox/signature.mts';

/** An active workflow that messages come in to. */
export interface Receiving {
	url: string;
	workflowId: string;
}

/** One round of messages. */
export interface Sample {
	/** From the first call to the last answer. */
	ms: number;
	/** The longest wait for an answer. */
	slowestMs: number;
}

/**
 * Has signed messages come in, so many at a time, as fast as they are answered.
 *
 * @throws Error when one was refused, or did not start one execution
 */
export async function receive(client: EditorClient, { url, workflowId }: Receiving, messages: number, atATime: number): Promise<Sample> {
	const { count: before } = await client.executions(workflowId);
	const left = Array.from({ length: messages }, (_, i) => signedCall(url, `Message ${i}`)).values();
	let slowestMs = 0;
	const startedAt = performance.now();
	const callEach = async () => {
		for (const call of left) {
			const calledAt = performance.now();
			const response = await fetch(url, call);
			await response.arrayBuffer();
			if (response.status !== 200) throw new Error(`n8n answered a message with ${response.status}`);
			slowestMs = Math.max(slowestMs, performance.now() - calledAt);
		}
	};
	await Promise.all(Array.from({ length: atATime }, callEach));
	const ms = performance.now() - startedAt;
	await until('each message has an execution', async () => (await client.executions(workflowId)).count >= before + messages);
	const { count } = await client.executions(workflowId);
	if (count !== before + messages) throw new Error(`${messages} messages started ${count - before} executions`);
	return { ms, slowestMs };
}

/** Both kinds get the same calls, so that they have the same to read. */
function signedCall(url: string, text: string): RequestInit {
	const params = smsParams({ Text: text });
	const { authToken } = mainAccount;
	return {
		method: 'POST',
		headers: { ...signatureHeaders({ method: 'POST', url, params }, { owner: authToken, main: authToken }) },
		body: new URLSearchParams(params as Record<string, string>),
	};
}
