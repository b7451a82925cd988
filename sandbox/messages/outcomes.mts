import { needsPhoneNumberAsSource } from './countries.mts';
import type { Message } from './message.mts';

/** How a message ends. A failed one never leaves the queue; an undelivered one was sent before. */
export type Outcome =
	| { end: 'delivered' }
	| { end: 'sent' }
	| { end: 'undelivered'; errorCode: string }
	| { end: 'failed'; errorCode: string; afterExpiry?: boolean };

/**
 * Destinations with a fixed outcome. Messages to all others are delivered. The numbers are from the range 555-0100 to 555-0199,
 * which is reserved for fiction.
 */
export const magicDestinations: Record<string, Outcome> = {
	'12025550101': { end: 'sent' },
	'12025550110': { end: 'undelivered', errorCode: '30' },
	'12025550111': { end: 'undelivered', errorCode: '50' },
	'12025550112': { end: 'undelivered', errorCode: '80' },
	'12025550113': { end: 'undelivered', errorCode: '200' },
	'12025550120': { end: 'failed', errorCode: '90' },
	'12025550121': { end: 'failed', errorCode: '420', afterExpiry: true },
	'12025550122': { end: 'failed', errorCode: '450' },
	'12025550123': { end: 'failed', errorCode: '900' },
};

/** Plivo's texts for the error codes that the sandbox uses. */
export const errorMeanings: Record<string, string> = {
	'30': 'Spam detected',
	'40': 'Invalid source number',
	'50': 'Invalid destination number',
	'80': 'Destination temporarily unavailable',
	'90': 'No route available',
	'120': 'MMS payload is over 5 MB',
	'140': 'Media could not be processed',
	'160': 'Incorrect DLT parameters',
	'200': 'Blocked by STOP',
	'340': 'No active conversation',
	'350': 'Template parameter mismatch',
	'420': 'Message expired',
	'450': 'Destination country barred',
	'900': 'Insufficient credit',
};

/** How this message will end. */
export function outcomeOf(message: Message): Outcome {
	if (message.failsWith !== undefined) return { end: 'failed', errorCode: message.failsWith };
	const magic = magicDestinations[message.to];
	if (magic !== undefined) return magic;
	// Not known about live Plivo: whether such a message is rejected at once or fails later, and with which code.
	if (!/^\d+$/.test(message.from) && needsPhoneNumberAsSource(message.destinationCountry)) {
		return { end: 'failed', errorCode: '40' };
	}
	if (hasWrongDltIds(message)) return { end: 'failed', errorCode: '160' };
	return { end: 'delivered' };
}

/**
 * Plivo's reference of sending: a message fails with 160 when `dlt_entity_id` or `dlt_template_id` is passed incorrectly. Both
 * belong to India's rules for SMS, and are long numbers.
 *
 * Not known about live Plivo: how it decides this. Here, an ID that doesn't consist of digits only is wrong, and so is one of
 * the two without the other. The sandbox doesn't check which IDs are registered, how long they are, and whether an SMS to India has
 * any.
 */
function hasWrongDltIds({ type, destinationCountry, dlt }: Message): boolean {
	const given = [dlt.entityId, dlt.templateId].filter((id) => id !== '');
	if (type !== 'sms' || destinationCountry !== 'IN' || given.length === 0) return false;
	return given.length === 1 || given.some((id) => !/^\d+$/.test(id));
}
