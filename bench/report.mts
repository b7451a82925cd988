const none = '–';

/** Collects what a run of the benchmark finds out, and writes it in Markdown. */
export class Report {
	/** What failed to run, a line each. */
	readonly failures: string[] = [];
	private readonly targets: string[][] = [];
	private readonly sections: string[] = [];

	/** What was to be reached, and what was; undefined where it wasn't measured. */
	target(what: string, sign: '≤' | '≥', limit: number, found: number | undefined, unit = ' ×'): void {
		const holds = found !== undefined && (sign === '≤' ? found <= limit : found >= limit);
		this.targets.push([found === undefined ? none : holds ? '✔' : '✖', what, `${sign} ${show(limit, unit)}`, show(found, unit)]);
	}

	/** @param text how to read its table */
	section(title: string, text: string, head: string[], rows: string[][]): void {
		this.sections.push(`## ${title}\n\n${text}\n\n${table(head, rows)}`);
	}

	/** @param surroundings what the figures were taken on; nothing that tells whose machine it is */
	markdown(surroundings: string): string {
		const intro = `${surroundings}.

Plivo's part is played by the sandbox, in a process of its own on the same machine. Times depend on the machine: compare only
figures of the same run. Contenders take turns, and a figure is the median of their rounds; slowest, 429 and most in flight are the
highest of all rounds. A round counts only if each message was taken exactly once.`;
		const targets = `## Targets\n\n${table(['', 'what', 'wanted', 'found'], this.targets)}`;
		const failed = this.failures.length === 0 ? [] : [`## What failed\n\n${this.failures.map((line) => `- ${line}`).join('\n')}`];
		return `${['# Benchmark', intro, targets, ...this.sections, ...failed].join('\n\n')}\n`;
	}
}

/** @returns a figure to three digits that mean something */
export function show(value: number | undefined, unit = ''): string {
	if (value === undefined) return none;
	if (Number.isInteger(value)) return value.toLocaleString('en') + unit;
	const size = Math.abs(value);
	return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2) + unit;
}

export const seconds = (ms: number | undefined): string => show(ms && ms / 1_000, ' s');

/** @returns a divided by b where there are both */
export const ratio = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || !b ? undefined : a / b);

/** @returns a Markdown table whose columns line up, so that it can be read in a terminal too; columns of figures to the right */
function table(head: string[], rows: string[][]): string {
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
