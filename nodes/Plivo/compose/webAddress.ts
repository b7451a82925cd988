import { InvalidField, quoted } from './invalidField';

/**
 * Checks a whole http or https address.
 *
 * @param example one such as this field wants
 * @returns the address as it was given
 * @throws InvalidField when it is none
 */
export function webAddress(text: string, label: string, example: string): string {
	if (/^https?:\/\/[^\s/?#.]+\S*$/i.test(text) && URL.canParse(text)) return text;
	throw new InvalidField(
		label,
		`is ${quoted(text)}, which is no web address`,
		`Enter a whole address that Plivo can reach, for example ${example}.`,
	);
}
