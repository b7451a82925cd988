/** What may stand in a request and must be in no error, in the forms in which an answer could repeat it. */
const KNOWN_FORMS: RegExp[] = [
	// Basic authentication: the Auth ID and the Auth Token (RFC 7617).
	/(Basic(?:\s|%20|\+|\\u0020)+)[\w+/=%.~-]+/gi,
	// n8n's own addresses, whose signature lets whoever has it answer for somebody else.
	/(signature(?:=|%3D|%253D|\\u003d|&#61;|&#x3d;))[\w%+/=.~-]+/gi,
	/(signature["']?\s*:\s*["']?)[\w%+/=.~-]{16,}/gi,
];

/** Of a shorter token, masking would make holes in ordinary words. */
const MIN_TOKEN_LENGTH = 6;

/** The Auth Token as it may be written: plain, in web addresses and JSON, and with the Auth ID as Basic authentication has it. */
export function secretsOf(authId: string, authToken: string): string[] {
	if (authToken.length < MIN_TOKEN_LENGTH) return [];
	const basic = [`${authId}:${authToken}`, authToken].map((text) => Buffer.from(text).toString('base64').replace(/=+$/, ''));
	const forms = [authToken, encodeURIComponent(authToken), JSON.stringify(authToken).slice(1, -1)];
	const urlSafe = basic.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	// The longer first, so that nothing is left of one that holds another.
	return [...new Set([...forms, ...basic, ...urlSafe, ...basic.map(encodeURIComponent)])].sort((a, b) => b.length - a.length);
}

/**
 * A text from whoever answered, without what a request must keep to itself. Plivo repeats none of it; whoever else answers at
 * the Base URL, such as a proxy, may.
 *
 * @param secrets from {@link secretsOf}
 */
export function withoutSecrets(text: string, secrets: string[]): string {
	const plain = secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
	return KNOWN_FORMS.reduce((rest, form) => rest.replace(form, '$1…'), plain);
}
