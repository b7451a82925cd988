import { readNotation } from './notation';
import { isNationalFormat } from './nationalFormat';
import { isPossible, nationalNumber, planOfDigits } from './plan';

/** E.164: at most 15 digits, and no country code begins with 0. Short codes have 3 to 6 digits. */
const PHONE_DIGITS = /^[1-9]\d{6,14}$/;

/**
 * The 1 that Mexico's mobile numbers had after the country code until 2019. WhatsApp still has it in its IDs; written so, a
 * number cannot be sent to. No Mexican number begins with 1.
 */
const MEXICAN_MOBILE = /^521(?=\d{10}$)/;

/**
 * Reads digits that begin with a country code.
 *
 * @returns them without a trunk prefix (`440207…` as `44207…`); undefined when no country has such a number
 */
export function readInternational(digits: string): string | undefined {
	const plan = planOfDigits(digits);
	if (plan === undefined) return undefined;
	const national = nationalNumber(plan, digits.slice(plan.callingCode.length));
	return isPossible(plan, national) ? plan.callingCode + national : undefined;
}

/** Whether a number has the 1 that Mexican mobile numbers no longer have. */
export function hasMexicanMobilePrefix(digits: string): boolean {
	return MEXICAN_MOBILE.test(digits);
}

/**
 * The one form in which the nodes say who somebody is: `+14155550123` (E.164) for a phone number, however it is written.
 * Short codes, sender IDs and whatever else is no phone number stay as they are, so that nothing is lost of what comes in.
 *
 * @param text as Plivo gives it, also with `whatsapp:` before it
 */
export function toE164(text: string): string {
	const bare = text.trim().replace(/^whatsapp:\s*/i, '');
	const notation = readNotation(text);
	if (notation === undefined) return bare;
	const { digits, isInternational } = notation;
	if (!isInternational && (!PHONE_DIGITS.test(digits) || isNationalFormat(notation))) return bare;
	const known = readInternational(digits.replace(MEXICAN_MOBILE, '52'));
	if (known !== undefined) return `+${known}`;
	return PHONE_DIGITS.test(digits) ? `+${digits}` : bare;
}

/**
 * The digit that mobile numbers have in one notation and lack in another. WhatsApp's IDs keep to one of them, networks to the
 * other: Mexico's 1 (until 2019), Argentina's 9 (behind the country code, from abroad), Brazil's 9 (behind the area code, since
 * 2016, and not in older IDs).
 */
const MOBILE_DIGITS: ReadonlyArray<{ without: RegExp; digit: string }> = [
	{ without: /^(52)(\d{10})$/, digit: '1' },
	{ without: /^(54)([1-8]\d{9})$/, digit: '9' },
	{ without: /^(55[1-9]{2})([6-9]\d{7})$/, digit: '9' },
];

/**
 * The ways in which a number is written that people take for the same.
 *
 * @param digits country code first
 * @returns these digits, and the same number with or without the digit for mobile numbers where its country has one
 */
export function writtenForms(digits: string): string[] {
	for (const { without, digit } of MOBILE_DIGITS) {
		const [, prefix = '', rest = ''] = without.exec(digits) ?? [];
		if (prefix !== '') return [digits, prefix + digit + rest];
	}
	// With the digit: what is left when it is taken out.
	for (const { without, digit } of MOBILE_DIGITS) {
		for (const at of [2, 4]) {
			if (digits[at] !== digit) continue;
			const [, prefix = ''] = without.exec(digits.slice(0, at) + digits.slice(at + 1)) ?? [];
			if (prefix.length === at) return [digits, digits.slice(0, at) + digits.slice(at + 1)];
		}
	}
	return [digits];
}

/** Whether something in the one form is a phone number. */
export function isE164(text: string): boolean {
	return text.startsWith('+') && PHONE_DIGITS.test(text.slice(1));
}

/**
 * The digits with which a number begins that somebody is still typing, or of which only the beginning is given (`+44*`),
 * as they stand in the one form: without a trunk prefix, and without the 1 that Mexican numbers no longer have.
 */
export function beginningOf(digits: string): string {
	const plan = planOfDigits(digits);
	if (plan === undefined) return digits;
	const national = digits.slice(plan.callingCode.length);
	if (plan.callingCode === '52') return `52${national.replace(/^1/, '')}`;
	const isPrefix = plan.trunkPrefix.startsWith('0') && !plan.beginsWithZero && national.startsWith(plan.trunkPrefix);
	return isPrefix ? plan.callingCode + national.slice(plan.trunkPrefix.length) : digits;
}

/** A number in the one form as Plivo writes it, without a plus sign; a short code or a sender ID as it is. */
export function withoutPlus(party: string): string {
	return party.replace(/^\+/, '');
}

/** The digits of a number, as Plivo writes it: country code first, no plus sign. */
export function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
