/** What the editor stores for an entry that someone added to a collection. */
export type Entry = Record<string, unknown>;

/**
 * The entries of a collection in the editor.
 *
 * @param collection as n8n stores it: `{ <group>: [entry, …] }`, `{ <group>: entry }` where only one can be added, or
 *   nothing at all while none was
 */
export function entriesOf(collection: unknown, group: string): Entry[] {
	const stored = isEntry(collection) ? collection[group] : undefined;
	return (Array.isArray(stored) ? (stored as unknown[]) : [stored]).filter(isEntry);
}

export function isEntry(value: unknown): value is Entry {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
