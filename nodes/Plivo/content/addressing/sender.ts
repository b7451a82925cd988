import type { INodeProperties } from 'n8n-workflow';

import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { meantText } from '../../fields/strayText';
import { parseUuid } from '../../fields/uuid';
import { readInternational } from '../../phone/e164';
import { unwrapped } from '../../phone/notation';
import { parsePhoneNumber, type PhoneNumberContext } from '../../phone/parsePhoneNumber';
import { readShortCode } from '../../phone/shortCode';

const FROM = 'From';

/** Plivo's limit: sanitized alphanumeric sender IDs have at most 11 characters. */
export const MAX_SENDER_ID = 11;

/**
 * Text that starts like a phone number: with a plus sign, or with as many digits as one has. Or a number as a spreadsheet
 * formats it.
 */
const LIKE_A_NUMBER = /^[\s(]*(?:\+|\d(?:[\s().\-/]*\d){6}|\d+[.,]\d+E[+-]?\d+$)/i;

export const senderField: INodeProperties = {
	displayName: 'Send From',
	name: 'sender',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Number or Sender ID',
			value: 'number',
			description: 'One of your Plivo numbers, a short code, or a sender ID of letters such as MYSHOP, once Plivo has enabled it',
		},
		{
			name: 'Powerpack',
			value: 'powerpack',
			description: 'Plivo picks the number from a Powerpack, a pool of your numbers',
		},
	],
	default: 'number',
};

export const fromField: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'What the recipient sees as the sender. US and Canadian recipients can only be reached from a Plivo number.',
	hint: 'Include the country code, as in +14155550100',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a number...',
			typeOptions: { searchListMethod: 'searchNumbers', searchable: true },
		},
		{
			displayName: 'Typed In',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. +14155550100 or MYSHOP',
		},
	],
};

export const whatsappFromField: INodeProperties = {
	...fromField,
	description: 'The number of your WhatsApp Business Account, as it is mapped to your Plivo account',
};

export const powerpackField: INodeProperties = {
	displayName: 'Powerpack',
	name: 'powerpack',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The Powerpack whose numbers send the message',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a Powerpack...',
			typeOptions: { searchListMethod: 'searchPowerpacks', searchable: true },
		},
		{
			displayName: 'By UUID',
			name: 'uuid',
			type: 'string',
			placeholder: 'e.g. 5ec4c8c9-cd74-42b5-9e41-0d7670d6bb46',
		},
	],
};

/**
 * Reads `From`: a phone number, a short code, or a sender ID of letters and digits.
 *
 * @param defaultCountry ISO 3166 code, in capital letters, of the country of numbers in national format
 * @returns in the form of Plivo's `src`
 * @throws InvalidFieldError for what an expression yields instead of a missing value; also if Plivo would silently strip
 * characters, which changes the name that people see
 */
export function parseFrom(value: unknown, defaultCountry?: string): string {
	return parseSender(value, FROM, ofOwnNumber(defaultCountry));
}

/**
 * Reads a field that contains a sender, like {@link parseFrom}.
 *
 * @param context for a phone number
 */
export function parseSender(value: unknown, label: string, context: PhoneNumberContext): string {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || text.trim() === '') {
		throw new InvalidFieldError(label, 'is empty', 'Pick one of your numbers, or enter a number or a sender ID.');
	}
	meantText(text, label);
	const shortCode = readShortCode(text, label);
	if (shortCode !== undefined) return shortCode;

	const { text: from, scheme } = unwrapped(text);
	if (/^\+\d{3,6}$/.test(from) && readInternational(from.slice(1)) === undefined) {
		throw new InvalidFieldError(label, `contains ${quoted(from)}, a short code with a plus sign`, 'Enter a short code as digits only, for example 123456.');
	}
	const sanitised = from.replace(/[^A-Za-z0-9]/g, '');
	const isFitting = sanitised === from && from.length <= MAX_SENDER_ID;
	// `1234567AB` is a sender ID, `+1 415 555 0123 x12` a number with an extension.
	const isNumber = scheme !== '' || !/\p{L}/u.test(from) || (LIKE_A_NUMBER.test(from) && !isFitting);
	if (isNumber) return parsePhoneNumber(text, label, context);

	if (sanitised !== from) {
		throw new InvalidFieldError(
			label,
			`is the sender ID ${quoted(from)}, but Plivo keeps only the letters A to Z and digits`,
			sanitised === '' ? 'Enter one that has only those.' : `Enter "${sanitised}" if that is what people should see.`,
		);
	}
	if (from.length > MAX_SENDER_ID) {
		throw new InvalidFieldError(
			label,
			`is the sender ID ${quoted(from)}, which has ${from.length} characters; Plivo accepts up to ${MAX_SENDER_ID}`,
			'Shorten it.',
		);
	}
	return from;
}

/**
 * Reads `From` of a WhatsApp message, which is always a phone number.
 *
 * @throws InvalidFieldError
 */
export function parseWhatsappFrom(value: unknown, defaultCountry?: string): string {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
		throw new InvalidFieldError(FROM, 'is empty', 'Pick or enter the number of your WhatsApp Business Account.');
	}
	if (typeof value === 'string') meantText(value, FROM);
	return parsePhoneNumber(value, FROM, ofOwnNumber(defaultCountry));
}

/** Digits are first read with their country code, as in Plivo's list of numbers. */
function ofOwnNumber(defaultCountry: string | undefined): PhoneNumberContext {
	return { defaultCountry, isOwn: true, offersDefaultCountry: true };
}

/**
 * Reads `Powerpack`.
 *
 * @throws InvalidFieldError if it is empty or isn't a UUID
 */
export function parsePowerpack(value: unknown): string {
	return parseUuid(value, 'Powerpack', 'Pick a Powerpack from the list, or copy its UUID from the Plivo console.');
}
