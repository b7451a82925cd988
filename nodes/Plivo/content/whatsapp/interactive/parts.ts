import { InvalidField } from '../../../errors/invalidFieldError';
import { asText } from '../../../fields/text';
import { webAddress } from '../../../fields/url';
import { asLine, atMost, oneLine, required } from '../../../fields/checks';
import { refuseFormatting } from '../formatting';

/**
 * Meta's reference of list messages; Plivo's gives no limit for this header.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
 */
export const MOST_HEADER = 60;

/** Plivo's message reference. */
export const MOST_BODY = 1024;
export const MOST_FOOTER = 60;

export const HEADER_EXAMPLE = 'https://example.com/picture.jpg';

/**
 * @param remedy what to do when there is none, a whole sentence
 * @returns the text above the message
 * @throws InvalidField when there is none, it is too long, formatted, or has more than one line
 */
export function parseHeaderText(value: unknown, label: string, remedy: string): string {
	const text = required(asLine(value, label), label, remedy);
	return atMost(refuseFormatting(oneLine(text, label), label), label, MOST_HEADER, 'WhatsApp');
}

/**
 * @param remedy what to do when there is none, a whole sentence
 * @returns the address of the file above the message
 * @throws InvalidField when there is none, or it isn't one
 */
export function parseHeaderMedia(value: unknown, label: string, remedy: string): string {
	return webAddress(required(asLine(value, label), label, remedy), label, HEADER_EXAMPLE);
}

/**
 * Plivo's message reference gives a media header to reply buttons only.
 *
 * @throws InvalidField when another type has one
 */
export function refuseMediaHeader(type: string, label: string, remedy: string): void {
	if (type !== 'reply' && type !== 'button') {
		throw new InvalidField(label, 'is media, which only reply buttons can have', remedy);
	}
}

/** @throws InvalidField when there is none, or it is too long */
export function parseBody(value: unknown, label: string): string {
	const text = required(asText(value, label), label, 'Enter what the message should say.');
	return atMost(text, label, MOST_BODY);
}

/**
 * @returns the small text under the message, or nothing
 * @throws InvalidField when it is too long
 */
export function parseFooter(value: unknown, label: string): string | undefined {
	const text = atMost(asText(value, label), label, MOST_FOOTER);
	return text.trim() === '' ? undefined : text;
}
