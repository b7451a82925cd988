import type { IDataObject } from 'n8n-workflow';

import { isWithin } from '../jsonSize';

/** Decoded key/value pairs in order of arrival; repeated keys and empty values are kept. */
export type Params = Array<[key: string, value: string]>;

/** Maximum number of parameters of a call. Plivo's page on incoming messages lists about twenty. */
export const MAX_PARAMETERS = 1_000;

/** Maximum depth of JSON. Meta's notices about templates, which Plivo may forward, have about eight levels. */
export const MAX_NESTED = 32;

/**
 * Maximum number of characters in the names and values of all parameters together, which are what is signed. A form never
 * has more characters than bytes, but in JSON, each value of a list comes with the whole name of the list.
 */
export const MAX_CHARACTERS = 256 * 1024;

const FORM = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i;

/**
 * The parameters of a webhook, read from the raw request, because n8n's parsed body has lost repeated keys.
 *
 * Plivo sends forms, or with GET everything in the query. JSON isn't documented, but is read anyway: its top-level values
 * are the pairs, and nested ones are JSON text.
 *
 * @param request `queryString` is the part after the `?` of the request's URL, as it arrived
 * @returns the pairs, and `object` with all of them by name for reading: body parameters take precedence over the
 * query's, repeated keys become a list, and JSON values keep their types; they are also in `json`, without the query. A
 * body that is neither a form nor a JSON object has no parameters. `tooLarge` if there are more parameters than any Plivo
 * call has, or deeper nesting; this is detected before anything is built from them. Never throws.
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
	/** The body, if it is a JSON object. */
	json?: IDataObject;
}

/** Counts pairs without decoding anything; may count too many, but never too few. */
function countPairs(form: string): number {
	if (form === '') return 0;
	let count = 1;
	for (let at = form.indexOf('&'); at !== -1 && count <= MAX_PARAMETERS; at = form.indexOf('&', at + 1)) count += 1;
	return count;
}

const BEGINS_AS_OBJECT = /^[\t\n\r ]*\{/;

/** Decodes `a=1&b=2`: UTF-8, `+` is a blank, and invalid percent-encoding stays unchanged or becomes U+FFFD. */
export function readPairs(text: string): Params {
	// URLSearchParams would drop a leading "?", which belongs to a key here
	return [...new URLSearchParams(`&${text}`)];
}

/** Removes a byte order mark, which would otherwise belong to the first key. */
function withoutMark(text: string): string {
	return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** @returns undefined if the text isn't a JSON object */
function readJson(text: string): IDataObject | undefined {
	try {
		const object: unknown = JSON.parse(text, withoutPrototype);
		return isObject(object) ? object : undefined;
	} catch {
		return undefined;
	}
}

/** @returns undefined if they are too long together */
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

/** In JSON, `__proto__` is a key like any other, but it sets the prototype if somebody copies the object later. */
function withoutPrototype(key: string, value: unknown): unknown {
	return key === '__proto__' ? undefined : value;
}

/** A list of plain values counts as a repeated key. */
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
