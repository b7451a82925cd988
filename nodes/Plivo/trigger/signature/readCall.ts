import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { readParams } from './requestParams';
import type { V3Record } from './v3Record';
import { hasSignature, isFromPlivo } from './verify';

/**
 * The largest call that is read. Plivo's own have some ten kilobytes at most: a text of 4,096 characters by WhatsApp (its
 * message reference), each of up to 12 bytes in a form, and the addresses of ten files.
 */
const MOST_BYTES = 256 * 1024;

/** The most parameters of a call that is read. Plivo's page on incoming messages names some twenty. */
const MOST_PARAMETERS = 1_000;

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
	if (mustBeSigned && !hasSignature(headers)) {
		context.logger.warn(`A call of the webhook of "${context.getNode().name}" was refused: its signature is missing.`);
		return { refused: UNPROVEN };
	}
	const size = rawBody?.length ?? 0;
	if (size > MOST_BYTES || countParameters(rawBody) + countParameters(queryString) > MOST_PARAMETERS) {
		context.logger.warn(`A call of the webhook of "${context.getNode().name}" was refused: it is larger than any of Plivo (${size} bytes).`);
		return { refused: { status: 413, text: 'This request is larger than any of Plivo' } };
	}
	const contentType = String(headers['content-type'] ?? '');
	const { query, body, object } = readParams({ method, contentType, rawBody, queryString });
	if (mustBeSigned && !(await isFromPlivo(context, { method, headers, query, body }, url, v3))) {
		return { refused: UNPROVEN };
	}
	return { params: object };
}

/** An upper bound for a form, without decoding anything. Of JSON it says little, but what MOST_BYTES lets through is read in no time. */
function countParameters(form: Buffer | string | undefined): number {
	if (form === undefined || form.length === 0) return 0;
	let count = 1;
	for (let at = form.indexOf('&'); at !== -1 && count <= MOST_PARAMETERS; at = form.indexOf('&', at + 1)) count += 1;
	return count;
}
