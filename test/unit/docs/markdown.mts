import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../../..');

/** @param path from the root of the repository */
export function readPage(path: string): string {
	return readFileSync(join(root, path), 'utf8');
}

/** A table of a page: its head and its rows, each a list of cells. */
export interface Table {
	/** The heading that it stands under, of whatever level. */
	heading: string;
	head: string[];
	rows: string[][];
}

/** All tables of a page, in order. Cells are as people read them: without backticks, stars and escapes. */
export function tablesOf(page: string): Table[] {
	const tables: Table[] = [];
	let heading = '';
	let table: Table | undefined;
	for (const line of withoutCode(page).split('\n')) {
		heading = /^#+ (.*)/.exec(line)?.[1] ?? heading;
		if (!line.startsWith('|')) {
			table = undefined;
			continue;
		}
		const cells = cellsOf(line);
		if (table === undefined) tables.push((table = { heading, head: cells, rows: [] }));
		else if (!cells.every((cell) => /^-+$/.test(cell))) table.rows.push(cells);
	}
	return tables;
}

function cellsOf(line: string): string[] {
	return line
		.replace(/^\||\|\s*$/g, '')
		.split(/(?<!\\)\|/)
		.map((cell) => asRead(cell.trim()));
}

/** Text within backticks as it is; elsewhere without what only says how it looks. */
export function asRead(text: string): string {
	return text
		.split(/(`[^`]*`)/)
		.map((part) =>
			part.startsWith('`')
				? part.slice(1, -1).replaceAll('\\|', '|')
				: part.replace(/(?<!\\)\*+/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\\(.)/g, '$1'),
		)
		.join('');
}

/** A page without its blocks of code, in which nothing is a heading, a table or a link. */
function withoutCode(page: string): string {
	return page.replace(/^( *)```[^]*?^\1```/gm, '');
}

/** Where the links and pictures of a page lead, as they are written. */
export function linksOf(page: string): string[] {
	const prose = withoutCode(page).replace(/`[^`\n]*`/g, '');
	return [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].map(([, target = '']) => target);
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(page: string): Set<string> {
	const anchors = new Set<string>();
	for (const [, heading = ''] of withoutCode(page).matchAll(/^#+ (.*)$/gm)) {
		const plain = asRead(heading).toLowerCase().replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '').replaceAll(' ', '-');
		let anchor = plain;
		for (let n = 1; anchors.has(anchor); n += 1) anchor = `${plain}-${n}`;
		anchors.add(anchor);
	}
	return anchors;
}
