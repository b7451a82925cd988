// Writes what docs/errors.md and docs/limits.md say of the nodes' own texts and limits. `npm run docs-tables` after a change
// of those; a test fails until then.
import { limits } from './limits.mts';
import { knownCodes, plivoCases } from './plivoErrors.mts';

/** The rows of each table, by the heading that it is the first one under. */
const tables: Record<string, () => string[]> = {
	'What Plivo answers': () => plivoCases().map(([when, message, remedy]) => row(when, `\`${message}\``, remedy)),
	'Delivery error codes': () => knownCodes().map((cells) => row(...cells)),
};

/** @param text of docs/errors.md @returns the page with its tables as the nodes have them today */
export function withTables(text: string): string {
	return Object.entries(tables).reduce((written, [heading, rows]) => {
		const [, before = '', after = ''] = new RegExp(`^([^]*?^## ${heading}$[^]*?^\\| --- .*\\n)(?:\\|.*\\n)*([^]*)$`, 'm').exec(written) ?? [];
		if (before === '') throw new Error(`docs/errors.md has no table under "${heading}"`);
		return before + rows().join('') + after;
	}, text);
}

/**
 * @param text of docs/limits.md, whose tables say in the first column what a limit is of, and in the second how much it is
 * @returns the page with the limits that the nodes have today
 */
export function withLimits(text: string): string {
	const lines = text.split('\n').map((line) => {
		const [start = '', what = '', , ...rest] = line.split('|');
		const most = limits[what.replace(/[`*]/g, '').trim()];
		return most === undefined ? line : [start, what, ` ${most()} `, ...rest].join('|');
	});
	return lines.join('\n');
}

function row(...cells: string[]): string {
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}
