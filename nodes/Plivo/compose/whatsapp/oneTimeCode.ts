import { InvalidField } from '../invalidField';
import { atMost } from './checks';

/**
 * WhatsApp's own words: "template parameter at index 0 exceeds the maximum length in the AUTHENTICATION category (15
 * characters)" (https://github.com/authgear/authgear-server/issues/3356).
 */
export const MOST_CODE = 15;

/**
 * @returns the code as it is
 * @throws InvalidField when it is longer than WhatsApp takes, or holds a space, which the button that copies it can't
 */
export function oneTimeCode(code: string, label: string): string {
	if (/\s/.test(code)) throw new InvalidField(label, 'holds a space; WhatsApp takes none in a one-time code', 'Remove it.');
	return atMost(code, label, MOST_CODE, 'WhatsApp');
}
