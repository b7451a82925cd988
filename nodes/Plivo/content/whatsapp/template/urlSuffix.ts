import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { withoutInvisible } from '../../../fields/invisible';

/**
 * Checks the end of a button's address. WhatsApp appends it to the template's address, whatever it is, so a whole address
 * would lead nowhere.
 *
 * @param beginning the address of the template up to its variable; empty if it isn't known
 * @returns the end, without invisible characters
 * @throws InvalidFieldError if it is a whole address, contains a space, or would produce a double slash
 */
export function urlSuffix(text: string, label: string, beginning = ''): string {
	const suffix = withoutInvisible(text).trim();
	if (repeats(suffix, beginning)) {
		throw new InvalidFieldError(label, 'is the whole address', `Enter only its end, without ${beginning} before it.`);
	}
	if (isWholeAddress(suffix, beginning)) {
		throw new InvalidFieldError(
			label,
			'is a whole address, and WhatsApp adds it to the address of the template',
			'Enter only the end of the address. If an address belongs there, encode it: {{ encodeURIComponent($json.url) }}.',
		);
	}
	if (/\s/.test(suffix)) {
		throw new InvalidFieldError(
			label,
			"contains a space; WhatsApp doesn't allow one in an address",
			'Remove it, or encode it, for example with {{ encodeURIComponent($json.id) }}.',
		);
	}
	if (beginning.endsWith('/') && suffix.startsWith('/')) {
		throw new InvalidFieldError(label, `begins with a slash, and ${beginning} ends with one`, 'Remove the slash at the beginning.');
	}
	return suffix;
}

/**
 * Without `https://`, as after `//` or with `www.`, it counts as whole only if the template's address isn't known: that
 * may end before the host.
 */
function isWholeAddress(suffix: string, beginning: string): boolean {
	return /^https?:\/\//i.test(suffix) || (beginning === '' && /^(?:\/\/|www\.)/i.test(suffix));
}

/** A complete host: what follows it is a path. In `https://` or `https://shop.`, the variable is a part of the host. */
const HOST = /^[^/?#]*[^/?#.](?=[/?#]|$)/;

/**
 * Whether an end starts with the address that it is appended to, possibly with another scheme, or with or without `www.`;
 * or with its host. After a `?`, however, a host may be intended: `https://example.com/go?to=` accepts
 * `example.com/shop`.
 */
function repeats(suffix: string, beginning: string): boolean {
	const [start, end] = [bare(beginning), bare(suffix)];
	const [host] = HOST.exec(start) ?? [];
	if (host === undefined) return false;
	if (/[/?#]./.test(start) && end.startsWith(start)) return true;
	return !/[?#]/.test(start) && end.startsWith(host) && /^(?:[/?#:]|$)/.test(end.slice(host.length));
}

function bare(address: string): string {
	return address.toLowerCase().replace(/^(https?:)?\/\//, '').replace(/^www\./, '');
}
