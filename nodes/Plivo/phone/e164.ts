import { isNationalFormat } from './nationalFormat';
import { readNotation } from './notation';
import { isPossible, nationalNumber, planOfDigits } from './plan';

/** E.164: at most 15 digits, and no country code starts with 0. Short codes have 3 to 6 digits. */
const PHONE_DIGITS = /^[1-9]\d{6,14}$/;

/**
 * The 1 that Mexican mobile numbers had after the country code until 2019. WhatsApp still uses it in its IDs, but such a
 * number can't be sent to. No Mexican number starts with 1.
 */
const MEXICAN_MOBILE = /^521(?=\d{10}$)/;

/**
 * Reads digits that start with a country code.
 *
 * @returns the digits without a trunk prefix (`440207…` becomes `44207…`); undefined if no country has such a number
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
 * The normalized form in which the nodes identify a sender or recipient: `+14155550123` (E.164) for a phone number, in
 * whatever form it is written. Short codes, sender IDs, and anything else that isn't a phone number stay unchanged, so
 * that no incoming data is lost.
 *
 * @param text from Plivo, possibly with a `whatsapp:` prefix
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
 * The digit that mobile numbers have in one notation but not in another. WhatsApp's IDs use one of them, networks the
 * other: Mexico's 1 (until 2019), Argentina's 9 (after the country code, from abroad), Brazil's 9 (after the area code,
 * since 2016, and not in older IDs).
 */
const MOBILE_DIGITS: ReadonlyArray<{ without: RegExp; digit: string }> = [
	{ without: /^(52)(\d{10})$/, digit: '1' },
	{ without: /^(54)([1-8]\d{9})$/, digit: '9' },
	{ without: /^(55[1-9]{2})([6-9]\d{7})$/, digit: '9' },
];

/**
 * All forms in which a number is written that people consider the same.
 *
 * @param digits country code first
 * @returns these digits, and if the country has a digit for mobile numbers, the same number with or without it
 */
export function writtenForms(digits: string): string[] {
	for (const { without, digit } of MOBILE_DIGITS) {
		const [, prefix = '', rest = ''] = without.exec(digits) ?? [];
		if (prefix !== '') return [digits, prefix + digit + rest];
	}
	// With the digit: checks what remains without it.
	for (const { without, digit } of MOBILE_DIGITS) {
		for (const at of [2, 4]) {
			if (digits[at] !== digit) continue;
			const [, prefix = ''] = without.exec(digits.slice(0, at) + digits.slice(at + 1)) ?? [];
			if (prefix.length === at) return [digits, digits.slice(0, at) + digits.slice(at + 1)];
		}
	}
	return [digits];
}

/** Whether a normalized value is a phone number. */
export function isE164(text: string): boolean {
	return text.startsWith('+') && PHONE_DIGITS.test(text.slice(1));
}

/**
 * Normalizes the first digits of a number that is still being typed, or of which only a prefix is given (`+44*`): without
 * a trunk prefix, and without the 1 that Mexican numbers no longer have.
 */
export function beginningOf(digits: string): string {
	const plan = planOfDigits(digits);
	if (plan === undefined) return digits;
	const national = digits.slice(plan.callingCode.length);
	if (plan.callingCode === '52') return `52${national.replace(/^1/, '')}`;
	const isPrefix = plan.trunkPrefix.startsWith('0') && !plan.beginsWithZero && national.startsWith(plan.trunkPrefix);
	return isPrefix ? plan.callingCode + national.slice(plan.trunkPrefix.length) : digits;
}

/** Converts Plivo's form of a number back to the normalized one, with a plus sign. Anything else stays unchanged. */
export function withPlus(party: string): string {
	return isE164(`+${party}`) ? `+${party}` : party;
}

/** Converts a normalized number to Plivo's form, without a plus sign. A short code or a sender ID stays unchanged. */
export function withoutPlus(party: string): string {
	return party.replace(/^\+/, '');
}

/** The digits of a number in Plivo's form: country code first, no plus sign. */
export function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
