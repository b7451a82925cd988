import { SegmentedMessage } from 'sms-segments-calculator';
import { PlivoError } from '../http/errors.mts';

/** Plivo's reference of sending: 1,600 characters in GSM 03.38, 737 if one or more of them need UCS-2. */
const maxGsm = 1_600;
const maxUcs2 = 737;

/**
 * How many units an SMS takes.
 *
 * @throws PlivoError 400 if the text is empty or over the limit of its encoding
 */
export function smsUnits(text: string | undefined): number {
	if (text === undefined || text === '') throw new PlivoError(400, "'text' is required for a message of type sms.");
	const segmented = new SegmentedMessage(text);
	// Not known about live Plivo: what it counts as a character. 737 is eleven units of 67 UTF-16 code units, so an emoji
	// counts as two here. A character of GSM's extension table, which takes two septets, also counts as two.
	if (segmented.encodingName === 'UCS-2') checkLength(text.length, maxUcs2, 'UCS-2');
	else checkLength(segmented.numberOfCharacters, maxGsm, 'GSM 03.38');
	return segmented.segmentsCount;
}

/** How many units an incoming SMS has, whatever its length; one if it's empty. */
export function inboundUnits(text: string): number {
	return Math.max(1, new SegmentedMessage(text).segmentsCount);
}

function checkLength(length: number, max: number, encoding: string): void {
	if (length > max) {
		throw new PlivoError(400, `'text' has ${length} ${encoding} characters, the maximum is ${max}.`);
	}
}
