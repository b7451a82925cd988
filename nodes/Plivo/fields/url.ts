import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { withoutInvisible } from './invisible';
import { parseUrl } from './parseUrl';

/** How an address starts, including one without https://. Other hosts look like file names: Müller & Co.KG/a.pdf. */
const BEGINNING = /^(?:https?:\/\/|www\.)/i;

/**
 * Separators between two addresses. A bar counts only beside white space, and a sign such as a dash or a bullet only
 * between white space.
 */
const SEPARATORS = /((?:[\s,;，；、،؛]|\|(?=\s)|(?<=\s)\||(?<!\S)[-–—/&+·•*](?=\s))+)/;

/** Characters after the last address of a list. */
const BEHIND = /[\s,;，；、،؛]/;

/** User info, a host, and then anything but a line break: spaces in file names are common, and can be encoded. */
const ADDRESS = /^(https?:\/\/)(?:([^\s/?#\\]*)@)?([^\s/?#.,;\\@"`{}][^\s/?#,;\\@"`{}]*)([/?#][^\t\n\v\f\r]*)?$/i;

/**
 * Characters that aren't allowed in an address (RFC 3986, 2), and a percent sign that encodes nothing. Square brackets
 * aren't allowed either, but servers accept them unencoded in a query.
 */
const UNENCODED = /%(?![\da-f]{2})|[^\w.~:/?#[\]@!$&'()*+,;=%-]/giu;

/**
 * Checks a whole http or https address. Plivo requires them URL-encoded (its message reference, on media), and signs its
 * calls for exactly the address that it was given.
 *
 * @param text may end with a comma or semicolon, as in a list
 * @param example an example for this field
 * @returns the given address without invisible characters; characters that an address may not contain, such as a space,
 * are encoded
 * @throws InvalidFieldError if it isn't an address, or is more than one
 */
export function parseWebAddress(text: string, label: string, example: string): string {
	const address = withoutSeparatorsBehind(withoutInvisible(text).trim());
	const addresses = splitAddresses(address).filter((entry) => BEGINNING.test(entry));
	// The part after a ? may contain another address, as in the link of a Share button.
	if (addresses.length > 1 && (/\s/.test(address) || addresses[0]?.includes('?') !== true)) {
		throw new InvalidFieldError(label, `contains ${addresses.length} addresses, but only one is allowed`, 'Keep only one of them.');
	}
	const encoded = encode(address);
	if (encoded !== undefined) return encoded;
	throw new InvalidFieldError(
		label,
		`is ${quoted(text)}, which isn't a web address`,
		`Enter a full address that Plivo can reach, for example ${example}.`,
	);
}

/** @returns undefined if it isn't an address */
function encode(address: string): string | undefined {
	const [, scheme = '', user, host = '', rest = ''] = ADDRESS.exec(address) ?? [];
	// If a scheme is written twice, the second one is parsed as the host: https://https://example.com,
	// https://ftp://example.com.
	if (/^https?\.?(:\d*)?$/i.test(host) || (host.endsWith(':') && rest.startsWith('//'))) return undefined;
	const encodedUser = user === undefined ? '' : `${encodeRest(user).replaceAll('@', '%40')}@`;
	const encoded = `${scheme}${encodedUser}${host}${encodeRest(rest)}`;
	const url = parseUrl(encoded);
	// A host in other scripts has an ASCII form.
	return /[^\x21-\x7e]/.test(encoded) ? url?.href : url && encoded;
}

function encodeRest(rest: string): string {
	// Half of an emoji can't be encoded.
	return rest.replace(UNENCODED, (character) => encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\ufffd' : character));
}

/** Removed one by one, because a pattern search for white space at the end would restart at each one in between. */
function withoutSeparatorsBehind(text: string): string {
	let end = text.length;
	while (end > 0 && BEHIND.test(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

/** An entry of a list while it is being assembled. */
interface Entry {
	parts: string[];
	host: string | undefined;
	/** Whether it contains another address, as in `?image=https://a.example/1.png`. */
	holdsAddress: boolean;
}

/**
 * Splits a list into the intended addresses. An address may contain spaces, commas, and semicolons. Two entries are
 * separated by a new line, a comma or semicolon followed by a space, or any separator before the start of an address.
 *
 * @returns the entries, none of them empty; it isn't checked whether each is an address
 */
export function splitAddresses(text: string): string[] {
	const entries: Entry[] = [];
	let separator = '';
	for (const [i, piece] of withoutInvisible(text).split(SEPARATORS).entries()) {
		if (i % 2 === 1) {
			separator = piece;
			continue;
		}
		if (piece === '') continue;
		const entry = entries.at(-1);
		if (entry === undefined || isBetween(separator, entry, piece)) {
			entries.push({ parts: [piece], host: hostOf(piece), holdsAddress: holdsAddress(piece.replace(/^(?:https?:\/\/)?(?:www\.)?/i, '')) });
		} else {
			entry.parts.push(separator, piece);
			entry.holdsAddress ||= holdsAddress(piece);
		}
	}
	return entries.map(({ parts }) => parts.join(''));
}

/** `?images=https://a/1.png,https://a/2.png` is a list within an address, unless the next address has the same host. */
function isBetween(separator: string, entry: Entry, next: string): boolean {
	if (/[\n\r]|[,;]\s/.test(separator)) return true;
	if (!BEGINNING.test(next)) return false;
	return /\s/.test(separator) || !entry.holdsAddress || hostOf(next) === entry.host;
}

function holdsAddress(text: string): boolean {
	return /https?:\/\/|(?<![\p{L}\p{N}_.-])www\./iu.test(text);
}

function hostOf(address: string): string | undefined {
	return /^(?:https?:\/\/)?([^/?#]+)/i.exec(address)?.[1]?.toLowerCase();
}
