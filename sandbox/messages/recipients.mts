import { isPossiblePhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import { PlivoError } from '../http/errors.mts';

export interface Recipient {
	/** Digits without a plus sign. */
	number: string;
	countryIso2: string;
}

/** Plivo's page on bulk messaging: up to 1,000 unique numbers in one request, duplicates are dropped. */
const maxRecipients = 1_000;
const maxDigits = 14;

/**
 * Reads `dst`: numbers separated by `<`, each with / - . + ( ) and white space stripped, at most 14 digits long. (Plivo's
 * reference of sending.)
 *
 * @param src what the message is sent from, stripped; null when that is a powerpack. No number may be the same.
 * @returns the valid ones in the order given, without duplicates, and the invalid ones as they were after stripping
 * @throws PlivoError 400 when nothing valid is left, there are too many, or one is the source
 */
export function readRecipients(dst: string, src: string | null): { valid: Recipient[]; invalid: string[] } {
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
	if (valid.length === 0) {
		// Of one number by its own samples, of several by plivo-node's pull request 215.
		const words = invalid.length === 1 ? `'${invalid[0]}' is not a valid phone number.` : 'invalid phone numbers.';
		throw new PlivoError(400, words, invalid.some(hasPossibleLength) ? 'sandbox' : 'plivo');
	}
	return { valid, invalid };
}

/** Whether nothing but the plan of its country, see countryOf(), speaks against a number. */
function hasPossibleLength(digits: string): boolean {
	return /^\d+$/.test(digits) && digits.length <= maxDigits && isPossiblePhoneNumber(`+${digits}`);
}

/**
 * Not known about live Plivo: how exactly it judges a number. The sandbox goes by the numbering plans of all countries,
 * which may be stricter: one of Plivo's samples shows a message to 12401234567, and no such number can exist.
 */
export function countryOf(digits: string): string | undefined {
	if (!/^\d+$/.test(digits) || digits.length > maxDigits) return undefined;
	const parsed = parsePhoneNumberFromString(`+${digits}`);
	if (parsed === undefined || !parsed.isValid()) return undefined;
	return parsed.country ?? '';
}
