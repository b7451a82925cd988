import type { IHookFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../../client/plivoClient';
import { ownerOf, type Owner } from './applicationName';

/** The node as the owner of applications: for its active workflow, or for a test. */
export function owned(this: IHookFunctions, kind: Owner['kind']): Owner {
	const ids = {
		instanceId: this.getInstanceId(),
		workflowId: String(this.getWorkflow().id),
		nodeId: this.getNode().id,
	};
	return ownerOf(ids, kind);
}

/** Address of the webhook: for a test, n8n returns the test's address in these methods. */
export function webhookUrl(this: IHookFunctions): string {
	return String(this.getNodeWebhookUrl('default'));
}

/** The Auth ID of a client's account. */
export function authIdOf({ account }: PlivoClient): string {
	return /([^/]*)\/$/.exec(account)?.[1] ?? '';
}
