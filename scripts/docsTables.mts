// Writes the tables of docs/errors.md that say nothing but what the nodes say. `npm run docs-tables` after a change of those
// texts; a test fails until then.
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

function row(...cells: string[]): string {
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
}
