/**
 * JSON text of a value, the same for all orders of the keys of its objects. Lists stay in their order, which may mean something.
 *
 * @param value as JSON.parse gives it, nested no deeper than calls may be (signature/readCall.ts)
 */
export function sortedJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const members = Object.entries(value).map(([key, one]): [string, string] => [JSON.stringify(key), sortedJson(one)]);
	members.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map((member) => member.join(':')).join(',')}}`;
}
