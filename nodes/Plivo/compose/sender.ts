import type { INodeProperties } from 'n8n-workflow';

import { InvalidField, quoted } from './invalidField';
import { phoneNumber } from './phoneNumber';
import { parseUuid } from './uuid';

/** Plivo's limits: sanitised alphanumeric sender IDs have at most 11 characters; short codes have 3 to 6 digits. */
const MOST_SENDER_ID = 11;
const SHORT_CODE = /^\d{3,6}$/;

export const senderField: INodeProperties = {
	displayName: 'Send From',
	name: 'sender',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Number or Sender ID',
			value: 'number',
			description: 'One of your Plivo numbers, a short code, or a sender ID of letters such as MYSHOP',
		},
		{
			name: 'Powerpack',
			value: 'powerpack',
			description: 'Plivo picks the number out of a Powerpack, a pool of your numbers',
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
 * @returns as Plivo's `src` wants it
 * @throws InvalidField also where Plivo would silently strip characters, which changes the name that people see
 */
export function parseFrom(value: unknown): string {
	const label = 'From';
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string' || text.trim() === '') {
		throw new InvalidField(label, 'is empty', 'Pick one of your numbers, or enter a number or a sender ID.');
	}
	const from = text.trim();
	if (SHORT_CODE.test(from)) return from;
	if (!/\p{L}/u.test(from)) return phoneNumber(from, label);

	const sanitised = from.replace(/[^A-Za-z0-9]/g, '');
	if (sanitised !== from) {
		throw new InvalidField(
			label,
			`is the sender ID ${quoted(from)}, of which Plivo keeps only letters A to Z and digits`,
			sanitised === '' ? 'Enter one made of those.' : `Enter "${sanitised}" if that is what people should see.`,
		);
	}
	if (from.length > MOST_SENDER_ID) {
		throw new InvalidField(
			label,
			`is the sender ID ${quoted(from)}, which has ${from.length} characters; Plivo takes ${MOST_SENDER_ID}`,
			'Shorten it.',
		);
	}
	return from;
}

/**
 * Reads `From` of a WhatsApp message, which is a phone number always.
 *
 * @throws InvalidField
 */
export function parseWhatsappFrom(value: unknown): string {
	const label = 'From';
	if (value === '' || value === undefined || value === null) {
		throw new InvalidField(label, 'is empty', 'Pick or enter the number of your WhatsApp Business Account.');
	}
	return phoneNumber(value, label);
}

/**
 * Reads `Powerpack`.
 *
 * @throws InvalidField when it is empty or no UUID
 */
export function parsePowerpack(value: unknown): string {
	return parseUuid(value, 'Powerpack', 'Pick a Powerpack from the list, or copy its UUID from the Plivo console.');
}
