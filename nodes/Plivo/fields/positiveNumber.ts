/**
 * Reads a number above 0. An expression may yield it as text; a switch or a list isn't a number, although JavaScript would turn it
 * into one.
 *
 * @returns undefined for anything else
 */
export function positiveNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
	return number > 0 ? number : undefined;
}
