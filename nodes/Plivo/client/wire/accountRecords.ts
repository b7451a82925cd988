import type { Powerpack, RentedNumber } from './messageTypes';
import { isObject, textOf } from './response';

/** @returns undefined for a record without a number, which nobody could pick */
export function readRentedNumber(record: unknown): RentedNumber | undefined {
	if (!isObject(record)) return undefined;
	const { alias, country, sms_enabled, mms_enabled, application } = record;
	const number = textOf(record.number);
	return number === undefined
		? undefined
		: { number, alias: textOf(alias), country: textOf(country), sms_enabled: isOn(sms_enabled), mms_enabled: isOn(mms_enabled), application };
}

/** @returns undefined for a record without a UUID, which nobody could pick */
export function readPowerpack(record: unknown): Powerpack | undefined {
	if (!isObject(record)) return undefined;
	const { name, application_id, number_pool } = record;
	const uuid = textOf(record.uuid);
	return uuid === undefined
		? undefined
		: { uuid, name: textOf(name) ?? uuid, application_id: textOf(application_id), number_pool: textOf(number_pool) };
}

function isOn(value: unknown): boolean {
	return value === true || value === 'true';
}
