import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidFieldError, quoted } from '../errors/invalidFieldError';

/** How many columns of an item are named. */
const NAMED = 6;

/** An expression that only takes one column: `={{ $json.name }}`, `={{ $json["First name"] }}`, `={{ $json?.name }}`. */
const ONE_COLUMN = /^=\s*\{\{\s*\$json\s*(?:\??\.\s*([\p{L}_$][\p{L}\p{N}_$]*)|(?:\?\.)?\[\s*(["'])((?:(?!\2).)*)\2\s*\])\s*\}\}\s*$/u;

/** A value that the model of an agent fills in. */
const FROM_MODEL = /\$fromAI\s*\(/i;

/**
 * Says of a field that is empty because its expression gave nothing just that: which column it takes, and which columns
 * the item has. Most often, the column is spelled differently, and "is empty" makes people look for a missing value.
 *
 * @param fields of the node, which have the labels
 * @param error what reading the item's fields threw
 * @returns the same error if it isn't about an empty field, or the field has no expression; never throws
 */
export function explainEmpty(this: IExecuteFunctions, fields: INodeProperties[], itemIndex: number, error: unknown): unknown {
	if (!(error instanceof InvalidFieldError) || error.failure !== 'is empty') return error;
	try {
		const found = emptyExpressions.call(this, fields, itemIndex, error.label);
		const [expression] = found;
		if (expression === undefined) return error;
		const same = found.every((one) => one === expression) ? expression : '';
		return explained(error, same, this.getInputData()[itemIndex]?.json ?? {});
	} catch {
		// The words for an error must not be what fails.
		return error;
	}
}

function explained({ label, remedy }: InvalidFieldError, expression: string, item: object): InvalidFieldError {
	if (FROM_MODEL.test(expression)) return new InvalidFieldError(label, 'is empty: the AI agent gave no value for it', remedy);
	const [, plain, , bracketed] = ONE_COLUMN.exec(expression) ?? [];
	const column = plain ?? bracketed;
	if (column === undefined) {
		const columns = expression.includes('$json') ? ` ${columnsOf(item)}` : '';
		return new InvalidFieldError(label, 'is empty: its expression gave nothing', `Check the expression.${columns} ${remedy}`);
	}
	if (Object.keys(item).includes(column)) return new InvalidFieldError(label, 'is empty: its expression gave nothing', `${quoted(column)} is empty in this item. ${remedy}`);
	return new InvalidFieldError(label, 'is empty: its expression gave nothing', `The item has no column ${quoted(column)}. ${columnsOf(item)} Is the column spelled like that?`);
}

function columnsOf(item: object): string {
	const columns = Object.keys(item);
	if (columns.length === 0) return 'The item has no columns.';
	const more = columns.length - NAMED;
	return `Columns of this item: ${columns.slice(0, NAMED).map(quoted).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** An expression in the node's parameters, and where it is. */
interface Found {
	path: string[];
	expression: string;
}

/** The expressions of the fields with this label that give nothing for the item. */
function emptyExpressions(this: IExecuteFunctions, fields: INodeProperties[], itemIndex: number, label: string): string[] {
	const { parameters } = this.getNode();
	// A field within a list is named with its list: "Body Variable 2, Text".
	const own = label.split(', ').at(-1) ?? label;
	const names = new Set(namesOf(fields, own));
	return expressionsIn(parameters, [])
		.filter(({ path }) => names.has(fieldName(path)) || isVariable(path, label, parameters))
		.filter(({ path: [top = '', ...rest] }) => isNothing(valueAt(this.getNodeParameter(top, itemIndex, ''), rest)))
		.map(({ expression }) => expression);
}

/** The name of a field; the value of a resource locator is one level below it. */
function fieldName(path: string[]): string {
	const last = path.at(-1) ?? '';
	return last === 'value' ? (path.at(-2) ?? '') : last;
}

/** The names of all fields with this label, also within collections. */
function namesOf(fields: INodeProperties[], label: string): string[] {
	return fields.flatMap(({ displayName, name, options = [] }) => {
		const within = options.flatMap((option) => {
			if ('values' in option) return namesOf(option.values, label);
			return 'displayName' in option && 'type' in option ? namesOf([option], label) : [];
		});
		return displayName === label ? [name, ...within] : within;
	});
}

/** Whether a path leads to the variable of a template with this label. n8n saves the labels once the panel has drawn them. */
function isVariable([top, ...rest]: string[], label: string, parameters: object): boolean {
	if (top !== 'templateVariables' || rest[0] !== 'value') return false;
	const schema = valueAt(parameters, [top, 'schema']);
	const drawn = Array.isArray(schema) ? schema.find((field: { id?: unknown }) => field.id === rest[1]) : undefined;
	return drawn === undefined || drawn.displayName === label;
}

function expressionsIn(value: unknown, path: string[]): Found[] {
	if (typeof value === 'string') return value.startsWith('=') ? [{ path, expression: value }] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => expressionsIn(inner, [...path, key]));
}

function valueAt(value: unknown, path: string[]): unknown {
	return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined), value);
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}
