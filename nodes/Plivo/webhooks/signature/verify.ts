import type { IWebhookFunctions } from 'n8n-workflow';

import { admit, type Refusal } from './admission';
import { authToken } from './authToken';
import { Nonces } from './nonces';
import { isToBeLogged } from './refusalLog';
import type { SignedRequest } from './signature';
import type { V3Record } from './v3Record';

const nonces = new Nonces();

/**
 * Whether a request was signed by Plivo with the credential's token, and may be accepted (admission.ts).
 *
 * @param url the address that was given to Plivo, which its signature covers. Never taken from the request: behind a
 * proxy it differs, and a forger chooses it.
 * @param v3 the tokens for which V3 was proven for this receiver; updated with what this call proves
 * @throws if the credential can't be read
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
			`A call to the webhook of "${name}" was refused: its signature is right for ${url}, but its nonce was used before with other content. Lines like this appear up to ten times an hour.`,
		);
	} else if (why === 'onlyV2') {
		context.logger.warn(
			`A call to the webhook of "${name}" was refused: only its V2 signature is right for ${url}, and Plivo has signed earlier calls with V3. If it is about a number of a subaccount, use another node for that number, with a credential of the subaccount. Lines like this appear up to ten times an hour.`,
		);
	} else {
		context.logger.warn(
			`A call to the webhook of "${name}" was refused: its signature is wrong for ${url} (${signaturesOf(headers).join(', ')}). Lines like this appear up to ten times an hour.`,
		);
	}
}

/**
 * All known headers of Plivo's signatures, in the order in which they are logged. No other header names are logged,
 * because the caller chooses them.
 */
const SIGNATURES = ['v3', 'v3-nonce', 'ma-v3', 'v2', 'v2-nonce', 'ma-v2'].map((name) => `x-plivo-signature-${name}`);
/** The first scheme, which proves nothing here. In the log, it shows that Plivo has called, and how. */
SIGNATURES.push('x-plivo-signature');

/** Whether a request has any header of Plivo's signatures. Names are in lowercase, as Node provides them. */
export function hasSignature(headers: SignedRequest['headers']): boolean {
	return signaturesOf(headers).length > 0;
}

function signaturesOf(headers: SignedRequest['headers']): string[] {
	return SIGNATURES.filter((name) => headers[name] !== undefined);
}

/** The address of a waiting execution contains n8n's own signature, which is as good as a password. */
function withoutSignature(url: string): string {
	return url.replace(/([?&]signature=)[^&#]*/g, '$1…');
}
