import { isRecord } from './errorFacts';

/**
 * Maximum depth to which an error body is read. Plivo's is two levels deep; other servers' bodies may be nested to any
 * depth.
 */
const DEEPEST = 8;

/**
 * The text in an error body, on one level or in lists. Plivo's is `{"api_id", "error": "<text>"}`; the other fields are
 * the ones that Plivo's own command line tool reads. Never throws, whatever the body.
 *
 * @param body parsed JSON
 * @returns undefined if there is none
 */
export function plivoText(body: unknown): string | undefined {
	return wordsOf(body, 0, false);
}

/**
 * The text in a value that is known to be an error, so all of it counts.
 *
 * @returns undefined if there is none
 */
export function errorWords(error: unknown): string | undefined {
	return wordsOf(error, 0, true);
}

/** @param isError whether the value is the error within a body: then all of it counts, such as `{"dst": ["is invalid"]}` */
function wordsOf(value: unknown, depth: number, isError: boolean): string | undefined {
	if (depth > DEEPEST) return undefined;
	if (typeof value === 'string') return value.trim() || undefined;
	if (Array.isArray(value)) return joined(value.map((entry: unknown) => wordsOf(entry, depth + 1, isError)));
	if (!isRecord(value)) return undefined;
	const { error, message, errors, global_error: globalError, ...others } = value;
	for (const known of isError ? [error, message, errors, globalError] : [error, message, errors]) {
		const words = wordsOf(known, depth + 1, true);
		if (words !== undefined) return words;
	}
	if (!isError) return undefined;
	return joined(
		Object.entries(others).map(([name, other]) => {
			const words = typeof other === 'number' || typeof other === 'boolean' ? String(other) : wordsOf(other, depth + 1, true);
			return words === undefined ? undefined : `${name}: ${words}`;
		}),
	);
}

function joined(parts: Array<string | undefined>): string | undefined {
	return parts.filter((part) => part !== undefined).join('; ') || undefined;
}
