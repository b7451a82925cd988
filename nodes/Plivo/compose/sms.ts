import type { INodeProperties } from 'n8n-workflow';

import { InvalidField } from './invalidField';
import { countSegments } from './segments';
import { asText } from './text';

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
		'Up to 1,600 characters, or 737 if one of them is an emoji or another character that SMS has no code for. Plivo bills by units: 160 characters, or 70 with such a character.',
};

/**
 * The part of a send request that is an SMS's own.
 *
 * @param label of the field whose text is too long
 * @throws InvalidField when the text is empty or longer than Plivo takes, with its encoding, length and units
 */
export function composeSms(fields: { text: unknown }, label = LABEL): { type: 'sms'; text: string } {
	const text = asText(fields.text, label);
	if (text.trim() === '') {
		throw new InvalidField(LABEL, 'is empty', 'Enter what the message should say.');
	}
	const { encoding, characters, units, limit, firstUnicode } = countSegments(text);
	if (characters > limit) {
		throw new InvalidField(
			label,
			`has ${count(characters)} characters in ${encoding} (${units} SMS units), and Plivo takes ${count(limit)}`,
			firstUnicode === undefined
				? `Shorten it by ${count(characters - limit)}, or send it in parts.`
				: `Shorten it by ${count(characters - limit)}, or replace characters such as "${firstUnicode}" (${codePoint(firstUnicode)}): without them the limit is 1,600.`,
		);
	}
	return { type: 'sms', text };
}

function count(value: number): string {
	return value.toLocaleString('en-US');
}

function codePoint(character: string): string {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
