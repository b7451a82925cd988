/** What stands where nothing was measured. */
export const none = '–';

/** @returns milliseconds as seconds, to three digits that mean something */
export function seconds(ms: number | undefined): string {
	return ms === undefined ? none : `${digits(ms / 1_000)} s`;
}

export function times(value: number | undefined): string {
	return value === undefined ? none : `${digits(value)} ×`;
}

/** @returns bytes as megabytes of a million */
export function megabytes(bytes: number | undefined): string {
	return bytes === undefined ? none : `${digits(bytes / 1e6)} MB`;
}

export function decimal(value: number | undefined): string {
	return value === undefined ? none : digits(value);
}

export function count(value: number | undefined): string {
	return value === undefined ? none : Math.round(value).toLocaleString('en');
}

function digits(value: number): string {
	const size = Math.abs(value);
	return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** @returns a Markdown table whose columns line up, so that it can be read in a terminal too; columns of figures to the right */
export function table(head: string[], rows: string[][]): string {
	const columns = head.map((title, column) => {
		const cells = rows.map((row) => row[column] ?? '');
		const width = Math.max(3, ...[title, ...cells].map((cell) => cell.length));
		const isFigures = cells.every((cell) => cell === none || /^\d/.test(cell));
		const pad = (cell: string) => (isFigures ? cell.padStart(width) : cell.padEnd(width));
		return { rule: isFigures ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2), cells: [title, ...cells].map(pad) };
	});
	const lines = ['', ...rows].map((_, line) => `| ${columns.map(({ cells }) => cells[line]).join(' | ')} |`);
	return [lines[0], `|${columns.map(({ rule }) => rule).join('|')}|`, ...lines.slice(1)].join('\n');
}
