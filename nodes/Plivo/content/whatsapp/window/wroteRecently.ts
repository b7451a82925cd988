import type { PlivoClient } from '../../../client/plivoClient';
import { LIST_POLICY } from '../../../client/retryPolicy';
import { readPage } from '../../../client/wire/page';
import { recordOf, textOf, unexpected } from '../../../client/wire/response';
import { LookUpError } from '../../../errors/lookUpError';
import { PlivoRequestError } from '../../../errors/plivoRequestError';
import { toPlivoTime } from '../../../fields/time';
import { digitsOf, toE164, writtenForms } from '../../../phone/e164';

/**
 * How long ago a person may have written. WhatsApp allows 24 hours; five minutes less, because the clocks of n8n and Plivo
 * may differ, and the message takes its time to WhatsApp.
 */
export const MAX_MINUTES_AGO = 1_435;

const lookUps = new WeakMap<PlivoClient, Map<string, Promise<boolean>>>();

/**
 * Looks up whether a person wrote to one of our numbers by WhatsApp so recently that WhatsApp delivers any kind of message.
 * Each pair of numbers is looked up once for each run of the node (which has one client).
 *
 * @param person digits only, like `ours`
 * @throws LookUpError, or a PlivoRequestError of the kind `cancelled`
 */
export async function wroteRecently(client: PlivoClient, person: string, ours: string): Promise<boolean> {
	const known = lookUps.get(client) ?? new Map<string, Promise<boolean>>();
	lookUps.set(client, known);
	const pair = `${person} ${ours}`;
	const found = known.get(pair) ?? lookUp(client, person, ours);
	known.set(pair, found);
	return await found.catch((error: unknown) => {
		throw error instanceof PlivoRequestError && error.kind !== 'cancelled' ? new LookUpError(error) : error;
	});
}

/** Plivo's list reference: numbers with a plus sign, times in UTC. */
async function lookUp(client: PlivoClient, person: string, ours: string): Promise<boolean> {
	const since = new Date(Date.now() - MAX_MINUTES_AGO * 60_000).toISOString().slice(0, 19);
	const query = {
		message_direction: 'inbound',
		message_type: 'whatsapp',
		from_number: `+${person}`,
		to_number: `+${ours}`,
		message_time__gte: toPlivoTime(since, 'UTC'),
		limit: 1,
	};
	const [record] = readPage(await client.get<unknown>('Message/', query, LIST_POLICY)).records;
	if (record === undefined) return false;
	const from = toE164(textOf(recordOf(record).from_number) ?? '');
	// Without a filter that Plivo doesn't know, the list would hold anybody's messages. A masked number (1415555XXX) can't
	// be compared.
	if (/^\+\d+$/.test(from) && !writtenForms(person).includes(digitsOf(from))) {
		throw unexpected('the list of what the person wrote contains a message from someone else');
	}
	return true;
}
