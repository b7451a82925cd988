import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { unwrapped } from './notation';

/** Plivo's short codes have 3 to 6 digits. */
const SHORT_CODE = /^\d{3,6}$/;

/** A short code that a spreadsheet formats as a number. */
const WITH_DECIMALS = /^\d{3,6}[.,]\d{1,2}$/;

const PUNCTUATION = /[\s().\-/]/g;

/**
 * Reads a short code, including one with punctuation, such as `123-456` in advertising.
 *
 * @returns its digits; undefined if it isn't one
 * @throws InvalidFieldError for a short code with decimals
 */
export function readShortCode(written: string, label: string): string | undefined {
	const { text } = unwrapped(written);
	if (text.startsWith('-')) return undefined;
	const code = text.replace(PUNCTUATION, '');
	const isShort = SHORT_CODE.test(code);
	if ((isShort && /^\d+\.\d+$/.test(text)) || WITH_DECIMALS.test(text)) {
		throw new InvalidFieldError(label, `contains ${quoted(written)}, a number with decimals`, 'Enter a short code as digits only, for example 123456.');
	}
	return isShort ? code : undefined;
}
