import type { IWebhookFunctions } from 'n8n-workflow';

import { readWritten } from '../registration/written';
import { authToken } from './authToken';
import { Nonces } from './nonces';
import { verifySignature, type SignedRequest } from './signature';

const nonces = new Nonces();

/**
 * Whether a request was signed by Plivo with the credential's token, for this very webhook.
 *
 * @throws when the credential cannot be read
 */
export async function isFromPlivo(context: IWebhookFunctions, request: Omit<SignedRequest, 'url'>): Promise<boolean> {
	const url = registeredUrl(context);
	const token = await authToken(context);
	let proof = verifySignature({ ...request, url }, token);
	if (proof === undefined) {
		const newer = await authToken(context, true);
		if (newer !== token) proof = verifySignature({ ...request, url }, newer);
	}
	const isGenuine = proof !== undefined && nonces.accept(proof.nonce, url, request);
	if (!isGenuine) {
		const given = Object.keys(request.headers).filter((name) => name.startsWith('x-plivo-signature'));
		context.logger.warn(
			`A call of the webhook of "${context.getNode().name}" was refused: its signature is ${given.length === 0 ? 'missing' : `wrong for ${url} (${given.join(', ')})`}.`,
		);
	}
	return isGenuine;
}

/**
 * The address that was handed to Plivo, which its signature is made over. Never taken from the request: behind a proxy that
 * is another one, and a forger chooses it.
 *
 * n8n itself gives the address of the active workflow here, also while it serves that of a test.
 */
function registeredUrl(context: IWebhookFunctions): string {
	const written = readWritten(context.getWorkflowStaticData('node'));
	return written.url ?? context.getWebhookResourceUrl?.('default') ?? String(context.getNodeWebhookUrl('default'));
}
