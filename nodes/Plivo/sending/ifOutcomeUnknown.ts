import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseOption } from '../fields/option';

const IF_UNKNOWN = 'If Outcome Is Unknown';

export const ifOutcomeUnknownOption: INodeProperties = {
	displayName: IF_UNKNOWN,
	name: 'ifOutcomeUnknown',
	type: 'options',
	options: [
		{
			name: 'Send Again',
			value: 'sendAgain',
			description: 'Each retry sends it again. The recipient may get the message more than once, and you may pay for each one.',
		},
		{
			name: 'Stop',
			value: 'stop',
			description: 'The node fails and tells you how to find out whether the message was sent',
		},
	],
	default: 'stop',
	description:
		'What to do when an earlier try of the same execution sent the message and the connection broke before Plivo answered',
};

/**
 * Whether a message may be sent again when an earlier try couldn't tell if Plivo accepted it.
 *
 * @throws InvalidFieldError if the value isn't one of the options
 */
export function maySendAgain(this: IExecuteFunctions, i: number): boolean {
	return parseOption(this.getNodeParameter('options.ifOutcomeUnknown', i, 'stop'), ['stop', 'sendAgain'], IF_UNKNOWN) === 'sendAgain';
}
