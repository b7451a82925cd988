import type { IHookFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../../transport/request';
import { isSameNode, ownerOf, type Owner } from './applicationName';
import { readOwnApplications } from './plivoResources';

/** The node as the owner of applications: for its active workflow, or for a test. */
export function owned(this: IHookFunctions, kind: Owner['kind']): Owner {
	const ids = {
		instanceId: this.getInstanceId(),
		workflowId: String(this.getWorkflow().id),
		nodeId: this.getNode().id,
	};
	return ownerOf(ids, kind);
}

/** Address of the webhook: in these methods n8n gives that of the test where it is one. */
export function webhookUrl(this: IHookFunctions): string {
	return String(this.getNodeWebhookUrl('default'));
}

/**
 * Whether it is the active workflow or a test that ends, where nothing was written down: n8n calls both ends alike, but a
 * test has an address of its own, and so has its application.
 *
 * @returns undefined when Plivo has no application for the address
 * @throws PlivoFault
 */
export async function findKind(this: IHookFunctions, client: PlivoClient): Promise<Owner['kind'] | undefined> {
	const url = webhookUrl.call(this);
	const node = owned.call(this, 'p');
	const applications = await readOwnApplications(client);
	return applications.find(({ record, name }) => isSameNode(name, node) && record.message_url === url)?.name.kind;
}
