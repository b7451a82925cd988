import type { IHookFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../../transport/request';
import { isOwn, ownerOf, type Owner } from './applicationName';
import { readOwnApplications } from './plivoResources';
import { activeUrl } from './process';

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

/** The Auth ID of the account that a client is for. */
export function authIdOf({ account }: PlivoClient): string {
	return /([^/]*)\/$/.exec(account)?.[1] ?? '';
}

/**
 * Whether it is the active workflow or a test that ends, where nothing is written down: n8n calls both ends alike, but a
 * test has an address of its own.
 *
 * @throws PlivoFault
 */
export async function findKind(this: IHookFunctions, client: PlivoClient): Promise<Owner['kind']> {
	const url = webhookUrl.call(this);
	const test = owned.call(this, 't');
	if (activeUrl(test) === url) return 't';
	// Of a test that another process of this n8n has begun, Plivo knows; the address of a workflow may have changed since.
	const applications = await readOwnApplications(client);
	return applications.some(({ record, name }) => isOwn(name, test) && record.message_url === url) ? 't' : 'p';
}
