import { InvalidField, quoted } from './invalidField';

/** Plivo takes at most 14 digits (message reference); no country has numbers of fewer than 7, country code included. */
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 14;

/**
 * The characters that Plivo itself strips from a number, and what else is commonly typed between digits. The last three
 * ranges cannot be seen: numbers copied from a list of contacts have them around them.
 */
const PUNCTUATION = /[\s+\-./()\u00A0\u2010-\u2015\u200B-\u200F\u202A-\u202E\u2060-\u2069]/g;

/** `+44 (0)20 …`: a zero that is left out after the country code. Taken along, it makes another number. */
const TRUNK_ZERO = /\(\s*0\s*\)/;

/** `14155550123.0`, as spreadsheets and CSV files have numbers. Without the point it would have one digit more. */
const DECIMALS = /^\s*\+?\d{7,}\.\d\s*$/;

/** Takes out what people type between digits, the plus sign included. */
export function stripPunctuation(text: string): string {
	return text.replace(PUNCTUATION, '');
}

/**
 * Reads a phone number as Plivo stores it: digits, country code first, no plus sign.
 *
 * @param value text or number
 * @param label the field it came from
 * @throws InvalidField saying what is wrong with it
 */
export function phoneNumber(value: unknown, label: string): string {
	const remedy = 'Write it with its country code, for example +14155550123.';
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new InvalidField(label, `holds ${quoted(value)}, which is no phone number`, remedy);
	}
	const digits = stripPunctuation(String(value));
	if (!/^\d+$/.test(digits)) {
		throw new InvalidField(label, `holds ${quoted(value)}, which is no phone number`, remedy);
	}
	if (TRUNK_ZERO.test(String(value))) {
		throw new InvalidField(
			label,
			`holds ${quoted(value)}, with a zero that is not dialled after the country code`,
			'Leave out the zero in brackets, for example +44 20 7946 0123 for +44 (0)20 7946 0123.',
		);
	}
	if (DECIMALS.test(String(value))) {
		throw new InvalidField(
			label,
			`holds ${quoted(value)}, a number with decimals`,
			'Leave out the point and what follows, for example by {{ Math.trunc($json.phone) }}.',
		);
	}
	if (digits.startsWith('0')) {
		throw new InvalidField(
			label,
			`holds ${quoted(value)}, which begins with 0 and so lacks its country code`,
			'Write the country code in place of the leading zeros, for example +44 20 7946 0123 for 020 7946 0123.',
		);
	}
	if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) {
		throw new InvalidField(
			label,
			`holds ${quoted(value)}, which has ${digits.length} digits; a phone number has ${FEWEST_DIGITS} to ${MOST_DIGITS}`,
			remedy,
		);
	}
	return digits;
}
