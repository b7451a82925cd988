import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { withoutInvisible } from './invisible';
import { parseUrl } from './parseUrl';

/** How an address begins, also one whose https:// was forgotten. Other hosts look like the names of files: Müller & Co.KG/a.pdf. */
const BEGINNING = /^(?:https?:\/\/|www\.)/i;

/** What people write between two addresses. A bar counts only beside white space, a sign such as a dash or a bullet only between. */
const SEPARATORS = /((?:[\s,;，；、،؛]|\|(?=\s)|(?<=\s)\||(?<!\S)[-–—/&+·•*](?=\s))+)/;

/** What stands behind the last address of a list. */
const BEHIND = /[\s,;，；、،؛]/;

/** Who signs in, a host, and behind it anything but what begins a new line: a space in a file's name is common, and can be encoded. */
const ADDRESS = /^(https?:\/\/)(?:([^\s/?#\\]*)@)?([^\s/?#.,;\\@"`{}][^\s/?#,;\\@"`{}]*)([/?#][^\t\n\v\f\r]*)?$/i;

/**
 * What may not stand in an address (RFC 3986, 2), and a percent sign that encodes nothing. Square brackets may not either, but
 * servers know them in a query as they are.
 */
const UNENCODED = /%(?![\da-f]{2})|[^\w.~:/?#[\]@!$&'()*+,;=%-]/giu;

/**
 * Checks a whole http or https address. Plivo wants them URL-encoded (its message reference, of media), and signs its calls
 * for the one that it was told.
 *
 * @param text may have a comma or semicolon behind it, as in a list
 * @param example one such as this field wants
 * @returns the address as it was given, without what nobody can see in it; encoded where it holds other characters than an address may, such as a space
 * @throws InvalidFieldError when it is none, or more than one
 */
export function parseWebAddress(text: string, label: string, example: string): string {
	const address = withoutSeparatorsBehind(withoutInvisible(text).trim());
	const addresses = splitAddresses(address).filter((entry) => BEGINNING.test(entry));
	// What stands behind a ? may hold an address of its own, as in the link of a Share button.
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

/** @returns undefined for what isn't an address */
function encode(address: string): string | undefined {
	const [, scheme = '', user, host = '', rest = ''] = ADDRESS.exec(address) ?? [];
	// A scheme written twice makes a host of the second one: https://https://example.com, https://ftp://example.com.
	if (/^https?\.?(:\d*)?$/i.test(host) || (host.endsWith(':') && rest.startsWith('//'))) return undefined;
	const encodedUser = user === undefined ? '' : `${encodeRest(user).replaceAll('@', '%40')}@`;
	const encoded = `${scheme}${encodedUser}${host}${encodeRest(rest)}`;
	const url = parseUrl(encoded);
	// A host in other letters has a form of its own in ASCII.
	return /[^\x21-\x7e]/.test(encoded) ? url?.href : url && encoded;
}

function encodeRest(rest: string): string {
	// Half of an emoji has no encoding.
	return rest.replace(UNENCODED, (character) => encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\ufffd' : character));
}

/** Step by step: a search for white space at the end would start again at each one in between. */
function withoutSeparatorsBehind(text: string): string {
	let end = text.length;
	while (end > 0 && BEHIND.test(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

/** An entry of a list while it is put together. */
interface Entry {
	parts: string[];
	host: string | undefined;
	/** Whether it holds an address of its own, as in `?image=https://a.example/1.png`. */
	holdsAddress: boolean;
}

/**
 * Parts a list into the addresses that people mean. An address may hold spaces, commas and semicolons. What parts two entries: a
 * new line; a comma or semicolon with a space behind it; any separator before what begins as an address does.
 *
 * @returns the entries, none of them empty; whether each is an address is not checked
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

/** `?images=https://a/1.png,https://a/2.png` in an address is a list of that address, unless the next one is of its host. */
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
