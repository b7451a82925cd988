import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { ACCOUNT_LIMIT, MAX_CONCURRENT } from '../client/rateLimit/rateLimit';
import { MAX_RECIPIENTS } from '../client/wire/messageTypes';
import { parseBoolean } from '../fields/boolean';
import { formatNumber } from '../fields/formatNumber';
import { parseWholeNumber } from '../fields/wholeNumber';
import type { SendSettings } from './batchOperation';

/** Operations that send more than one message at a time. */
const forSend = { show: { '/operation': ['send'] } };

export const broadcastOption: INodeProperties = {
	displayName: 'Broadcast',
	name: 'broadcast',
	type: 'boolean',
	default: false,
	description:
		`Whether to send items that differ only in their recipient to Plivo together, up to ${formatNumber(MAX_RECIPIENTS)} recipients in one request. Someone who is named twice gets the message once. Messages with files of the item, and those with Send Template Instead, are still sent one at a time.`,
	displayOptions: forSend,
};

export const concurrencyOption: INodeProperties = {
	displayName: 'Requests at a Time',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_CONCURRENT, numberPrecision: 0 },
	default: MAX_CONCURRENT,
	description:
		'How many messages can be on their way to Plivo at the same time. Messages to the same recipient are always sent one at a time, in the order of the items.',
	displayOptions: forSend,
};

export const rateOption: INodeProperties = {
	displayName: 'Requests per 5 Seconds',
	name: 'requestsPer5Seconds',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 300,
	description:
		`How many messages can be sent in any 5 seconds. Plivo allows an account ${ACCOUNT_LIMIT.requests} requests, which all workflows share. Set fewer if other programs send too, or more if Plivo has raised the limit of your account.`,
	displayOptions: forSend,
};

export const allowRepeatsOption: INodeProperties = {
	displayName: 'Allow Repeats',
	name: 'allowRepeats',
	type: 'boolean',
	default: false,
	description:
		'Whether the agent may send the same message to the same recipient more than once in an execution. When off, a repeated call sends nothing and returns the first result: models often repeat a call that succeeded.',
	displayOptions: { show: { ...forSend.show, '@tool': [true] } },
};

/**
 * Reads the options that concern the node as a whole, from the first item.
 *
 * @throws InvalidFieldError
 */
export function readSendSettings(this: IExecuteFunctions): SendSettings {
	const read = (option: INodeProperties): unknown =>
		this.getNodeParameter(`options.${option.name}`, 0, option.default as boolean | number);
	return {
		broadcast: parseBoolean(read(broadcastOption), broadcastOption.displayName),
		concurrency: parseWholeNumber(read(concurrencyOption), concurrencyOption.displayName, 1, MAX_CONCURRENT),
		requestsPer5Seconds: parseWholeNumber(read(rateOption), rateOption.displayName, 1),
		allowRepeats: parseBoolean(read(allowRepeatsOption), allowRepeatsOption.displayName),
	};
}
