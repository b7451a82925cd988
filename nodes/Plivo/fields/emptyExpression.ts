import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidFieldError, quoted } from '../errors/invalidFieldError';

/** How many columns of an item are named. */
const NAMED = 6;

/** A column that an expression takes: `$json.name`, `$json["First name"]`, `$json?.name`. */
const COLUMN = /\$json\s*(?:\??\.\s*([\p{ID_Start}_$][\p{ID_Continue}$\u200C\u200D]*)(?![\p{ID_Continue}$\u200C\u200D]|\s*(?:\?\.)?\s*\()|(?:\?\.)?\[\s*(["'])((?:(?!\2)[^\\])*)\2\s*\])/gu;

/** A value that the model of an agent fills in. */
const FROM_MODEL = /\$fromAI\s*\(/i;

/**
 * Says of a field that is wrong because its expression found nothing just that: which column it takes, and which columns the
 * item has. Most often, the column is spelled differently, and "is empty" makes people look for a missing value.
 *
 * @param fields of the node, which have the labels
 * @param error what reading the item's fields threw
 * @returns the same error if it isn't about a field, or the field has no such expression; never throws
 */
export function explainEmpty(this: IExecuteFunctions, fields: INodeProperties[], itemIndex: number, error: unknown): unknown {
	if (!(error instanceof InvalidFieldError)) return error;
	try {
		const item = this.getInputData()[itemIndex]?.json ?? {};
		const isEmpty = error.failure === 'is empty';
		const found = emptyExpressions.call(this, fields, itemIndex, error.label, (expression, value) => (isEmpty ? hasNoWord(value) : !isNothing(value) && lacksAll(expression, item)));
		const [expression] = found;
		if (expression === undefined) return error;
		const same = found.every((one) => one === expression) ? expression : '';
		return isEmpty ? explained(error, same, item) : withMissing(error, same, item);
	} catch {
		// The words for an error must not be what fails.
		return error;
	}
}

function explained({ label, remedy }: InvalidFieldError, expression: string, item: object): InvalidFieldError {
	if (FROM_MODEL.test(expression)) return new InvalidFieldError(label, 'is empty: the AI agent gave no value for it', remedy);
	const missing = missingIn(expression, item);
	if (missing.length > 0) return new InvalidFieldError(label, 'is empty: its expression gave nothing', `${lacks(missing, item)} Is the column spelled like that?`);
	const [column, ...others] = columnsIn(expression);
	if (column !== undefined && others.length === 0 && isOneColumn(expression)) {
		return new InvalidFieldError(label, 'is empty: its expression gave nothing', `${named(column)} is empty in this item. ${remedy}`);
	}
	const columns = /\$json|\.json\b/.test(expression) ? ` ${columnsOf(item)}` : '';
	return new InvalidFieldError(label, 'is empty: its expression gave nothing', `Check the expression.${columns} ${remedy}`);
}

/** For a value that isn't empty, such as the + before a number that is missing. */
function withMissing({ label, failure, remedy }: InvalidFieldError, expression: string, item: object): InvalidFieldError {
	return new InvalidFieldError(label, failure, `${remedy} ${lacks(missingIn(expression, item), item)}`);
}

function columnsIn(expression: string): string[] {
	return [...new Set([...expression.matchAll(COLUMN)].map(([, plain, , bracketed]) => plain ?? bracketed ?? ''))];
}

function missingIn(expression: string, item: object): string[] {
	return columnsIn(expression).filter((column) => !Object.keys(item).includes(column));
}

/** Whether an expression takes columns, and the item has none of them. One of several may be a replacement for another. */
function lacksAll(expression: string, item: object): boolean {
	const columns = columnsIn(expression);
	return columns.length > 0 && missingIn(expression, item).length === columns.length;
}

/** Whether there is nothing else in the expression. */
function isOneColumn(expression: string): boolean {
	return /^=\s*\{\{\s*\}\}\s*$/.test(expression.replace(COLUMN, ''));
}

function lacks(missing: string[], item: object): string {
	return `The item has no column ${missing.slice(0, NAMED).map(named).join(' and no column ')}. ${columnsOf(item)}`;
}

function columnsOf(item: object): string {
	const columns = Object.keys(item);
	if (columns.length === 0) return 'The item has no columns.';
	const more = columns.length - NAMED;
	return `Columns of this item: ${columns.slice(0, NAMED).map(named).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** A blank at the beginning or end of a column's name can't be seen, and is what makes it another name. */
function named(column: string): string {
	const places = [...(/^\s/.test(column) ? ['beginning'] : []), ...(/\s$/.test(column) ? ['end'] : [])];
	if (places.length === 0) return quoted(column);
	return column.trim() === '' ? 'whose name is only spaces' : `${quoted(column)} (with a space at its ${places.join(' and its ')})`;
}

/** An expression in the node's parameters, and where it is. */
interface Found {
	path: string[];
	expression: string;
}

/** The expressions of the fields with this label that fit. @param fits is given the expression and its value for the item */
function emptyExpressions(
	this: IExecuteFunctions,
	fields: INodeProperties[],
	itemIndex: number,
	label: string,
	fits: (expression: string, value: unknown) => boolean,
): string[] {
	const { parameters } = this.getNode();
	// A field within a list is named with its list: "Body Variable 2, Text".
	const own = label.split(', ').at(-1) ?? label;
	const names = new Set(namesOf(fields, own));
	return expressionsIn(parameters, [])
		.filter(({ path }) => names.has(fieldName(path)) || isVariable(path, label, parameters))
		.filter(({ path: [top = '', ...rest], expression }) => fits(expression, valueAt(this.getNodeParameter(top, itemIndex, ''), rest)))
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

/** Such as the + that the user wrote before a number. */
function hasNoWord(value: unknown): boolean {
	return isNothing(value) || (typeof value === 'string' && !/[\p{L}\p{N}]/u.test(value));
}
