import { randomUUID } from 'node:crypto';
import { credentialType } from '../../../playground/examples.mts';
import { findSandboxCredential } from '../../../playground/provision.mts';
import type { EditorClient, WorkflowNode } from '../../../playground/rest.mts';

/** A node of a workflow that a check makes. @param more what it has besides, or otherwise */
export function workflowNode(name: string, type: string, more: object = {}): WorkflowNode {
	return { ...{ id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters: {} }, ...more };
}

/** What a node has that sends to the sandbox. @throws {Error} n8n does not have its credential */
export async function sandboxCredentials(client: EditorClient): Promise<Record<string, { id: string; name: string }>> {
	const found = await findSandboxCredential(client);
	if (found === undefined) throw new Error('n8n has no credential of the sandbox');
	return { [credentialType]: found };
}
