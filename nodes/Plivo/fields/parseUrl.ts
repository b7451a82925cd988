/**
 * Parses a web address, like `URL.canParse` and `new URL` combined. `canParse` isn't used, because in Node 20 and 22 it
 * rejects addresses with letters such as ü after some thousand calls.
 *
 * @param base for a relative address
 * @returns undefined if it isn't one
 */
export function parseUrl(text: string, base?: URL): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}
