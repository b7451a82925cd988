import type { InvalidFieldError } from '../errors/invalidFieldError';
import { MAX_WRITTEN, unwrapped, type DigitGroup, type Notation } from './notation';
import * as refusals from './refusals';
import type { Refused } from './refusals';

/** A long number as spreadsheets show it in a narrow column: `1.41556E+10`. */
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i;

/**
 * `14155550123.00`, or with a comma as in other languages. Seven digits and four are allowed, because an American number
 * may be grouped like that.
 */
const DECIMALS = /^\+?(?:\d{8,}[.,]\d+|\d{7}[.,]\d{1,3})$/;

const THOUSANDS = /^\+?\d{1,3}(?:,\d{3}){3,}(?:\.\d+)?$/;

const NEGATIVE = /^-\d[\d.]*$/;

/** An extension with its keyword, after at least as many digits as the shortest numbers have. */
const EXTENSION =
	/^(?=(?:\D*\d){6})([^\p{L}#;=]*?)[\s,]*((?:;\s*)?(?:ext(?:ensi[o\u00F3]n|n)?|x|#|anexo|int|dw|durchwahl|poste|ramal|\u0434\u043E\u0431)[.:=\s]*\(?\d{1,8})[)#\s]*$/iu;

/** Separators between two numbers in one entry, or in a field for one number. */
const CONJUNCTION = /\s(?:and|or|und|oder|et|ou|y|e|o)\s|[&|,;<]/i;

/** With more odd parts than this, it is a text that contains a number. */
const MAX_NAMED = 3;

/** Minimum number of digits of a complete number. */
const WHOLE_NUMBER = 7;

/**
 * Checks a text for errors that don't depend on its country.
 *
 * @returns the error; undefined if the text consists of digits and allowed separators
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
	// A word isn't a number at all; within a number, the odd characters are worth naming.
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

/** Whether two groups are as long as numbers, and are valid ones: `14155550123 14155550124`. */
export function isTwoNumbers({ groups }: Notation, isNumber: (digits: string) => boolean): boolean {
	const long = groups.filter(({ digits }) => digits.length >= WHOLE_NUMBER);
	return long.length > 1 && long.every(({ digits }) => isNumber(digits));
}

/**
 * Finds an extension or a second number after a number: `/68`, `(12)`, `-12`.
 *
 * @param isComplete whether digits are a complete number by themselves
 * @returns the text as written; undefined if there is none. Numbers in groups of similar size, such as `+62
 * 812-3456-789`, have none.
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
 * Whether a group continues the number like the one before it, and has about the same length: `812-3456-789`. After the
 * first dash, as in `1234-567`, `(10) 1234-5678` or `412/345-678`, it is also part of the number.
 */
function continues(previous: DigitGroup, last: DigitGroup): boolean {
	const sign = last.before.trim();
	const before = previous.before.trim();
	if (before === sign && previous.digits.length === last.digits.length) return true;
	const isFirstDash = sign === '-' && !/[-.]/.test(before.replace(/^.*\)/, ''));
	return (before === sign || isFirstDash) && previous.digits.length <= 4 && last.digits.length >= 3;
}
