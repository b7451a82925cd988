import { isRecord } from './errorFacts';

/** How far down an error body is read. Plivo's own is two levels deep; whatever else answers may nest without end. */
const DEEPEST = 8;

/**
 * The words in an error body, on one level or in lists. Plivo's is `{"api_id", "error": "<text>"}`; the other places are
 * those that Plivo's own command line tool reads. Never throws, whatever the body.
 *
 * @param body parsed JSON
 * @returns undefined where there are none
 */
export function plivoText(body: unknown): string | undefined {
	return wordsOf(body, 0, false);
}

/**
 * The words in what is known to be an error: all of it counts.
 *
 * @returns undefined where there are none
 */
export function errorWords(error: unknown): string | undefined {
	return wordsOf(error, 0, true);
}

/** @param isError whether this is what a body says of an error: then all of it counts, such as `{"dst": ["is invalid"]}` */
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
