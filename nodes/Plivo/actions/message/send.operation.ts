import { updateDisplayOptions, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { additionalFields, composeAdditionalFields } from '../../compose/additionalFields';
import { parseRecipients, recipientsField, refuseOwnNumber } from '../../compose/recipients';
import {
	fromField,
	parseFrom,
	parsePowerpack,
	parseWhatsappFrom,
	powerpackField,
	senderField,
	whatsappFromField,
} from '../../compose/sender';
import type { SendBody } from '../../transport/types';
import type { BatchOperation } from '../operation';
import { contentFields, readContent } from './content';
import { broadcastOption, concurrencyOption, rateOption, readSendSettings } from './sendSettings';
import { linkExpiryOption } from './signedMediaUrl';

const messageType: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'MMS', value: 'mms', description: 'Pictures and other files, to phones in the US and Canada' },
		{ name: 'SMS', value: 'sms', description: 'Text message to any mobile phone' },
		{ name: 'WhatsApp', value: 'whatsapp', description: 'Templates, text, files, buttons, lists and places' },
	],
	default: 'sms',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		broadcastOption,
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
		linkExpiryOption,
		concurrencyOption,
		rateOption,
	],
};

const forSend = { resource: ['message'], operation: ['send'] };
const forPhone = { ...forSend, messageType: ['sms', 'mms'] };

const fields: INodeProperties[] = [
	...updateDisplayOptions({ show: forSend }, [messageType]),
	...updateDisplayOptions({ show: forPhone }, [senderField]),
	...updateDisplayOptions({ show: { ...forPhone, sender: ['number'] } }, [fromField]),
	...updateDisplayOptions({ show: { ...forPhone, sender: ['powerpack'] } }, [powerpackField]),
	...updateDisplayOptions({ show: { ...forSend, messageType: ['whatsapp'] } }, [whatsappFromField]),
	...updateDisplayOptions({ show: forSend }, [recipientsField]),
	...contentFields(forSend),
	...updateDisplayOptions({ show: forSend }, [additionalFields, options]),
];

/** Message → Send. Each item is one request to Plivo, for one or many recipients; in a broadcast, many items are one. */
export const send: BatchOperation = {
	fields,

	settings: readSendSettings,

	async prepare(client, i) {
		const from = readSender.call(this, i);
		const to = parseRecipients(this.getNodeParameter('to', i));
		refuseOwnNumber(to, from.src);
		const { body, attach } = await readContent.call(this, client, i);
		return {
			to,
			body: {
				...from,
				...body,
				...composeAdditionalFields(this.getNodeParameter('additionalFields', i, {})),
			},
			attach,
		};
	},

	maySendAgain(this: IExecuteFunctions, i: number): boolean {
		return this.getNodeParameter('options.ifOutcomeUnknown', i, 'stop') === 'sendAgain';
	},
};

/**
 * Plivo takes a number or a Powerpack, never both: only the one that 'Send From' names is read. WhatsApp messages come
 * from a number always.
 */
function readSender(this: IExecuteFunctions, i: number): Pick<SendBody, 'src' | 'powerpack_uuid'> {
	const isWhatsapp = this.getNodeParameter('messageType', i) === 'whatsapp';
	if (!isWhatsapp && this.getNodeParameter('sender', i) === 'powerpack') {
		return { powerpack_uuid: parsePowerpack(this.getNodeParameter('powerpack', i, '', { extractValue: true })) };
	}
	const from = this.getNodeParameter('from', i, '', { extractValue: true });
	return { src: isWhatsapp ? parseWhatsappFrom(from) : parseFrom(from) };
}
