import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { readList } from '../client/paginate';
import { createPlivoClient, type PlivoClient } from '../client/plivoClient';
import { readPowerpack, readRentedNumber } from '../client/wire/accountRecords';
import type { RentedNumber } from '../client/wire/messageTypes';
import { readNumberLink } from '../client/wire/numberLink';
import { textOf } from '../client/wire/response';
import { PlivoRequestError } from '../errors/plivoRequestError';
import { listError } from './listError';
import { numberName } from './searchNumbers';

/** Plivo's largest page has 20 records. Numbers beyond this limit can be chosen by an expression. */
export const MAX_NUMBERS = 1_000;
export const MAX_POWERPACKS = 200;

/**
 * Picker of the trigger: the rented numbers that receive messages.
 *
 * Notes for a number in a Powerpack with its own application that its messages may go there: it isn't documented which of
 * the two applications Plivo uses. If the Powerpacks can't be read, the numbers are listed without the note.
 */
export async function getInboundNumbers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const client = await createPlivoClient(this);
	try {
		const [records, powerpacks] = await Promise.all([
			readList(client, 'Number/', {}, { limit: MAX_NUMBERS, identify: ({ number }) => number, skipUnreadable: true }),
			powerpacksByNumber(client).catch((error: unknown) => withoutPowerpacks(this, error)),
		]);
		return records
			.flatMap((record) => readRentedNumber(record) ?? [])
			.filter(({ sms_enabled: sms, mms_enabled: mms }) => sms || mms)
			.map((number) => ({
				name: numberName(number),
				value: number.number,
				description: remarkOn(number, powerpacks.get(number.number)),
			}));
	} catch (error) {
		throw listError(this.getNode(), error);
	}
}

function remarkOn({ application }: RentedNumber, powerpack: string | undefined): string | undefined {
	if (readNumberLink(application).kind === 'other') {
		return 'Assigned to a PHLO or a SIP trunk: give it an XML application in the Plivo console first';
	}
	if (powerpack === undefined) return undefined;
	return `In the Powerpack "${powerpack}", which has its own application: messages may go there instead. To be sure, remove it from the Powerpack in the Plivo console.`;
}

/** Lists the numbers anyway, without the note about Powerpacks. */
function withoutPowerpacks(context: ILoadOptionsFunctions, error: unknown): Map<string, string> {
	if (!(error instanceof PlivoRequestError)) throw error;
	context.logger.warn(
		`The list of numbers of "${context.getNode().name}" doesn't say which of them are in a Powerpack: could not ask Plivo (${error.text}).`,
	);
	return new Map();
}

/** @returns for each number in a Powerpack with its own application, the name of the Powerpack */
async function powerpacksByNumber(client: PlivoClient): Promise<Map<string, string>> {
	const powerpacks = await readList(client, 'Powerpack/', {}, { limit: MAX_POWERPACKS, identify: ({ uuid }) => uuid, skipUnreadable: true });
	const names = new Map<string, string>();
	for (const { name, application_id: application, number_pool: pool } of powerpacks.flatMap((record) => readPowerpack(record) ?? [])) {
		const [, uuid] = /\/NumberPool\/([^/]+)\/?$/.exec(pool ?? '') ?? [];
		if (!application || uuid === undefined) continue;
		// Toll-free numbers of a pool are in a separate list.
		for (const list of ['Number', 'Tollfree']) {
			const numbers = await readList(client, `NumberPool/${uuid}/${list}/`, {}, {
				limit: MAX_NUMBERS,
				identify: ({ number }) => number,
				skipUnreadable: true,
			});
			for (const { number } of numbers) names.set(textOf(number) ?? '', name);
		}
	}
	return names;
}
