/** Formats a whole number for people: 1,600. */
export function formatNumber(value: number): string {
	return value.toLocaleString('en-US');
}
