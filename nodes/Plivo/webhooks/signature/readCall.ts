import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isToBeLogged } from './refusalLog';
import { readParams } from './requestParams';
import type { V3Record } from './v3Record';
import { hasSignature, isFromPlivo } from './verify';

/**
 * The largest call that is read. Plivo's own have some ten kilobytes at most: a text of 4,096 characters by WhatsApp (its
 * message reference), each of up to 12 bytes in a form, and the addresses of ten files.
 */
const MAX_BYTES = 256 * 1024;

const UNPROVEN = { status: 403, text: 'The signature of this request is missing or wrong' };

/** What a call says, or why it isn't read. */
export type Call = { params: IDataObject } | { refused: { status: number; text: string } };

/**
 * Reads a call of a webhook, if Plivo has made it. Anybody can call, with as much as n8n takes (16 MB), so nothing is parsed
 * before it is clear that the call has a signature and is of a size that Plivo's calls have.
 *
 * @param url the address that was handed to Plivo, which its signature is made over
 * @param queryString what follows the `?` of the request's own address, unless it is part of `url`
 * @param mustBeSigned false where the user has switched the check off
 * @param v3 with which tokens V3 was proven for this receiver; what this call proves is added
 * @throws when the credential cannot be read
 */
export async function readCall(
	context: IWebhookFunctions,
	url: string,
	{ queryString, mustBeSigned, v3 }: { queryString: string; mustBeSigned: boolean; v3: V3Record },
): Promise<Call> {
	const { method, headers, rawBody } = context.getRequestObject();
	const { name } = context.getNode();
	if (mustBeSigned && !hasSignature(headers)) {
		if (isToBeLogged(context, 'missing')) {
			context.logger.warn(`A call of the webhook of "${name}" was refused: its signature is missing. Lines like this appear ten times an hour at most.`);
		}
		return { refused: UNPROVEN };
	}
	const size = rawBody?.length ?? 0;
	const contentType = String(headers['content-type'] ?? '');
	const read = size > MAX_BYTES ? 'tooLarge' : readParams({ method, contentType, rawBody, queryString });
	if (read === 'tooLarge') {
		if (isToBeLogged(context, 'larger')) {
			context.logger.warn(`A call of the webhook of "${name}" was refused: it is larger than any of Plivo (${size} bytes). Lines like this appear ten times an hour at most.`);
		}
		return { refused: { status: 413, text: 'This request is larger than any of Plivo' } };
	}
	const { query, body, object, json } = read;
	if (mustBeSigned && !(await isFromPlivo(context, { method, headers, query, body, json }, url, v3))) {
		return { refused: UNPROVEN };
	}
	return { params: object };
}
