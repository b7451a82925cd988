import { parseUrl } from '../transport/parseUrl';
import { InvalidField, quoted } from './invalidField';

const ASCII = /^[\x21-\x7e]*$/;

/**
 * Checks a whole http or https address. Plivo wants them URL-encoded (its message reference, of media), and signs its calls
 * for the one that it was told.
 *
 * @param example one such as this field wants
 * @returns the address as it was given; encoded where it holds other characters than an address may
 * @throws InvalidField when it is none
 */
export function webAddress(text: string, label: string, example: string): string {
	const url = /^https?:\/\/[^\s/?#.]+\S*$/i.test(text) ? parseUrl(text) : undefined;
	if (url !== undefined) return ASCII.test(text) ? text : url.href;
	throw new InvalidField(
		label,
		`is ${quoted(text)}, which isn't a web address`,
		`Enter a whole address that Plivo can reach, for example ${example}.`,
	);
}
