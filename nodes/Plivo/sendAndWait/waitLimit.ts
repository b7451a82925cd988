import { WAIT_INDEFINITELY, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { parseOption } from '../fields/option';
import { positiveNumber } from '../fields/positiveNumber';
import { choice } from '../fields/textChecks';
import { toIsoTime } from '../fields/time';

const LABEL = 'Limit Wait Time';

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** How long to wait. The parameter names are those of n8n's own nodes that wait. */
export const limitWaitTimeOption: INodeProperties = {
	displayName: LABEL,
	name: 'limitWaitTime',
	type: 'fixedCollection',
	description:
		'When to continue without an answer or a final status. Without this, the node waits for an answer forever, and for a delivery for 24 hours.',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval', description: 'This long after the message was sent' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime', description: 'At a date and time' },
					],
					default: 'afterTimeInterval',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
				},
			],
		},
	],
	displayOptions: { show: { '/operation': ['sendAndWait'] } },
};

/**
 * When to stop waiting.
 *
 * @param option the option's value; empty if it was not added
 * @param waitsForDelivery Plivo gives up on a message after three hours, and a lost status never comes, so a day is
 * enough. A person may take any time.
 * @param zone IANA time zone for a time without an offset
 * @throws InvalidFieldError if it isn't a time, or the option has an unknown value; not if it has passed, which can happen after the message was sent
 */
export function waitUntil(option: IDataObject, waitsForDelivery: boolean, zone: string, now = Date.now()): Date {
	if (Object.keys(option).length === 0) return waitsForDelivery ? new Date(now + UNITS.days) : WAIT_INDEFINITELY;
	const isAtTime = choice(option.limitType, ['afterTimeInterval', 'atSpecifiedTime'], `${LABEL}, Limit Type`) === 'atSpecifiedTime';
	const time = isAtTime ? atTime(option.maxDateAndTime, zone) : now + interval(option);
	return new Date(Math.min(time, WAIT_INDEFINITELY.getTime()));
}

/** @throws InvalidFieldError if there would be no time to wait */
export function refusePast(until: Date, now = Date.now()): void {
	if (until.getTime() > now) return;
	throw new InvalidFieldError(LABEL, 'ends before the message is sent', 'Enter a time in the future.');
}

function interval({ resumeAmount = 1, resumeUnit = 'hours' }: IDataObject): number {
	const unit = parseOption(resumeUnit, ['minutes', 'hours', 'days'], `${LABEL}, Unit`);
	const amount = positiveNumber(resumeAmount);
	if (amount !== undefined) return amount * UNITS[unit];
	throw new InvalidFieldError(`${LABEL}, Amount`, `is ${quoted(resumeAmount)}, which isn't a number above 0`, 'Enter more than 0 minutes, hours, or days.');
}

function atTime(value: unknown, zone: string): number {
	const time = toIsoTime(value, zone);
	if (time !== undefined) return Date.parse(time);
	throw new InvalidFieldError(LABEL, `is ${quoted(value)}, which isn't a date and time`, 'Write it like 2026-01-31 14:30, or pick it.');
}
