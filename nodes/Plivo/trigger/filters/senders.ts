import { InvalidFieldError } from '../../errors/invalidFieldError';
import { beginningOf, hasMexicanMobilePrefix, isE164, toE164, writtenForms } from '../../phone/e164';
import { isNationalFormat } from '../../phone/nationalFormat';
import { readNotation, unwrapped } from '../../phone/notation';
import { parsePhoneNumber } from '../../phone/parsePhoneNumber';
import { readShortCode } from '../../phone/shortCode';
import { splitEntries } from '../../phone/splitEntries';
import { UnusableValue } from '../parameters/triggerOptions';

const LABEL = 'From Numbers';

/** Whether a sender, in normalized form, is one of the chosen ones. */
export type SenderTest = (from: string) => boolean;

/**
 * Reads `From Numbers`: phone numbers in any form, short codes, sender IDs, and prefixes of them such as `+44*`.
 *
 * A prefix with a plus sign matches phone numbers only; one without matches anything. Numbers of Mexico, Argentina, and
 * Brazil match with and without their digit for mobile numbers.
 *
 * @param value text separated by commas, semicolons or new lines; a JSON array as text; a number; or an array of texts
 * and numbers
 * @returns an empty list if the value is empty
 * @throws InvalidFieldError if an entry is none of these
 */
export function parseSenders(value: unknown): SenderTest[] {
	return splitEntries(value).map(parseSender);
}

/**
 * Like {@link parseSenders}, for a value that may contain invalid entries. These come last, and throw their error when
 * tested.
 */
export function parseUsableSenders(value: unknown): SenderTest[] {
	if (value instanceof UnusableValue) return [unusable(value.error)];
	const usable: SenderTest[] = [];
	const others: SenderTest[] = [];
	for (const entry of entriesOf(value)) {
		try {
			usable.push(parseSender(entry));
		} catch (error) {
			others.push(unusable(error));
		}
	}
	return usable.concat(others);
}

function entriesOf(value: unknown): unknown[] {
	try {
		return splitEntries(value);
	} catch {
		// a single entry, whose error parseSender then reports
		return [value];
	}
}

function unusable(error: unknown): SenderTest {
	return () => {
		if (error instanceof InvalidFieldError) throw error;
		throw new InvalidFieldError(LABEL, 'can\'t be read', String(error));
	};
}

function parseSender(entry: unknown): SenderTest {
	if (typeof entry !== 'string') return equalTo(sender(entry));
	const { text } = unwrapped(entry);
	if (text.endsWith('*')) return startingWith(entry.slice(0, entry.lastIndexOf('*')));
	if (text.includes('*')) {
		throw new InvalidFieldError(LABEL, `contains "${text}", where * isn't at the end`, 'Put it there, for example +44*.');
	}
	return equalTo(sender(entry));
}

/** A normalized phone number, a short code, or a sender ID. */
function sender(entry: unknown): string {
	const text = typeof entry === 'number' ? String(entry) : entry;
	if (typeof text !== 'string') return `+${parsePhoneNumber(entry, LABEL, { takesMany: true })}`;
	const { text: bare, scheme } = unwrapped(text);
	const isSenderId = hasLetter(bare) && scheme === '' && !bare.startsWith('+');
	if (isSenderId) return bare;
	// As WhatsApp writes them, and as filters were written before incoming numbers were normalized.
	if (hasMexicanMobilePrefix(readNotation(text)?.digits ?? '')) return toE164(text);
	return readShortCode(text, LABEL) ?? `+${parsePhoneNumber(entry, LABEL, { takesMany: true })}`;
}

function equalTo(sender: string): SenderTest {
	return (from) => formsOf(from).some((form) => form.toLowerCase() === sender.toLowerCase());
}

/** A normalized sender in all forms in which it may be written. */
function formsOf(from: string): string[] {
	return isE164(from) ? writtenForms(from.slice(1)).map((digits) => `+${digits}`) : [from];
}

function startingWith(beginning: string): SenderTest {
	const { text: bare, scheme } = unwrapped(beginning);
	if (hasLetter(bare)) return (from) => from.toLowerCase().startsWith(bare.toLowerCase());
	const notation = readNotation(beginning);
	const isPhone = bare.startsWith('+') || scheme === 'whatsapp' || notation?.isInternational === true;
	// all numbers, or anybody
	if (bare === '+' || bare === '') return (from) => from.startsWith('+') || !isPhone;
	if (notation === undefined || notation.digits.startsWith('0') || isNationalFormat(notation)) {
		throw new InvalidFieldError(
			LABEL,
			`contains "${bare}*", which isn't how a number begins`,
			'Begin with the country code, for example +44*.',
		);
	}
	const digits = beginningOf(notation.digits);
	return (from) => formsOf(from).some((form) => form.startsWith(`+${digits}`)) || (!isPhone && from.startsWith(notation.digits));
}

function hasLetter(text: string): boolean {
	return /\p{L}/u.test(text);
}
