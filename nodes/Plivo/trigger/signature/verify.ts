import type { IWebhookFunctions } from 'n8n-workflow';

import { authToken } from './authToken';
import { Nonces } from './nonces';
import { verifySignature, type SignedRequest } from './signature';

const nonces = new Nonces();

/**
 * Whether a request was signed by Plivo with the credential's token.
 *
 * @param url the address that was handed to Plivo, which its signature is made over. Never taken from the request: behind a
 *   proxy that is another one, and a forger chooses it.
 * @throws when the credential cannot be read
 */
export async function isFromPlivo(
	context: IWebhookFunctions,
	request: Omit<SignedRequest, 'url'>,
	url: string,
): Promise<boolean> {
	const token = await authToken(context);
	let proof = verifySignature({ ...request, url }, token);
	if (proof === undefined) {
		const newer = await authToken(context, true);
		if (newer !== token) proof = verifySignature({ ...request, url }, newer);
	}
	const isGenuine = proof !== undefined && nonces.accept(proof.nonce, url, request);
	if (!isGenuine) {
		context.logger.warn(
			`A call of the webhook of "${context.getNode().name}" was refused: its signature is wrong for ${withoutSignature(url)} (${signaturesOf(request.headers).join(', ')}).`,
		);
	}
	return isGenuine;
}

/** Whether a request has any header of Plivo's signatures. Names are in small letters, as Node has them. */
export function hasSignature(headers: SignedRequest['headers']): boolean {
	return signaturesOf(headers).length > 0;
}

function signaturesOf(headers: SignedRequest['headers']): string[] {
	return Object.keys(headers).filter((name) => name.startsWith('x-plivo-signature'));
}

/** The address of an execution that waits holds a signature of n8n's own, which is as good as a password. */
function withoutSignature(url: string): string {
	return url.replace(/([?&]signature=)[^&#]*/g, '$1…');
}
