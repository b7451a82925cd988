import { parseUrl } from '../transport/parseUrl';
import { InvalidField, quoted } from './invalidField';
import { withoutInvisible } from './invisible';

const ASCII = /^[\x21-\x7e]*$/;

/** How an address begins, also one whose https:// was forgotten. */
const BEGINNING = 'https?:\\/\\/|www\\.|(?:[\\w-]+\\.)+[a-z]{2,}\\/';

/** A second address. */
const NEXT = new RegExp(`[\\s,;](?:${BEGINNING})`, 'i');

/** A host, and behind it anything but what begins a new line: a space in a file's name is common, and can be encoded. */
const ADDRESS = /^https?:\/\/[^\s/?#.,;][^\s/?#,;]*([/?#][^\t\n\v\f\r]*)?$/i;

/**
 * Checks a whole http or https address. Plivo wants them URL-encoded (its message reference, of media), and signs its calls
 * for the one that it was told.
 *
 * @param text may have a comma or semicolon behind it, as in a list
 * @param example one such as this field wants
 * @returns the address as it was given, without what nobody can see in it; encoded where it holds other characters than an address may, such as a space
 * @throws InvalidField when it is none, or more than one
 */
export function webAddress(text: string, label: string, example: string): string {
	const address = withoutInvisible(text).trim().replace(/[\s,;]+$/, '');
	const addresses = splitAddresses(address);
	// What stands behind a ? may hold an address of its own, as in the link of a Share button.
	if (addresses.length > 1 && NEXT.test(address) && !/^[^\s?]*\?\S*$/.test(address)) {
		throw new InvalidField(label, `holds ${addresses.length} addresses, and only one goes there`, 'Leave only one of them.');
	}
	const url = ADDRESS.test(address) ? parseUrl(address) : undefined;
	if (url !== undefined) return ASCII.test(address) ? address : url.href;
	throw new InvalidField(
		label,
		`is ${quoted(text)}, which isn't a web address`,
		`Enter a whole address that Plivo can reach, for example ${example}.`,
	);
}

/**
 * What surely parts two entries: a new line; a comma or semicolon with a space behind it; a space before what begins as an
 * address does. Any other space is part of an address.
 */
const BETWEEN = new RegExp(`[\\s,;]*[\\n\\r][\\s,;]*|[,;]+\\s+|\\s+(?=${BEGINNING})`, 'i');

/**
 * Parts a list into the addresses that people mean. An address may hold commas and semicolons: without a space, one parts two
 * addresses only before another http or https.
 *
 * @returns the entries, none of them empty; whether each is an address is not checked
 */
export function splitAddresses(text: string): string[] {
	return withoutInvisible(text)
		.split(BETWEEN)
		.flatMap(splitAtCommas)
		.map((entry) => entry.replace(/^[\s,;]+|[\s,;]+$/g, ''))
		.filter((entry) => entry !== '');
}

/** `?images=https://a/1.png,https://a/2.png` in an address is a list of that address, unless the next one is of its host. */
function splitAtCommas(text: string): string[] {
	const entries: string[] = [];
	for (const part of text.split(/(?=[,;]+https?:\/\/)/i)) {
		const last = entries.at(-1);
		const next = part.replace(/^[,;]+/, '');
		if (last !== undefined && /.https?:\/\//i.test(last) && hostOf(next) !== hostOf(last)) entries.push(entries.pop() + part);
		else entries.push(next);
	}
	return entries;
}

function hostOf(address: string): string | undefined {
	return /^https?:\/\/[^/?#]+/i.exec(address)?.[0].toLowerCase();
}
