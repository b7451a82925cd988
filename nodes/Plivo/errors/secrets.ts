/** Secrets that a request may contain but an error must not, in the forms in which a response could repeat them. */
const KNOWN_FORMS: RegExp[] = [
	// Basic authentication: the Auth ID and the Auth Token (RFC 7617).
	/(Basic(?:\s|%20|\+|\\u0020)+)[\w+/=%.~-]+/gi,
	// n8n's own addresses: whoever has their signature can answer in somebody else's place.
	/(signature(?:=|%3D|%253D|\\u003d|&#61;|&#x3d;))[\w%+/=.~-]+/gi,
	/(signature["']?\s*:\s*["']?)[\w%+/=.~-]{16,}/gi,
];

/** Masking a shorter token would also mask parts of ordinary words. */
const MIN_TOKEN_LENGTH = 6;

/** The Auth Token in all its spellings: plain, in web addresses and JSON, and with the Auth ID as in Basic authentication. */
export function secretsOf(authId: string, authToken: string): string[] {
	if (authToken.length < MIN_TOKEN_LENGTH) return [];
	const basic = [`${authId}:${authToken}`, authToken].map((text) => Buffer.from(text).toString('base64').replace(/=+$/, ''));
	const forms = [authToken, encodeURIComponent(authToken), JSON.stringify(authToken).slice(1, -1)];
	const urlSafe = basic.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	// Longer forms first, so that nothing remains of a form that contains another.
	return [...new Set([...forms, ...basic, ...urlSafe, ...basic.map(encodeURIComponent)])].sort((a, b) => b.length - a.length);
}

/**
 * Removes the request's secrets from a server's text. Plivo repeats none of them, but another server at the Base URL,
 * such as a proxy, may.
 *
 * @param secrets from {@link secretsOf}
 */
export function withoutSecrets(text: string, secrets: string[]): string {
	const plain = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
	return KNOWN_FORMS.reduce((rest, form) => rest.replace(form, '$1…'), plain);
}
