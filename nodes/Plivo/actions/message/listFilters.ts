import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { parseSender } from '../../content/addressing/sender';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { parseOption } from '../../fields/option';
import { asText, plainText } from '../../fields/text';
import { toPlivoTime } from '../../fields/time';
import { parseUuid } from '../../fields/uuid';
import { parseWholeNumber } from '../../fields/wholeNumber';
import { parseCountry } from '../../phone/defaultCountry';
import { isE164, withoutPlus, withPlus } from '../../phone/e164';
import { parsePhoneNumber } from '../../phone/parsePhoneNumber';
import { readShortCode } from '../../phone/shortCode';

/** The filters of Plivo's list of messages, with the names of Plivo's query parameters. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: '10DLC Campaign ID',
			name: 'tendlc_campaign_id',
			type: 'string',
			default: '',
			description: 'Only for messages from US long codes',
		},
		{
			displayName: '10DLC Registration Status',
			name: 'tendlc_registration_status',
			type: 'string',
			default: '',
			placeholder: 'e.g. registered',
			description: 'Only for messages from US long codes',
		},
		{
			displayName: 'Conversation ID',
			name: 'conversation_id',
			type: 'string',
			default: '',
			description: 'Only for WhatsApp messages',
		},
		{
			displayName: 'Conversation Origin',
			name: 'conversation_origin',
			type: 'options',
			options: [
				{ name: 'Authentication', value: 'authentication' },
				{ name: 'Marketing', value: 'marketing' },
				{ name: 'Service', value: 'service' },
				{ name: 'Utility', value: 'utility' },
			],
			default: 'utility',
			description: 'How the conversation began. Only for WhatsApp messages.',
		},
		{
			displayName: 'Destination Country',
			name: 'destination_country_iso2',
			type: 'string',
			default: '',
			placeholder: 'e.g. US',
			description: 'Two-letter code of the country that the message went to',
		},
		{
			displayName: 'Direction',
			name: 'message_direction',
			type: 'options',
			options: [
				{ name: 'Inbound', value: 'inbound' },
				{ name: 'Outbound', value: 'outbound' },
			],
			default: 'outbound',
		},
		{
			displayName: 'Error Code',
			name: 'error_code',
			type: 'string',
			default: '',
			placeholder: 'e.g. 200',
		},
		{
			displayName: 'From Number or Sender ID',
			name: 'from_number',
			type: 'string',
			default: '',
			placeholder: 'e.g. +14155550100',
		},
		{
			displayName: 'Message Type',
			name: 'message_type',
			type: 'options',
			options: [
				{ name: 'MMS', value: 'mms' },
				{ name: 'SMS', value: 'sms' },
				{ name: 'WhatsApp', value: 'whatsapp' },
			],
			default: 'sms',
		},
		{
			displayName: 'Offset',
			name: 'offset',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'How many of the newest records to skip',
		},
		{
			displayName: 'Powerpack ID',
			name: 'powerpack_id',
			type: 'string',
			default: '',
		},
		{
			displayName: 'State',
			name: 'message_state',
			type: 'options',
			options: [
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Queued', value: 'queued' },
				{ name: 'Read', value: 'read', description: 'Only for WhatsApp messages' },
				{ name: 'Received', value: 'received', description: 'Only for inbound messages' },
				{ name: 'Rejected', value: 'rejected' },
				{ name: 'Sent', value: 'sent' },
				{ name: 'Undelivered', value: 'undelivered' },
			],
			default: 'delivered',
		},
		{
			displayName: 'Subaccount',
			name: 'subaccount',
			type: 'string',
			default: '',
			placeholder: 'e.g. SAXXXXXXXXXXXXXXXXXX',
			description: 'Auth ID of a subaccount, if the credential is for the main account',
		},
		{
			displayName: 'Time After',
			name: 'message_time__gt',
			type: 'dateTime',
			default: '',
		},
		{
			displayName: 'Time at or After',
			name: 'message_time__gte',
			type: 'dateTime',
			default: '',
		},
		{
			displayName: 'Time at or Before',
			name: 'message_time__lte',
			type: 'dateTime',
			default: '',
		},
		{
			displayName: 'Time Before',
			name: 'message_time__lt',
			type: 'dateTime',
			default: '',
		},
		{
			displayName: 'Time Exactly',
			name: 'message_time',
			type: 'dateTime',
			default: '',
			description: 'The exact time, to the microsecond',
		},
		{
			displayName: 'To Number',
			name: 'to_number',
			type: 'string',
			default: '',
			placeholder: 'e.g. +14155550123',
		},
	],
};

/** The filters by name; each of them is a field. */
const FILTERS = new Map((filtersField.options ?? []).flatMap((option) => ('type' in option ? [[option.name, option] as const] : [])));

/**
 * Converts the filters to Plivo's query: times to UTC, phone numbers to E.164 with a plus sign, which Plivo matches exactly,
 * although its own records have none.
 *
 * A filter without a value, for example because an expression yields nothing, is rejected. Otherwise, the list would
 * contain everybody's messages.
 *
 * @param zone the workflow's time zone, for times without an offset
 * @returns the query, and separately the offset, which is used for paging
 * @throws InvalidFieldError naming the filter that Plivo would reject
 */
export function composeFilters(filters: IDataObject, zone: string): { query: IDataObject; offset: number } {
	const query: IDataObject = {};
	let offset = 0;
	const names = Object.keys(filters);
	// From first, because its country determines how To is read
	for (const name of ['from_number', ...names].filter((one) => names.includes(one))) {
		const value = filters[name];
		const label = FILTERS.get(name)?.displayName ?? name;
		if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
			throw new InvalidFieldError(label, 'is empty', 'Enter a value, or remove the filter.');
		}
		if (name === 'offset') offset = parseWholeNumber(asText(value, label), label, 0);
		else if (name === 'to_number') query[name] = recipient(value, label, query.from_number);
		else query[name] = filterValue(name, value, label, zone);
	}
	return { query, offset };
}

function filterValue(name: string, value: unknown, label: string, zone: string): string {
	const { type, options = [] } = FILTERS.get(name) ?? {};
	if (type === 'dateTime') return time(value, zone, label);
	if (type === 'options') return parseOption(asText(value, label).trim().toLowerCase(), valuesOf(options), label);
	switch (name) {
		case 'from_number':
			return withPlus(parseSender(value, label, {}));
		case 'destination_country_iso2':
			return parseCountry(value, label);
		case 'powerpack_id':
			return parseUuid(value, label, 'Copy the UUID of the Powerpack from the Plivo console.');
		case 'error_code':
			return errorCode(value, label);
		default:
			return asText(value, label).trim();
	}
}

function valuesOf(options: NonNullable<INodeProperties['options']>): string[] {
	return options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
}

function time(value: unknown, zone: string, label: string): string {
	const utc = toPlivoTime(value, zone);
	if (utc !== undefined) return utc;
	throw new InvalidFieldError(label, `is ${quoted(value)}, which isn't a date and time`, 'Write it like 2026-01-31 14:30, or pick it.');
}

function errorCode(value: unknown, label: string): string {
	const code = asText(value, label).trim();
	if (/^\d{1,5}$/.test(code)) return code;
	throw new InvalidFieldError(label, `is ${quoted(value)}, which isn't an error code`, 'Enter a Plivo error code, which is a number, for example 200.');
}

/** A phone number, or one of your short codes that people have written to. */
function recipient(value: unknown, label: string, sender: unknown): string {
	const from = typeof sender === 'string' && isE164(sender) ? withoutPlus(sender) : undefined;
	return readShortCode(plainText(value, label), label) ?? withPlus(parsePhoneNumber(value, label, { from }));
}
