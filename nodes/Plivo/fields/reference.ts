import { InvalidFieldError } from '../errors/invalidFieldError';
import { asLine, atMost, LINE_BREAK } from './textChecks';

const LABEL = 'Reference';

/** Our own limit: in a query, each character may take up to 12, and servers limit the length of addresses. */
export const MAX_REFERENCE = 200;

/** The query parameter that carries it. It is part of addresses that Plivo keeps, so it never changes. */
export const REFERENCE = 'reference';

/**
 * Reads a text of the user's, such as an order number, that comes back with every status of a message.
 *
 * @returns undefined if it is empty
 * @throws InvalidFieldError if it isn't text, is too long, or has a line break or another control character
 */
export function parseReference(value: unknown): string | undefined {
	const text = asLine(value, LABEL);
	if (text === '') return undefined;
	if (LINE_BREAK.test(text)) throw new InvalidFieldError(LABEL, 'contains a line break', 'Write it on one line.');
	if (/\p{Cc}/u.test(text)) throw new InvalidFieldError(LABEL, 'contains a control character, such as a tab', 'Remove it before this node.');
	return atMost(text, LABEL, MAX_REFERENCE);
}

/**
 * Adds a reference to the address that Plivo calls with the statuses of a message.
 *
 * @param address keeps its own query and fragment
 * @throws InvalidFieldError if its query already has a parameter of this name: nobody could tell them apart
 */
export function withReference(address: string, reference: string): string {
	const [, base = '', query, fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address) ?? [];
	if (new URLSearchParams(query).has(REFERENCE)) {
		throw new InvalidFieldError(
			'Status Callback URL',
			`already has a parameter "${REFERENCE}", which the field '${LABEL}' would add`,
			`Remove it from the address, or remove the field '${LABEL}'.`,
		);
	}
	const before = query === undefined || query === '' || query.endsWith('&') ? (query ?? '') : `${query}&`;
	return `${base}?${before}${REFERENCE}=${encodeURIComponent(reference)}${fragment}`;
}

/**
 * The reference in the address that Plivo called.
 *
 * @param query decoded parameters of the address alone: one in the body isn't what the user has given
 * @returns null if there is none
 */
export function referenceIn(query: ReadonlyArray<[key: string, value: string]>): string | null {
	return query.find(([key]) => key === REFERENCE)?.[1] || null;
}
