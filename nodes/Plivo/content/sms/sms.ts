import type { INodeProperties } from 'n8n-workflow';

import { InvalidFieldError } from '../../errors/invalidFieldError';
import { characterName } from '../../fields/characterName';
import { formatNumber } from '../../fields/formatNumber';
import { asText } from '../../fields/text';
import { countSegments, GSM, UCS, type Segments } from './segments';
import { smartEncode } from './smartEncoding';

const LABEL = 'Text';

export const textField: INodeProperties = {
	displayName: LABEL,
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Your order has been shipped',
	description:
		`Up to ${formatNumber(GSM.limit)} characters, or ${UCS.limit} if one of them is an emoji or another character that SMS has no code for. Plivo bills by units: ${GSM.alone} characters, or ${UCS.alone} with such a character.`,
};

/**
 * The SMS part of a send request.
 *
 * @param fields with `smartEncoding`, the text uses plain characters if that saves units
 * @param label of the field whose text is too long
 * @throws InvalidFieldError if the text is empty or longer than Plivo accepts, with its length, its units, and the character that shortens the limit
 */
export function composeSms(
	fields: { text: unknown; smartEncoding?: boolean },
	label = LABEL,
): { type: 'sms'; text: string } {
	const written = asText(fields.text, label);
	const text = fields.smartEncoding === true ? smartEncode(written) : written;
	// Checked here, because Smart Encoding removes invisible characters.
	if (text.trim() === '') {
		throw new InvalidFieldError(LABEL, 'is empty', 'Enter what the message should say.');
	}
	refuseTooLong(text, label, { hasSmartEncoding: true });
	return { type: 'sms', text };
}

/**
 * @param label of the field that the text is from
 * @param hasSmartEncoding whether the user can add that option
 * @throws InvalidFieldError if a text is longer than Plivo accepts in an SMS, with its length, its units, and the character that shortens the limit
 */
export function refuseTooLong(text: string, label: string, { hasSmartEncoding = false } = {}): void {
	const { characters, units, limit, firstUnicode } = countSegments(text);
	if (characters <= limit) return;
	// An emoji, and € in a text of plain characters, count as two.
	const counted = characters === [...text].length ? '' : ' as SMS counts them';
	const length = formatNumber(characters);
	throw new InvalidFieldError(
		label,
		firstUnicode === undefined
			? `has ${length} characters${counted} (${units} SMS units), but Plivo accepts up to ${formatNumber(limit)}`
			: `has ${length} characters${counted} (${units} SMS units), but Plivo accepts up to ${formatNumber(limit)} because of ${characterName(firstUnicode)}`,
		remedyFor(text, { characters, limit, firstUnicode }, hasSmartEncoding),
	);
}

function remedyFor(
	text: string,
	{ characters, limit, firstUnicode }: Pick<Segments, 'characters' | 'limit' | 'firstUnicode'>,
	hasSmartEncoding: boolean,
): string {
	const surplus = formatNumber(characters - limit);
	if (firstUnicode === undefined) return `Shorten it by ${surplus}, or send it in parts.`;
	const named = characterName(firstUnicode);
	return hasSmartEncoding && isWithinLimit(smartEncode(text))
		? `Add the option Smart Encoding: it replaces characters such as ${named} with plain ones, and then the text fits.`
		: `Shorten it by ${surplus}, or replace characters such as ${named}: without them the limit is 1,600.`;
}

function isWithinLimit(text: string): boolean {
	const { characters, limit } = countSegments(text);
	return characters <= limit;
}

/** How many units an SMS has, as counted here; the names are those of the output. */
export interface SmsUnits {
	encoding: Segments['encoding'];
	units: number;
	/** The first character that SMS has no code for, as people would name it, if there is one. */
	non_gsm_character?: string;
}

/**
 * Counts what Plivo will bill for an SMS. It is our own count, because Plivo's response to a send doesn't contain one.
 *
 * @returns undefined for other types of messages, which aren't billed by units
 */
export function unitsOfSms({ type, text }: { type?: string; text?: string }): SmsUnits | undefined {
	if (type !== 'sms' || text === undefined) return undefined;
	const { encoding, units, firstUnicode } = countSegments(text);
	return { encoding, units, ...(firstUnicode !== undefined && { non_gsm_character: characterName(firstUnicode) }) };
}
