/** A whole number as people read it: 1,600. */
export function formatNumber(value: number): string {
	return value.toLocaleString('en-US');
}
