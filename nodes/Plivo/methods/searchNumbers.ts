import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readRentedNumber } from '../client/wire/accountRecords';
import type { RentedNumber } from '../client/wire/messageTypes';
import { beginningOf } from '../phone/e164';
import { readNotation } from '../phone/notation';
import { searchByName } from './searchList';

/** The capability that a number needs for a message type. Plivo doesn't say which numbers are on WhatsApp. */
const SERVICES: Record<string, string | undefined> = { sms: 'sms', mms: 'mms' };

/** Picker of From: the rented numbers that can send the message, searchable by their first digits or their alias. */
export async function searchNumbers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const services = SERVICES[String(this.getCurrentNodeParameter('messageType') ?? 'sms')];
	const digits = beginningOf(readNotation(filter)?.digits ?? '');
	const byDigits = digits !== '';
	return await searchByName<RentedNumber>(
		this,
		{
			path: 'Number/',
			query: { ...(services && { services }), ...(byDigits && { number_startswith: digits }) },
			read: readRentedNumber,
			toEntry: (number) => ({ name: numberName(number), value: number.number }),
			name: byDigits ? '' : filter.trim(),
		},
		paginationToken,
	);
}

/** The display name of a rented number in pickers. */
export function numberName({ number, alias, country }: RentedNumber): string {
	return alias || country ? `+${number} (${alias || country})` : `+${number}`;
}
