import { isPossiblePhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import { PlivoError } from '../http/errors.mts';
import type { Variants } from '../variants.mts';

export interface Recipient {
	/** Digits without a plus sign. */
	number: string;
	countryIso2: string;
}

/** Plivo's page on bulk messaging: up to 1,000 unique numbers in one request, duplicates are dropped. */
const maxRecipients = 1_000;
const maxDigits = 14;

/**
 * Reads `dst`: numbers separated by `<`, each with / - . + ( ) and white space removed, up to 14 digits long. (Plivo's
 * reference of sending.)
 *
 * @param src the sender, without these characters; null for a Powerpack. No recipient may be the sender.
 * @returns the valid recipients in the given order, without duplicates, and the invalid ones, without these characters
 * Not known about live Plivo: what it does if all of several recipients are invalid. The switch all-invalid decides it.
 *
 * @throws PlivoError 400 if there is no valid recipient, there are too many, or one is the sender
 */
export function readRecipients(
	dst: string,
	src: string | null,
	{ 'all-invalid': allInvalid }: Variants,
): { valid: Recipient[]; invalid: string[] } {
	const numbers = [...new Set(dst.split('<').map((one) => one.replace(/[/\-.+()\s]/g, '')))];
	if (numbers.length > maxRecipients) {
		throw new PlivoError(400, `'dst' has ${numbers.length} unique numbers, the maximum is ${maxRecipients}.`);
	}
	if (src !== null && numbers.includes(src)) throw new PlivoError(400, "'dst' is identical to src.");
	const valid: Recipient[] = [];
	const invalid: string[] = [];
	for (const number of numbers) {
		const countryIso2 = countryOf(number);
		if (countryIso2 === undefined) invalid.push(number);
		else valid.push({ number, countryIso2 });
	}
	if (valid.length === 0 && (invalid.length === 1 || allInvalid === 'refused')) {
		// For one number, this is Plivo's own sample. For several, it's from plivo-node's pull request 215.
		const words = invalid.length === 1 ? `'${invalid[0]}' is not a valid phone number.` : 'invalid phone numbers.';
		throw new PlivoError(400, words, invalid.some(hasPossibleLength) ? 'sandbox' : 'plivo');
	}
	return { valid, invalid };
}

/** Whether a number is only invalid because of its country's numbering plan; see countryOf(). */
function hasPossibleLength(digits: string): boolean {
	return /^\d+$/.test(digits) && digits.length <= maxDigits && isPossiblePhoneNumber(`+${digits}`);
}

/**
 * Not known about live Plivo: how exactly it checks a number. The sandbox uses the numbering plans of all countries, which may
 * be stricter: one of Plivo's samples shows a message to 12401234567, a number that can't exist.
 */
export function countryOf(digits: string): string | undefined {
	if (!/^\d+$/.test(digits) || digits.length > maxDigits) return undefined;
	const parsed = parsePhoneNumberFromString(`+${digits}`);
	if (parsed === undefined || !parsed.isValid()) return undefined;
	return parsed.country ?? '';
}
