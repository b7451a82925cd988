import type { IWebhookFunctions } from 'n8n-workflow';

import { createPlivoClient } from '../../client/plivoClient';
import { composeText } from '../../content/whatsapp/whatsappText';
import { asText } from '../../fields/text';
import { withoutPlus } from '../../phone/e164';

export const CLOSED_REPLY = 'Closed Question Reply';

/**
 * @returns '' if there is none
 * @throws InvalidFieldError if it isn't text, or is longer than Plivo accepts
 */
export function readClosedReply(value: unknown): string {
	const text = asText(value, CLOSED_REPLY).trim();
	return text === '' ? '' : composeText(() => text, CLOSED_REPLY).text;
}

/**
 * Tells somebody by WhatsApp that their answer doesn't count. They have just written, so WhatsApp delivers it.
 *
 * @param text as {@link readClosedReply} returned it
 * @param numbers `from` whom the answer came and `to` which number
 * @throws PlivoRequestError
 */
export async function sendClosedReply(context: IWebhookFunctions, text: string, { from, to }: { from: string; to: string }): Promise<void> {
	const client = await createPlivoClient(context);
	const result = await client.post('Message/', { src: withoutPlus(to), dst: withoutPlus(from), type: 'whatsapp', text });
	if ('failure' in result) throw result.failure;
}
