import type { Notation } from './notation';
import { isCallingCode } from './plan';

/** The longest calling codes have 3 digits. */
export const MAX_CALLING_CODE = 3;

/** Grouping that only North American countries use for numbers without a country code. */
const NORTH_AMERICAN = '3 3 4';

/** Two groups of four: as many digits as a short national number, and too few for a number with a country code. */
const TWICE_FOUR = '4 4';

/**
 * Whether a number without `+` is in national format: with a leading 0, with its first digits in parentheses, or in
 * groups whose first isn't a calling code. `479-123-4567` is, `47 91 23 45 67` and `1-415-555-0123` aren't. If the first
 * group is longer than a calling code, as in `49151 2345678`, it also contains the area code.
 */
export function isNationalFormat({ text, isInternational, digits, groups }: Notation): boolean {
	if (isInternational) return false;
	if (digits.startsWith('0') || /^\s*\(/.test(text)) return true;
	const [first] = groups;
	if (first === undefined || groups.length === 1) return false;
	const sizes = groups.map((group) => group.digits.length).join(' ');
	if (sizes === NORTH_AMERICAN || sizes === TWICE_FOUR) return true;
	return first.digits.length <= MAX_CALLING_CODE && !isCallingCode(first.digits);
}
