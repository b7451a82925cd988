import { stripPunctuation } from '../../compose/phoneNumber';

/** E.164: at most 15 digits, and no country code begins with 0. Short codes have 3 to 6 digits. */
const PHONE_DIGITS = /^[1-9]\d{6,14}$/;

/**
 * The one form in which the trigger says who somebody is: `+14155550123` for a phone number, however it is written.
 * Short codes, sender IDs and whatever else is no phone number stay as they are.
 *
 * @param text also with `whatsapp:` before it
 */
export function oneForm(text: string): string {
	const bare = text.trim().replace(/^whatsapp:\s*/i, '');
	const digits = stripPunctuation(bare);
	return PHONE_DIGITS.test(digits) ? `+${digits}` : bare;
}

/** Whether something in the one form is a phone number. */
export function isPhoneNumber(text: string): boolean {
	return text.startsWith('+') && PHONE_DIGITS.test(text.slice(1));
}
