import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { withoutInvisible } from './invisible';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads a Plivo UUID. Send outputs a list of them, so a list with one UUID is accepted.
 *
 * @param remedy where to find it, as a full sentence
 * @throws InvalidFieldError if it is empty, isn't a UUID, or is a list of several
 */
export function parseUuid(value: unknown, label: string, remedy: string): string {
	if (Array.isArray(value) && value.length > 1) {
		throw new InvalidFieldError(label, `contains ${value.length} UUIDs`, 'Pick one, or use Split Out to get an item for each.');
	}
	const [only] = Array.isArray(value) ? (value as unknown[]) : [value];
	if (only === undefined || only === null || only === '') throw new InvalidFieldError(label, 'is empty', remedy);

	const uuid = typeof only === 'string' ? withoutInvisible(only).trim() : only;
	if (typeof uuid === 'string' && UUID.test(uuid)) return uuid;
	throw new InvalidFieldError(label, `is ${quoted(only)}, which isn't a UUID`, remedy);
}
