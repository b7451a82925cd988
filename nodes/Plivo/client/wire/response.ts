import type { IDataObject } from 'n8n-workflow';

import { PlivoRequestError } from '../../errors/plivoRequestError';


// An HTTP response has whatever shape its sender gave it: Plivo, or a proxy that responds in its place. These functions
// check responses where they come in, so that all other code can rely on their types.

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a text. A number counts as text unless JSON has rounded it, because as an ID it would identify something else.
 *
 * @returns undefined if it is missing or blank
 */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : undefined;
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Reads a number, which may be written as text. */
export function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Parses a text if it is JSON, because Plivo's pages show some values both ways. Returns anything else unchanged. */
export function fromJsonText(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*([[{]|null\s*$)/.test(value)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/**
 * Reads a response that is one record.
 *
 * @throws PlivoRequestError if it is a list
 */
export function recordOf(response: unknown): IDataObject {
	if (isObject(response)) return response;
	throw unexpected("it isn't a record");
}

/**
 * For a successful JSON response that doesn't match Plivo's reference.
 *
 * @param detail the rest of a sentence: `it has no list of records`
 */
export function unexpected(detail: string): PlivoRequestError {
	return new PlivoRequestError('unknown', 'unexpected', detail);
}
