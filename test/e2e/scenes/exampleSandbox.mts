import assert from 'node:assert/strict';
import type { Sandbox } from '../../../sandbox/server.mts';

/**
 * Calls the sandbox's message API directly, not through n8n.
 *
 * @param body of a send
 * @param uuid of the message to get; without it, all messages are listed
 * @returns the parsed answer
 */
export async function askSandbox(sandbox: Sandbox, method: 'GET' | 'POST', body?: object, uuid?: string): Promise<unknown> {
	const { authId, authToken } = sandbox.account;
	const authorization = `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`;
	const response = await fetch(`${sandbox.url}/v1/Account/${authId}/Message/${uuid === undefined ? '' : `${uuid}/`}`, {
		method,
		headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
		...(body && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	assert.ok(response.ok, text);
	return JSON.parse(text);
}
