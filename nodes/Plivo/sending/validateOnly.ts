import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { unitsOfSms } from '../content/sms/sms';
import { InvalidFieldError } from '../errors/invalidFieldError';
import { parseBoolean } from '../fields/boolean';
import { formatNumber } from '../fields/formatNumber';
import { joinRecipients } from './joinRecipients';
import type { Message } from './message';
import { warnInOutputPanel } from './warning';

export const validateOnlyOption: INodeProperties = {
	displayName: 'Validate Only',
	name: 'validateOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether to read and check each message without sending it. The output shows the recipients, what an SMS costs in units, and the request that Plivo would get.',
	displayOptions: { show: { '/operation': ['send'] } },
};

const NOTHING_SENT = "Nothing was sent, because the option 'Validate Only' is on.";

/**
 * Whether the message of an item is only checked.
 *
 * @throws InvalidFieldError when it is neither on nor off. Nothing is not off here: what an expression with a typing error yields
 * would send everything.
 */
export function validatesOnly(this: IExecuteFunctions, itemIndex: number): boolean {
	const options = this.getNodeParameter('options', itemIndex, {}) as IDataObject;
	if (!(validateOnlyOption.name in options)) return false;
	const value = options[validateOnlyOption.name] ?? '';
	if (value === '') throw new InvalidFieldError(validateOnlyOption.displayName, 'is empty', 'Turn it on or off, or have the expression yield true or false.');
	return parseBoolean(value, validateOnlyOption.displayName);
}

/**
 * What is put out for a message that was only checked. Files of the item are at Plivo only once the message is sent, so
 * their IDs or addresses are missing in the request.
 */
export function describeMessage({ to, body }: Pick<Message, 'to' | 'body'>): IDataObject {
	return { to, note: NOTHING_SENT, ...unitsOfSms(body), request: { ...body, dst: joinRecipients(to) } };
}

/** Says in the output panel that nothing was sent: a node that ends well looks as if it had. */
export function hintThatNothingWasSent(this: IExecuteFunctions, count: number): void {
	if (count === 0) return;
	const subject = count === 1 ? '1 message was' : `${formatNumber(count)} messages were`;
	warnInOutputPanel(
		this,
		`${subject} checked and not sent, because the option 'Validate Only' is on. To send, turn it off.`,
	);
}
