import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { withoutInvisible } from '../../../fields/invisible';
import { atMost } from '../../../fields/textChecks';

/**
 * WhatsApp's own error: "template parameter at index 0 exceeds the maximum length in the AUTHENTICATION category (15
 * characters)" (https://github.com/authgear/authgear-server/issues/3356).
 */
export const MAX_CODE = 15;

/**
 * @returns the code, without invisible characters
 * @throws InvalidFieldError if it is longer than WhatsApp accepts, or contains a space, which the button that copies it
 * can't contain
 */
export function oneTimeCode(written: string, label: string): string {
	const code = withoutInvisible(written).trim();
	if (/\s/.test(code)) throw new InvalidFieldError(label, "contains a space; WhatsApp doesn't allow one in a one-time code", 'Remove it.');
	return atMost(code, label, MAX_CODE, 'WhatsApp');
}
