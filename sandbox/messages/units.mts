import { SegmentedMessage } from 'sms-segments-calculator';
import { PlivoError } from '../http/errors.mts';
import type { Variants } from '../variants.mts';

/** Plivo's reference of sending: 1,600 characters in GSM 03.38, 737 if one or more of them need UCS-2. */
const maxGsm = 1_600;
const maxUcs2 = 737;

/**
 * How many units an SMS takes.
 *
 * Not known about live Plivo: what it counts as a character. 737 is eleven units of 67 UTF-16 code units, so an emoji counts as two
 * here. The switch unicode-limit can count bytes in UTF-8 instead: live Plivo has refused 400 Cyrillic letters with the error below
 * (plivo-python, issue 298). The switch extension-characters says how often a character of GSM's extension table counts, which takes
 * two septets.
 *
 * @throws PlivoError 400 if the text is empty or over the limit of its encoding
 */
export function smsUnits(text: string | undefined, variants: Variants): number {
	if (text === undefined || text === '') throw new PlivoError(400, "'text' is required for a message of type sms.");
	const segmented = new SegmentedMessage(text);
	if (segmented.encodingName !== 'UCS-2') {
		const length = variants['extension-characters'] === 'one' ? text.length : segmented.numberOfCharacters;
		checkLength(length, maxGsm, 'GSM 03.38');
	} else if (variants['unicode-limit'] === '737') {
		checkLength(text.length, maxUcs2, 'UCS-2');
	} else if (Buffer.byteLength(text) > maxUcs2) {
		throw new PlivoError(400, `text parameter length exceeds ${maxUcs2} unicode characters`);
	}
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
