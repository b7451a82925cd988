import { InvalidField } from '../../../errors/invalidFieldError';
import { withoutInvisible } from '../../../fields/invisible';
import { atMost } from '../../../fields/checks';

/**
 * WhatsApp's own words: "template parameter at index 0 exceeds the maximum length in the AUTHENTICATION category (15
 * characters)" (https://github.com/authgear/authgear-server/issues/3356).
 */
export const MOST_CODE = 15;

/**
 * @returns the code, without what nobody can see in it
 * @throws InvalidField when it is longer than WhatsApp takes, or holds a space, which the button that copies it can't
 */
export function oneTimeCode(written: string, label: string): string {
	const code = withoutInvisible(written).trim();
	if (/\s/.test(code)) throw new InvalidField(label, 'holds a space; WhatsApp takes none in a one-time code', 'Remove it.');
	return atMost(code, label, MOST_CODE, 'WhatsApp');
}
