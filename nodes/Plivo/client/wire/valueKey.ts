/**
 * The whole content of a value as text: two values have the same text only if they are equal. Unlike JSON.stringify, it
 * isn't recursive, so values may be nested to any depth.
 */
export function valueKeyOf(value: unknown): string {
	const parts: string[] = [];
	const open = [value];
	while (open.length > 0) {
		const next = open.pop();
		if (typeof next === 'object' && next !== null) {
			// The names and their number determine where the following parts belong.
			parts.push(Array.isArray(next) ? `[${next.length}]` : JSON.stringify(Object.keys(next)));
			for (const part of Object.values(next) as unknown[]) open.push(part);
		} else {
			parts.push(JSON.stringify(next) ?? 'undefined');
		}
	}
	return parts.join(' ');
}
