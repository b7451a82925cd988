import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { responseOf } from '../../client/retryPolicy';
import { recordOf } from '../../client/wire/response';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { parseOption } from '../../fields/option';
import { toIsoTime } from '../../fields/time';
import type { PerItemOperation } from '../operation';
import { messageUuidField, readMessageUuid } from './messageUuid';

const WHEN = 'Converted At';

const fields: INodeProperties[] = [
	messageUuidField,
	{
		displayName: 'Conversion Status',
		name: 'conversionStatus',
		type: 'options',
		options: [
			{
				name: 'Converted',
				value: 'CONVERTED',
				description: 'The recipient did what the message was for',
			},
			{
				name: 'Converted with Others',
				value: 'CONVERTED_WITH_OTHERS',
				description: 'The recipient did it, but through another message or channel',
			},
			{
				name: 'Not Converted',
				value: 'NOT_CONVERTED',
				description: "The recipient didn't do it",
			},
		],
		default: 'CONVERTED',
		description: 'Plivo uses this to learn how well messages arrive. For messages sent with Report Conversion Later on.',
	},
	{
		displayName: WHEN,
		name: 'convertedAt',
		type: 'dateTime',
		default: '',
		description: 'When it happened. Leave empty to use the current time.',
	},
];

/** Message → Report Conversion: whether a trackable message had the intended effect, such as a code that was entered. */
export const reportConversion: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['message'], operation: ['reportConversion'] } }, fields),

	async execute(client, i) {
		const path = `Message/${readMessageUuid.call(this, i)}/Conversion/`;
		const result = await client.post<unknown>(path, {
			status: parseOption(this.getNodeParameter('conversionStatus', i), ['CONVERTED', 'CONVERTED_WITH_OTHERS', 'NOT_CONVERTED'], 'Conversion Status'),
			timestamp: instant(this.getNodeParameter('convertedAt', i, ''), this.getTimezone()),
		});
		return recordOf(responseOf(result));
	},
};

function instant(value: unknown, zone: string): string {
	if (value === undefined || value === null || value === '') return new Date().toISOString();
	const utc = toIsoTime(value, zone);
	if (utc !== undefined) return utc;
	throw new InvalidFieldError(WHEN, `is ${quoted(value)}, which isn't a date and time`, 'Write it like 2026-01-31 14:30, pick it, or leave it empty to use the current time.');
}
