import { InvalidField } from '../../compose/invalidField';
import { phoneNumber, stripPunctuation } from '../../compose/phoneNumber';
import { isPhoneNumber, oneForm } from '../events/phone';

const LABEL = 'From Numbers';
const SHORT_CODE = /^\d{3,6}$/;

/** Whether a sender, in the one form, is one of those asked for. */
export type SenderTest = (from: string) => boolean;

/**
 * Reads `From Numbers`: phone numbers in any form, short codes, sender IDs, and beginnings of them as `+44*`.
 *
 * A beginning with a plus sign is that of a phone number; one without is that of anything.
 *
 * @param value text separated by commas, semicolons or new lines; a number; or an array of either
 * @returns none when it is empty
 * @throws InvalidField when one is neither
 */
export function parseSenders(value: unknown): SenderTest[] {
	return [value]
		.flat()
		.flatMap((entry) => (typeof entry === 'string' ? entry.split(/[,;\n\r]+/) : [entry]))
		.filter((entry) => entry !== undefined && entry !== null && !(typeof entry === 'string' && entry.trim() === ''))
		.map(parseSender);
}

function parseSender(entry: unknown): SenderTest {
	const isText = typeof entry === 'string' || typeof entry === 'number';
	const sender = oneForm(isText ? String(entry) : phoneNumber(entry, LABEL));
	if (sender.endsWith('*')) return startingWith(sender.slice(0, -1));
	if (sender.includes('*')) {
		throw new InvalidField(LABEL, `holds "${sender}", where * is not at the end`, 'Put it there, for example +44*.');
	}
	const isSenderId = hasLetter(sender) && !sender.startsWith('+');
	// for what it says of a number that is none
	if (!isPhoneNumber(sender) && !SHORT_CODE.test(sender) && !isSenderId) phoneNumber(sender, LABEL);
	return (from) => from.toLowerCase() === sender.toLowerCase();
}

function startingWith(beginning: string): SenderTest {
	if (hasLetter(beginning)) return (from) => from.toLowerCase().startsWith(beginning.toLowerCase());
	const digits = stripPunctuation(beginning);
	if (!/^\d*$/.test(digits) || digits.startsWith('0')) {
		throw new InvalidField(
			LABEL,
			`holds "${beginning}*", which is not how a number begins`,
			'Begin with the country code, for example +44*.',
		);
	}
	const isPhone = beginning.trim().startsWith('+');
	return (from) => from.startsWith(`+${digits}`) || (!isPhone && from.startsWith(digits));
}

function hasLetter(text: string): boolean {
	return /\p{L}/u.test(text);
}
