import type { IDataObject } from 'n8n-workflow';

/** Decoded key/value pairs in the order of arrival; repeated keys and empty values are kept. */
export type Params = Array<[key: string, value: string]>;

const FORM = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i;

/**
 * The parameters of a webhook, read from the raw request, because n8n's parsed body has lost repeated keys.
 *
 * Plivo sends forms, and everything in the query with GET. JSON is not documented, and read all the same: the values at
 * its top are the pairs, nested ones as JSON text.
 *
 * @param request `queryString` is what follows the `?` of the request's URL, as it arrived
 * @returns the pairs, and `object`, which holds all of them by name for reading: the body's win over the query's, a
 *   repeated key has a list, and values of JSON are the real ones. A body that is neither form nor JSON object has no
 *   parameters. Never throws.
 */
export function readParams(request: {
	method: string;
	contentType: string;
	rawBody: Buffer | string | undefined;
	queryString: string;
}): { query: Params; body: Params; object: IDataObject } {
	const query = readPairs(request.queryString);
	const text = request.method.toUpperCase() === 'GET' ? '' : withoutMark(request.rawBody?.toString('utf8') ?? '');
	if (FORM.test(request.contentType)) {
		const body = readPairs(text);
		return { query, body, object: { ...byName(query), ...byName(body) } };
	}
	const { body, object } = readJson(text) ?? { body: [], object: {} };
	return { query, body, object: { ...byName(query), ...object } };
}

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
function readJson(text: string): { body: Params; object: IDataObject } | undefined {
	try {
		const object: unknown = JSON.parse(text, withoutPrototype);
		if (!isObject(object)) return undefined;
		const body = Object.entries(object).flatMap(([key, value]) => jsonTexts(value).map((one): Params[0] => [key, one]));
		return { body, object };
	} catch {
		// no JSON, or nested too deep to be walked through
		return undefined;
	}
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
