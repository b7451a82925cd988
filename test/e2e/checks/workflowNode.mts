import { randomUUID } from 'node:crypto';
import { credentialType } from '../../../playground/examples.mts';
import { findSandboxCredential } from '../../../playground/provision.mts';
import type { EditorClient, WorkflowNode } from '../../../playground/rest.mts';

/** A node of a workflow that a check creates. @param more additional values, which replace the others */
export function workflowNode(name: string, type: string, more: object = {}): WorkflowNode {
	return { ...{ id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters: {} }, ...more };
}

/** What a node needs to send to the sandbox. @throws {Error} if n8n doesn't have the credential */
export async function sandboxCredentials(client: EditorClient): Promise<Record<string, { id: string; name: string }>> {
	const found = await findSandboxCredential(client);
	if (found === undefined) throw new Error('n8n has no credential for the sandbox');
	return { [credentialType]: found };
}
