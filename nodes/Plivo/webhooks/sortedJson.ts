/**
 * JSON text of a value that is independent of the key order of its objects. Lists keep their order, which may be
 * significant.
 *
 * @param value a result of JSON.parse, nested no deeper than calls may be (signature/readCall.ts)
 */
export function sortedJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const members = Object.entries(value).map(([key, one]): [string, string] => [JSON.stringify(key), sortedJson(one)]);
	members.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${members.map((member) => member.join(':')).join(',')}}`;
}
