/**
 * All that a value says, as text: two values have the same one only if they are alike. Unlike JSON.stringify it doesn't call
 * itself, so that no depth of what comes in is too much for it.
 */
export function contentOf(value: unknown): string {
	const parts: string[] = [];
	const open = [value];
	while (open.length > 0) {
		const next = open.pop();
		if (typeof next === 'object' && next !== null) {
			// The names and their number say where what comes next belongs.
			parts.push(Array.isArray(next) ? `[${next.length}]` : JSON.stringify(Object.keys(next)));
			for (const part of Object.values(next) as unknown[]) open.push(part);
		} else {
			parts.push(JSON.stringify(next) ?? 'undefined');
		}
	}
	return parts.join(' ');
}
