import type { IWebhookFunctions } from 'n8n-workflow';

import { admit, type Refusal } from './admission';
import { authToken } from './authToken';
import { Nonces } from './nonces';
import { isToBeLogged } from './refusalLog';
import type { SignedRequest } from './signature';
import type { V3Record } from './v3Record';

const nonces = new Nonces();

/**
 * Whether a request was signed by Plivo with the credential's token, and may be let in (admission.ts).
 *
 * @param url the address that was handed to Plivo, which its signature is made over. Never taken from the request: behind a
 *   proxy that is another one, and a forger chooses it.
 * @param v3 with which tokens V3 was proven for this receiver; what this call proves is added
 * @throws when the credential cannot be read
 */
export async function isFromPlivo(
	context: IWebhookFunctions,
	request: Omit<SignedRequest, 'url'>,
	url: string,
	v3: V3Record,
): Promise<boolean> {
	const memory = { nonces, v3 };
	const token = await authToken(context);
	let verdict = admit({ ...request, url }, token, memory);
	if (verdict === 'unproven') {
		const newer = await authToken(context, true);
		if (newer !== token) verdict = admit({ ...request, url }, newer, memory);
	}
	if (verdict !== 'in') logRefusal(context, verdict, withoutSignature(url), request.headers);
	return verdict === 'in';
}

function logRefusal(context: IWebhookFunctions, why: Refusal, url: string, headers: SignedRequest['headers']): void {
	if (!isToBeLogged(context, why)) return;
	const { name } = context.getNode();
	if (why === 'reused') {
		context.logger.warn(
			`A call of the webhook of "${name}" was refused: its signature is right for ${url}, but its nonce came before with other content. Lines like this appear ten times an hour at most.`,
		);
	} else if (why === 'onlyV2') {
		context.logger.warn(
			`A call of the webhook of "${name}" was refused: only its V2 signature is right for ${url}, and Plivo has signed earlier calls by V3. If it is about a number of a subaccount, use another node for that number, with a credential of the subaccount. Lines like this appear ten times an hour at most.`,
		);
	} else {
		context.logger.warn(
			`A call of the webhook of "${name}" was refused: its signature is wrong for ${url} (${signaturesOf(headers).join(', ')}). Lines like this appear ten times an hour at most.`,
		);
	}
}

/**
 * All headers of Plivo's signatures that are known, in the order in which they are named in the log. Nothing else of a request is
 * named there: the caller chooses what its headers are called.
 */
const SIGNATURES = ['v3', 'v3-nonce', 'ma-v3', 'v2', 'v2-nonce', 'ma-v2'].map((name) => `x-plivo-signature-${name}`);
/** The first scheme, which proves nothing here. To see it in the log tells that Plivo has called, and how. */
SIGNATURES.push('x-plivo-signature');

/** Whether a request has any header of Plivo's signatures. Names are in small letters, as Node has them. */
export function hasSignature(headers: SignedRequest['headers']): boolean {
	return signaturesOf(headers).length > 0;
}

function signaturesOf(headers: SignedRequest['headers']): string[] {
	return SIGNATURES.filter((name) => headers[name] !== undefined);
}

/** The address of an execution that waits holds a signature of n8n's own, which is as good as a password. */
function withoutSignature(url: string): string {
	return url.replace(/([?&]signature=)[^&#]*/g, '$1…');
}
