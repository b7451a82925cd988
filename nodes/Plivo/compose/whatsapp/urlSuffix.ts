import { InvalidField } from '../invalidField';

/**
 * Checks the end of a button's address. WhatsApp puts it right behind the address of the template, whatever it is, so that a
 * whole address would lead nowhere.
 *
 * @param beginning the address of the template up to its variable; empty where it isn't known
 * @returns the end as it is
 * @throws InvalidField when it is a whole address, holds a space, or would make two slashes
 */
export function urlSuffix(text: string, label: string, beginning = ''): string {
	if (beginning !== '' && beginsLike(text, beginning)) {
		throw new InvalidField(label, 'is the whole address', `Enter only its end, without ${beginning} before it.`);
	}
	if (/^https?:\/\//i.test(text)) {
		throw new InvalidField(
			label,
			'is a whole address, and WhatsApp adds it to the address of the template',
			'Enter only the end of the address. If an address belongs there, encode it: {{ encodeURIComponent($json.url) }}.',
		);
	}
	if (/\s/.test(text)) {
		throw new InvalidField(
			label,
			'holds a space; WhatsApp takes none in an address',
			'Remove it, or encode it, for example with {{ encodeURIComponent($json.id) }}.',
		);
	}
	if (beginning.endsWith('/') && text.startsWith('/')) {
		throw new InvalidField(label, `begins with a slash, and ${beginning} ends in one`, 'Remove the slash at its beginning.');
	}
	return text;
}

/** Whether a text begins with the host of an address, or all of it, be it with another scheme, or with or without `www.`. */
function beginsLike(text: string, beginning: string): boolean {
	const host = bare(beginning).replace(/[/?#].*/s, '');
	const rest = bare(text);
	return rest.startsWith(bare(beginning)) || (rest.startsWith(host) && /^[/?#]/.test(rest.slice(host.length)));
}

function bare(address: string): string {
	return address.toLowerCase().replace(/^(https?:)?\/\//, '').replace(/^www\./, '');
}
