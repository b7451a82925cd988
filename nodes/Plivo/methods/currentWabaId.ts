import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../client/httpRequest';
import { withoutInvisible } from '../fields/invisible';

/**
 * The WhatsApp Business Account ID that counts for the panel as it is filled in: the node's, or the credential's if that
 * is empty.
 *
 * @returns an expression as it is written; an empty text if there is none in either
 * @throws n8n's error if it has to look into the credential, and the node has none
 */
export async function currentWabaId(this: ILoadOptionsFunctions): Promise<string> {
	const own = asShown(this.getCurrentNodeParameter('wabaId'));
	if (own !== '') return own;
	const { businessAccountId } = await this.getCredentials(CREDENTIAL);
	return asShown(businessAccountId);
}

function asShown(value: unknown): string {
	return withoutInvisible(String(value ?? '')).trim();
}
