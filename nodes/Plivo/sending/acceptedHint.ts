import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { GSM, UCS } from '../content/sms/segments';
import { formatNumber } from '../fields/formatNumber';
import type { SendResult } from './batchOperation';

const HOW_TO_FIND_OUT =
	"To find out, use Get with the 'message_uuid' after a few seconds, Send and Wait for Delivery, or a Plivo Messaging Trigger with Delivery Status.";

/**
 * Says above the output that Plivo has accepted the messages, because a green node looks as if they had been delivered; and
 * why an SMS costs more than one unit.
 *
 * @param results of the items whose messages were sent
 */
export function hintThatNotDelivered(context: IExecuteFunctions, results: SendResult[]): void {
	const sent = results.flatMap((result) => ('output' in result && result.output.rejected !== true ? [result.output] : []));
	if (sent.length === 0) return;
	const accepted = sent.length === 1 ? "the message, which doesn't mean that it's delivered" : `${formatNumber(sent.length)} messages, which doesn't mean that they're delivered`;
	const message = [`Plivo has accepted ${accepted}.`, HOW_TO_FIND_OUT, ...unitsOf(sent)].join(' ');
	context.addExecutionHints({ message, location: 'outputPane', type: 'info' });
}

function unitsOf(sent: IDataObject[]): string[] {
	const long = sent.filter(({ units }) => Number(units) > 1);
	const [first] = long;
	if (first === undefined) return [];
	const reasons = new Set(long.map(({ non_gsm_character: character }) => (character === undefined ? LONG : shortenedBy(String(character)))));
	const [reason = LONG, ...others] = reasons;
	const why = others.length === 0 ? reason : `${reason}, for example`;
	const remedy = long.some(({ non_gsm_character: character }) => character !== undefined) ? ['The option Smart Encoding replaces such characters where it can.'] : [];
	const which = sent.length === 1 ? `The SMS is billed as ${formatNumber(Number(first.units))} units for each number` : `${formatNumber(long.length)} of them are billed as more than one unit for each number`;
	return [`${which}, because of ${why}.`, ...remedy];
}

const LONG = `more than ${GSM.alone} characters`;

/** @param character in words, as in the output */
function shortenedBy(character: string): string {
	return `${character}: with such a character, a unit holds ${UCS.alone} characters instead of ${GSM.alone}`;
}
