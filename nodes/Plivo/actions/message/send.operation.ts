import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { additionalFields, composeAdditionalFields } from '../../compose/additionalFields';
import { joinRecipients, parseRecipients, recipientsField, refuseOwnNumber } from '../../compose/recipients';
import { fromField, parseFrom, parsePowerpack, powerpackField, senderField } from '../../compose/sender';
import { composeSms, textField } from '../../compose/sms';
import type { SendRequest } from '../../delivery/deliver';
import type { BatchOperation } from '../operation';

const messageType: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	noDataExpression: true,
	options: [{ name: 'SMS', value: 'sms', description: 'Text message to any mobile phone' }],
	default: 'sms',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'If Outcome Is Unknown',
			name: 'ifOutcomeUnknown',
			type: 'options',
			options: [
				{
					name: 'Send Again',
					value: 'sendAgain',
					description: 'The recipient may get the message twice, and you may pay twice',
				},
				{
					name: 'Stop',
					value: 'stop',
					description: 'The node fails and says how to find out whether the message was sent',
				},
			],
			default: 'stop',
			description:
				'What to do when an earlier try of the same execution sent the message and the connection broke before Plivo answered',
		},
	],
};

const forSms = { resource: ['message'], operation: ['send'], messageType: ['sms'] };

const fields: INodeProperties[] = [
	...updateDisplayOptions({ show: { resource: ['message'], operation: ['send'] } }, [messageType]),
	...updateDisplayOptions({ show: forSms }, [senderField]),
	...updateDisplayOptions({ show: { ...forSms, sender: ['number'] } }, [fromField]),
	...updateDisplayOptions({ show: { ...forSms, sender: ['powerpack'] } }, [powerpackField]),
	...updateDisplayOptions({ show: forSms }, [recipientsField, textField, additionalFields, options]),
];

/** Message → Send. Each item is one request to Plivo, for one or many recipients. */
export const send: BatchOperation = {
	fields,

	prepare(this: IExecuteFunctions, i: number): SendRequest {
		const from = readSender.call(this, i);
		const to = parseRecipients(this.getNodeParameter('to', i));
		refuseOwnNumber(to, from.src);
		return {
			to,
			body: {
				...from,
				dst: joinRecipients(to),
				...composeSms({ text: this.getNodeParameter('text', i) }),
				...composeAdditionalFields(this.getNodeParameter('additionalFields', i, {})),
			},
		};
	},

	maySendAgain(this: IExecuteFunctions, i: number): boolean {
		return this.getNodeParameter('options.ifOutcomeUnknown', i, 'stop') === 'sendAgain';
	},
};

/** Plivo takes a number or a Powerpack, never both: only the one that 'Send From' names is read. */
function readSender(this: IExecuteFunctions, i: number): { src: string; powerpack_uuid?: undefined } | { src?: undefined; powerpack_uuid: string } {
	return this.getNodeParameter('sender', i) === 'powerpack'
		? { powerpack_uuid: parsePowerpack(this.getNodeParameter('powerpack', i, '', { extractValue: true })) }
		: { src: parseFrom(this.getNodeParameter('from', i, '', { extractValue: true })) };
}
