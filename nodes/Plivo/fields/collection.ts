/** How the editor stores an entry that was added to a collection. */
export type Entry = Record<string, unknown>;

/**
 * The entries of a collection in the editor.
 *
 * @param collection as stored by n8n: `{ <group>: [entry, …] }`, `{ <group>: entry }` if only one can be added, or
 * nothing if none was added
 */
export function entriesOf(collection: unknown, group: string): Entry[] {
	const stored = isEntry(collection) ? collection[group] : undefined;
	return (Array.isArray(stored) ? (stored as unknown[]) : [stored]).filter(isEntry);
}

export function isEntry(value: unknown): value is Entry {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
