import type { IDataObject } from 'n8n-workflow';

import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import type { TemplateVariable } from './templateVariables';

/** How many columns of an item an error lists. */
const LISTED = 30;

/**
 * Finds the values of a template's variables among the columns of an item, by their names. A variable's column is named
 * like its ID, with any blanks or signs in place of the dots ("body 1"), or like the variable itself ("1", "order_id"), or
 * like its field in the editor. Upper and lower case don't matter.
 *
 * @returns the values by the variables' IDs; optional variables can be missing
 * @throws InvalidFieldError if a variable has no column, or several that fit equally well
 */
export function valuesByName(variables: TemplateVariable[], item: IDataObject): Record<string, unknown> {
	const columns = Object.keys(item);
	const found = variables.map((variable) => ({ ...variable, column: columnOf(variable, columns) }));
	const missing = found.find(({ column, optional, either }) => column === undefined && !optional && !either);
	if (missing !== undefined) refuseMissing(missing, [missing], columns);
	const pair = found.filter(({ either }) => either);
	if (pair[0] !== undefined && pair.every(({ column }) => column === undefined)) refuseMissing(pair[0], pair, columns);
	return Object.fromEntries(found.flatMap(({ id, column }) => (column === undefined ? [] : [[id, item[column]]])));
}

function refuseMissing({ label }: TemplateVariable, wanted: TemplateVariable[], columns: string[]): never {
	const names = wanted.map(({ id, name = '' }) => quoted(/^\D/.test(name) ? name : id.replaceAll('.', ' '))).join(' or ');
	const listed = [...columns.slice(0, LISTED), ...(columns.length > LISTED ? ['…'] : [])].join(', ');
	throw new InvalidFieldError(
		label,
		`has no column named ${names}`,
		columns.length === 0 ? 'The item has no columns.' : `Columns of this item: ${listed}. Rename one with an Edit Fields node, or map each variable manually.`,
	);
}

/** The most exact name wins. */
function columnOf({ id, name, label }: TemplateVariable, columns: string[]): string | undefined {
	for (const wanted of [id, ...(name === undefined ? [] : [name]), label]) {
		if (columns.includes(wanted)) return wanted;
		const [column, ...others] = columns.filter((one) => loosely(one) === loosely(wanted));
		if (others.length > 0) {
			throw new InvalidFieldError(
				label,
				`fits the columns ${[column, ...others].map(quoted).join(' and ')}`,
				`Remove one of them, or name the right one ${quoted(wanted)}.`,
			);
		}
		if (column !== undefined) return column;
	}
	return undefined;
}

function loosely(name: string): string {
	return name.toLowerCase().replace(/[\s._:-]+/g, ' ').trim();
}
