import type { IDataObject } from 'n8n-workflow';

import { PlivoRequestError } from '../../errors/plivoRequestError';


// What comes back over HTTP has whatever shape its sender gave it: Plivo, or a proxy that answers in its place. These
// readers stand where an answer enters, so that everything behind them can rely on its types.

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a text. A number counts as one, as long as JSON has not rounded it: as an ID it would name something else.
 *
 * @returns undefined where there is none, or a blank one
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

/** What a text says, if it is JSON; Plivo's pages show some values both ways. Anything else as it is. */
export function fromJsonText(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*([[{]|null\s*$)/.test(value)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/**
 * Reads an answer that is one record.
 *
 * @throws PlivoRequestError when it is a list
 */
export function recordOf(response: unknown): IDataObject {
	if (isObject(response)) return response;
	throw unexpected("it isn't a record");
}

/**
 * An answer that is JSON and a success, and yet not what Plivo's reference says.
 *
 * @param detail the rest of a sentence: `it has no list of records`
 */
export function unexpected(detail: string): PlivoRequestError {
	return new PlivoRequestError('unknown', 'unexpected', detail);
}
