import type { IDataObject } from 'n8n-workflow';

import { isWithin } from '../jsonSize';

/** Decoded key/value pairs in the order of arrival; repeated keys and empty values are kept. */
export type Params = Array<[key: string, value: string]>;

/** The most parameters of a call that is read. Plivo's page on incoming messages names some twenty. */
const MAX_PARAMETERS = 1_000;

/** The deepest JSON that is read. Meta's notices about templates, which Plivo may pass on, have some eight. */
const MAX_NESTED = 32;

/**
 * How many characters the names and values of all parameters may have together, which is what is signed. A form never has more
 * than bytes; in JSON, each value of a list comes with the whole name of the list.
 */
const MAX_CHARACTERS = 256 * 1024;

const FORM = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i;

/**
 * The parameters of a webhook, read from the raw request, because n8n's parsed body has lost repeated keys.
 *
 * Plivo sends forms, and everything in the query with GET. JSON is not documented, and read all the same: the values at
 * its top are the pairs, nested ones as JSON text.
 *
 * @param request `queryString` is what follows the `?` of the request's URL, as it arrived
 * @returns the pairs, and `object`, which holds all of them by name for reading: the body's win over the query's, a
 *   repeated key has a list, and values of JSON are the real ones, which are in `json` as well, without the query. A body
 *   that is neither form nor JSON object has no parameters. `tooLarge` when there are more parameters than any call of Plivo
 *   has, or nested deeper; it is known before anything is built of them. Never throws.
 */
export function readParams(request: {
	method: string;
	contentType: string;
	rawBody: Buffer | string | undefined;
	queryString: string;
}): ReadParams | 'tooLarge' {
	const ofQuery = countPairs(request.queryString);
	if (ofQuery > MAX_PARAMETERS) return 'tooLarge';
	const query = readPairs(request.queryString);
	const text = request.method.toUpperCase() === 'GET' ? '' : withoutMark(request.rawBody?.toString('utf8') ?? '');
	if (FORM.test(request.contentType)) {
		if (ofQuery + countPairs(text) > MAX_PARAMETERS) return 'tooLarge';
		const body = readPairs(text);
		return { query, body, object: { ...byName(query), ...byName(body) } };
	}
	if (!BEGINS_AS_OBJECT.test(text)) return { query, body: [], object: byName(query) };
	if (!isWithin(text, { mostValues: MAX_PARAMETERS - ofQuery, mostDepth: MAX_NESTED })) return 'tooLarge';
	const json = readJson(text);
	if (json === undefined) return { query, body: [], object: byName(query) };
	const body = jsonPairs(json);
	return body === undefined ? 'tooLarge' : { query, body, object: { ...byName(query), ...json }, json };
}

export interface ReadParams {
	query: Params;
	body: Params;
	object: IDataObject;
	/** The body, where it is a JSON object. */
	json?: IDataObject;
}

/** Counts no pair too few, and some too many, without decoding anything. */
function countPairs(form: string): number {
	if (form === '') return 0;
	let count = 1;
	for (let at = form.indexOf('&'); at !== -1 && count <= MAX_PARAMETERS; at = form.indexOf('&', at + 1)) count += 1;
	return count;
}

const BEGINS_AS_OBJECT = /^[\t\n\r ]*\{/;

/**
 * Decodes `a=1&b=2`: UTF-8, `+` is a blank, and what is no proper percent-encoding stays as it is or becomes U+FFFD.
 */
export function readPairs(text: string): Params {
	// URLSearchParams would take a "?" at the beginning for the URL's own, where here it belongs to a key
	return [...new URLSearchParams(`&${text}`)];
}

/** Without a byte order mark, which would else belong to the first key. */
function withoutMark(text: string): string {
	return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** @returns undefined when the text is no JSON object */
function readJson(text: string): IDataObject | undefined {
	try {
		const object: unknown = JSON.parse(text, withoutPrototype);
		return isObject(object) ? object : undefined;
	} catch {
		return undefined;
	}
}

/** @returns undefined when they are too long together */
function jsonPairs(object: IDataObject): Params | undefined {
	const pairs: Params = [];
	let length = 0;
	for (const [key, value] of Object.entries(object)) {
		for (const text of jsonTexts(value)) {
			length += key.length + text.length;
			if (length > MAX_CHARACTERS) return undefined;
			pairs.push([key, text]);
		}
	}
	return pairs;
}

/** `__proto__` is a key like any other to JSON, and sets the prototype when somebody copies the object later. */
function withoutPrototype(key: string, value: unknown): unknown {
	return key === '__proto__' ? undefined : value;
}

/** A list of plain values is a key that is repeated. */
function jsonTexts(value: unknown): string[] {
	if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)) return value.map(jsonText);
	return [jsonText(value)];
}

function jsonText(value: unknown): string {
	if (value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function byName(params: Params): IDataObject {
	const values = new Map<string, string[]>();
	for (const [key, value] of params) {
		const before = values.get(key);
		if (before === undefined) values.set(key, [value]);
		else before.push(value);
	}
	values.delete('__proto__');
	return Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? all[0] : all]));
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
