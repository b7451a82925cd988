import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { formatNumber } from '../fields/formatNumber';
import { onOff } from '../fields/boolean';
import { wholeNumber } from '../fields/wholeNumber';
import { ACCOUNT_LIMIT, MOST_AT_A_TIME } from '../client/rateLimit/rateLimit';
import { MOST_RECIPIENTS } from '../client/wire/messageTypes';
import type { SendSettings } from './batchOperation';

/** Where more than one message goes out at a time. */
const forSend = { show: { '/operation': ['send'] } };

export const broadcastOption: INodeProperties = {
	displayName: 'Broadcast',
	name: 'broadcast',
	type: 'boolean',
	default: false,
	description:
		`Whether items that are the same but for the recipient go to Plivo together, up to ${formatNumber(MOST_RECIPIENTS)} recipients in one request. Somebody who is named twice gets the message once. Messages with files of the item go one by one all the same.`,
	displayOptions: forSend,
};

export const concurrencyOption: INodeProperties = {
	displayName: 'Requests at a Time',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_AT_A_TIME, numberPrecision: 0 },
	default: MOST_AT_A_TIME,
	description:
		'How many messages are on their way to Plivo at the same time at most. Messages to the same recipient always go one after the other, in the order of the items.',
	displayOptions: forSend,
};

export const rateOption: INodeProperties = {
	displayName: 'Requests per 5 Seconds',
	name: 'requestsPer5Seconds',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 300,
	description:
		`How many messages leave in any 5 seconds at most. Plivo allows an account ${ACCOUNT_LIMIT.requests} requests, which all workflows share. Set fewer when other programs send too, or more if Plivo has raised the limit of your account.`,
	displayOptions: forSend,
};

export const allowRepeatsOption: INodeProperties = {
	displayName: 'Allow Repeats',
	name: 'allowRepeats',
	type: 'boolean',
	default: false,
	description:
		'Whether the agent may send the same message to the same recipient more than once in an execution. When off, a repeated call sends nothing and returns the first result: models often make a call again that went well.',
	displayOptions: { show: { ...forSend.show, '@tool': [true] } },
};

/**
 * Reads the options that are about the node as a whole, from the first item.
 *
 * @throws InvalidField
 */
export function readSendSettings(this: IExecuteFunctions): SendSettings {
	const read = (option: INodeProperties): unknown =>
		this.getNodeParameter(`options.${option.name}`, 0, option.default as boolean | number);
	return {
		broadcast: onOff(read(broadcastOption), broadcastOption.displayName),
		concurrency: wholeNumber(read(concurrencyOption), concurrencyOption.displayName, 1, MOST_AT_A_TIME),
		requestsPer5Seconds: wholeNumber(read(rateOption), rateOption.displayName, 1),
		allowRepeats: onOff(read(allowRepeatsOption), allowRepeatsOption.displayName),
	};
}
