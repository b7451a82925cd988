import type { InvalidFieldError } from '../errors/invalidFieldError';
import { MAX_WRITTEN, unwrapped, type DigitGroup, type Notation } from './notation';
import * as refusals from './refusals';
import type { Refused } from './refusals';

/** As spreadsheets show a long number in a narrow column: `1.41556E+10`. */
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i;

/** `14155550123.00`, in other languages with a comma. Seven digits and four are how an American number may be parted. */
const DECIMALS = /^\+?(?:\d{8,}[.,]\d+|\d{7}[.,]\d{1,3})$/;

const THOUSANDS = /^\+?\d{1,3}(?:,\d{3}){3,}(?:\.\d+)?$/;

const NEGATIVE = /^-\d[\d.]*$/;

/** An extension by name, after at least as many digits as the shortest numbers have. */
const EXTENSION =
	/^(?=(?:\D*\d){6})([^\p{L}#;=]*?)[\s,]*((?:;\s*)?(?:ext(?:ensi[o\u00F3]n|n)?|x|#|anexo|int|dw|durchwahl|poste|ramal|\u0434\u043E\u0431)[.:=\s]*\(?\d{1,8})[)#\s]*$/iu;

/** What stands between two numbers in one entry, or in a field that takes one. */
const CONJUNCTION = /\s(?:and|or|und|oder|et|ou|y|e|o)\s|[&|,;<]/i;

/** With more than these in it, it is a text with a number in it. */
const MAX_NAMED = 3;

/** As many digits as a number of its own has at least. */
const WHOLE_NUMBER = 7;

/**
 * What is wrong with a text before anything is known of its country.
 *
 * @returns the refusal; undefined when it is digits with what may stand between them
 */
export function defectOfText(written: string, refused: Refused): InvalidFieldError | undefined {
	const { text } = unwrapped(written);
	if (text.length > MAX_WRITTEN) return refusals.notANumber(refused);
	if (SCIENTIFIC.test(text)) return refusals.lostDigits(refused);
	if (THOUSANDS.test(text)) return refusals.separators(refused);
	if (DECIMALS.test(text)) return refusals.decimals(refused);
	if (NEGATIVE.test(text)) return refusals.negative(refused);
	if (isSeveral(text)) return refusals.severalNumbers(refused);
	const [, , extension] = EXTENSION.exec(text) ?? [];
	if (extension !== undefined) return refusals.secondNumber(refused, extension.trim());
	const odd = [...new Set(text.match(/\p{L}+|[^\d\s+().\-/]/gu) ?? [])];
	// A word is no number at all; in a number, what is odd is worth naming.
	if (odd.length > 0 && odd.length <= MAX_NAMED && countDigits(text) >= WHOLE_NUMBER) return refusals.oddCharacters(refused, odd);
	return odd.length > 0 || countDigits(text) === 0 ? refusals.notANumber(refused) : undefined;
}

function isSeveral(text: string): boolean {
	if (/\d[^+]*\+\D*\d/.test(text)) return true;
	return text.split(CONJUNCTION).filter((part) => countDigits(part) >= WHOLE_NUMBER - 2).length > 1;
}

function countDigits(text: string): number {
	return text.replace(/\D/g, '').length;
}

/** Whether two groups are as long as numbers, and are some: `14155550123 14155550124`. */
export function isTwoNumbers({ groups }: Notation, isNumber: (digits: string) => boolean): boolean {
	const long = groups.filter(({ digits }) => digits.length >= WHOLE_NUMBER);
	return long.length > 1 && long.every(({ digits }) => isNumber(digits));
}

/**
 * Finds an extension or a second number behind a number: `/68`, `(12)`, `-12`.
 *
 * @param isComplete whether digits are a whole number by themselves
 * @returns as it was written; undefined when there is none. Numbers in groups of like size, as `+62 812-3456-789`, have none.
 */
export function tailOf({ groups }: Notation, isComplete: (digits: string) => boolean): string | undefined {
	const last = groups[groups.length - 1];
	const previous = groups[groups.length - 2];
	if (last === undefined || previous === undefined) return undefined;
	if (previous.digits.length >= WHOLE_NUMBER && last.digits.length <= 3) return written([last]);

	const at = groups.map(({ before }) => /[-/.(]/.test(before)).lastIndexOf(true);
	const [first] = groups.slice(at);
	const [before] = groups.slice(at - 1);
	if (at < 1 || first === undefined || before === undefined || !isComplete(digitsOf(groups.slice(0, at)))) return undefined;
	const tail = groups.slice(at);
	if (first.before.includes('(')) return written(tail);
	const isBehindPoint = first.before.includes('.');
	const isOwn = isBehindPoint ? first.digits.length > 2 || before.before.includes('.') : continues(before, first);
	return isOwn ? undefined : written(tail);
}

function digitsOf(groups: DigitGroup[]): string {
	return groups.map(({ digits }) => digits).join('');
}

function written(groups: DigitGroup[]): string {
	const text = groups.map(({ before, digits }) => before + digits).join('').trim();
	return text.startsWith('(') && !text.includes(')') ? `${text})` : text;
}

/**
 * Whether a group goes on as the one before did, and is about as long: `812-3456-789`. Behind the first dash, as in `1234-567`,
 * `(10) 1234-5678` or `412/345-678`, it is dialed with the rest as well.
 */
function continues(previous: DigitGroup, last: DigitGroup): boolean {
	const sign = last.before.trim();
	const before = previous.before.trim();
	if (before === sign && previous.digits.length === last.digits.length) return true;
	const isFirstDash = sign === '-' && !/[-.]/.test(before.replace(/^.*\)/, ''));
	return (before === sign || isFirstDash) && previous.digits.length <= 4 && last.digits.length >= 3;
}
