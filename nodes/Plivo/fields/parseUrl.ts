/**
 * Parses a web address, as `URL.canParse` and `new URL` together would. `canParse` is not used, because in Node 20 and 22 it
 * says no to addresses with letters such as ü once it has run some thousand times.
 *
 * @param base what a relative address is relative to
 * @returns undefined when it is none
 */
export function parseUrl(text: string, base?: URL): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}
