import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { unitsOfSms } from '../content/sms/sms';
import { InvalidFieldError } from '../errors/invalidFieldError';
import { parseBoolean } from '../fields/boolean';
import { formatNumber } from '../fields/formatNumber';
import { withPlus } from '../phone/e164';
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
 * Whether an item's message is only validated.
 *
 * @throws InvalidFieldError if the value is neither on nor off. An empty value doesn't count as off: an expression with a
 * typo yields one, and everything would be sent.
 */
export function validatesOnly(this: IExecuteFunctions, itemIndex: number): boolean {
	const options = this.getNodeParameter('options', itemIndex, {}) as IDataObject;
	if (!(validateOnlyOption.name in options)) return false;
	const value = options[validateOnlyOption.name] ?? '';
	if (value === '') throw new InvalidFieldError(validateOnlyOption.displayName, 'is empty', 'Turn it on or off, or make the expression return true or false.');
	return parseBoolean(value, validateOnlyOption.displayName);
}

/**
 * Output for a message that was only validated. Files of the item are made available only when the message is sent, so
 * their IDs or addresses are missing from the request.
 */
export function describeMessage({ to, body, reference, templateInstead }: Pick<Message, 'to' | 'body' | 'reference' | 'templateInstead'>): IDataObject {
	const dst = joinRecipients(to);
	return { to: to.map(withPlus), ...(reference !== undefined && { reference }), note: NOTHING_SENT, ...unitsOfSms(body), request: { ...body, dst }, ...(templateInstead && { template_request: { ...templateInstead.body, dst } }) };
}

/** Says in the output panel that nothing was sent, because a successful run looks as if it had been. */
export function hintThatNothingWasSent(this: IExecuteFunctions, count: number): void {
	if (count === 0) return;
	const subject = count === 1 ? '1 message was' : `${formatNumber(count)} messages were`;
	warnInOutputPanel(
		this,
		`${subject} checked and not sent, because the option 'Validate Only' is on. To send, turn it off.`,
	);
}
