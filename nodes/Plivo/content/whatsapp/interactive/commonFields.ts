import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { asText } from '../../../fields/text';
import { asLine, atMost, oneLine, required } from '../../../fields/textChecks';
import { parseWebAddress } from '../../../fields/url';
import { refuseFormatting } from '../formatting';
import { MAX_BODY, MAX_FOOTER, MAX_HEADER } from './interactiveLimits';

export const HEADER_EXAMPLE = 'https://example.com/picture.jpg';

/**
 * @param remedy what to do if it is missing, as a full sentence
 * @returns the text above the message
 * @throws InvalidFieldError if it is missing, too long, formatted, or has more than one line
 */
export function parseHeaderText(value: unknown, label: string, remedy: string): string {
	const text = required(asLine(value, label), label, remedy);
	return atMost(refuseFormatting(oneLine(text, label), label), label, MAX_HEADER, 'WhatsApp');
}

/**
 * @param remedy what to do if it is missing, as a full sentence
 * @returns the address of the file above the message
 * @throws InvalidFieldError if it is missing, or isn't an address
 */
export function parseHeaderMedia(value: unknown, label: string, remedy: string): string {
	return parseWebAddress(required(asLine(value, label), label, remedy), label, HEADER_EXAMPLE);
}

/**
 * In Plivo's message reference, only reply buttons can have a media header.
 *
 * @throws InvalidFieldError if another type has one
 */
export function refuseMediaHeader(type: string, label: string, remedy: string): void {
	if (type !== 'reply' && type !== 'button') {
		throw new InvalidFieldError(label, 'is media, which only reply buttons can have', remedy);
	}
}

/** @throws InvalidFieldError if it is missing or too long */
export function parseBody(value: unknown, label: string): string {
	const text = required(asText(value, label), label, 'Enter what the message should say.');
	return atMost(text, label, MAX_BODY);
}

/**
 * @returns the small text below the message, or undefined
 * @throws InvalidFieldError if it is too long
 */
export function parseFooter(value: unknown, label: string): string | undefined {
	const text = atMost(asText(value, label), label, MAX_FOOTER);
	return text.trim() === '' ? undefined : text;
}
