/** By how many digits floating-point noise makes a number longer. A long number that was entered isn't shortened. */
const NOISE_DIGITS = 6;

/**
 * Formats a number for people: without floating-point noise after the 15th digit (0.1 + 0.2 = 0.30000000000000004), and
 * small ones with all their zeros, where JavaScript writes 1e-7.
 *
 * @param value whole numbers keep all their digits
 */
export function numberText(value: number): string {
	if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
	const text = withoutNoise(value);
	const [, sign = '', digit = '', more = '', zeros = ''] = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text) ?? [];
	return digit === '' ? text : `${sign}0.${'0'.repeat(Number(zeros) - 1)}${digit}${more}`;
}

function withoutNoise(value: number): string {
	const [exact, rounded] = [String(value), String(Number(value.toPrecision(15)))];
	return exact.length - rounded.length >= NOISE_DIGITS ? rounded : exact;
}
