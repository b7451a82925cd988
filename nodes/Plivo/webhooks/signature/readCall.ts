import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { referenceIn } from '../../fields/reference';
import { isToBeLogged } from './refusalLog';
import { readParams } from './requestParams';
import type { V3Record } from './v3Record';
import { hasSignature, isFromPlivo } from './verify';

/**
 * The largest call that is read. Plivo's own calls have at most some ten kilobytes: a WhatsApp text of 4,096 characters
 * (its message reference), each of up to 12 bytes in a form, and the addresses of ten files.
 */
export const MAX_BYTES = 256 * 1024;

const UNPROVEN = { status: 403, text: 'The signature of this request is missing or wrong' };

/** The parameters of a call, and the reference in its address, or why it isn't read. */
export type Call = { params: IDataObject; reference: string | null } | { refused: { status: number; text: string } };

/**
 * Reads a webhook call if it is from Plivo. Anybody can call, with as much data as n8n accepts (16 MB), so nothing is
 * parsed before the call is known to have a signature and the size of a Plivo call.
 *
 * @param url the address that was given to Plivo, which its signature covers
 * @param queryString the part after the `?` of the request's own address, unless it is part of `url`
 * @param mustBeSigned false if the user has turned the check off
 * @param v3 the tokens for which V3 was proven for this receiver; updated with what this call proves
 * @throws if the credential can't be read
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
			context.logger.warn(`A call to the webhook of "${name}" was refused: its signature is missing. Lines like this appear up to ten times an hour.`);
		}
		return { refused: UNPROVEN };
	}
	const size = rawBody?.length ?? 0;
	const contentType = String(headers['content-type'] ?? '');
	const read = size > MAX_BYTES ? 'tooLarge' : readParams({ method, contentType, rawBody, queryString });
	if (read === 'tooLarge') {
		if (isToBeLogged(context, 'larger')) {
			context.logger.warn(`A call to the webhook of "${name}" was refused: it is larger than any call from Plivo (${size} bytes). Lines like this appear up to ten times an hour.`);
		}
		return { refused: { status: 413, text: 'This request is larger than any of Plivo' } };
	}
	const { query, body, object, json } = read;
	if (mustBeSigned && !(await isFromPlivo(context, { method, headers, query, body, json }, url, v3))) {
		return { refused: UNPROVEN };
	}
	return { params: object, reference: referenceIn(query) };
}
