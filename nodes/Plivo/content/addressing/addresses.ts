import { updateDisplayOptions, type IDataObject, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { additionalFields } from '../additionalFields';
import { refuseLettersToNorthAmerica } from './lettersAsSender';
import { oneOf } from '../../fields/option';
import { parseRecipients, recipientsField, refuseOwnNumber } from './recipients';
import {
	fromField,
	parseFrom,
	parsePowerpack,
	parseWhatsappFrom,
	powerpackField,
	senderField,
	whatsappFromField,
} from './sender';
import { smartEncodingOption } from '../sms/smartEncoding';
import { fixLineBreaksOption } from '../whatsapp/template/variableText';
import { defaultCountryOption, parseDefaultCountry } from '../../phone/defaultCountry';
import type { SendBody } from '../../client/wire/messageTypes';
import { limitWaitTimeOption } from '../../sendAndWait/waitLimit';
import { validateOnlyOption } from '../../sending/validateOnly';
import { allowRepeatsOption, broadcastOption, concurrencyOption, rateOption } from '../../sending/sendSettings';
import { linkExpiryOption } from '../whatsapp/signedMediaUrl';

const IF_UNKNOWN = 'If Outcome Is Unknown';

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
		allowRepeatsOption,
		broadcastOption,
		defaultCountryOption,
		fixLineBreaksOption,
		{
			displayName: IF_UNKNOWN,
			name: 'ifOutcomeUnknown',
			type: 'options',
			options: [
				{
					name: 'Send Again',
					value: 'sendAgain',
					description: 'Each further try sends it again. The recipient may get the message more than once, and you may pay for each.',
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
		limitWaitTimeOption,
		linkExpiryOption,
		concurrencyOption,
		rateOption,
		smartEncodingOption,
		validateOnlyOption,
	],
};

const forBoth = { resource: ['message'], operation: ['send', 'sendAndWait'] };
const forPhone = { ...forBoth, messageType: ['sms', 'mms'] };

/** Of what kind a message is, whom it comes from and whom it goes to: for Send, and for Send and Wait. */
export const addressFields: INodeProperties[] = [
	...updateDisplayOptions({ show: forBoth }, [messageType]),
	...updateDisplayOptions({ show: forPhone }, [senderField]),
	...updateDisplayOptions({ show: { ...forPhone, sender: ['number'] } }, [fromField]),
	...updateDisplayOptions({ show: { ...forPhone, sender: ['powerpack'] } }, [powerpackField]),
	...updateDisplayOptions({ show: { ...forBoth, messageType: ['whatsapp'] } }, [whatsappFromField]),
	...updateDisplayOptions({ show: forBoth }, [recipientsField]),
];

/** What comes after the content, for both. */
export const closingFields: INodeProperties[] = updateDisplayOptions({ show: forBoth }, [additionalFields, options]);

/**
 * Reads whom a message comes from and whom it goes to.
 *
 * Plivo takes a number or a Powerpack, never both: only the one that 'Send From' names is read. WhatsApp messages come
 * from a number always.
 *
 * @throws InvalidField
 */
export function readAddresses(
	this: IExecuteFunctions,
	i: number,
): { from: Pick<SendBody, 'src' | 'powerpack_uuid'>; to: string[] } {
	const defaultCountry = readDefaultCountry.call(this, i);
	const from = readSender.call(this, i, defaultCountry);
	const to = parseRecipients(this.getNodeParameter('to', i), { defaultCountry, from: from.src });
	refuseOwnNumber(to, from.src);
	refuseLettersToNorthAmerica(from.src, to);
	return { from, to };
}

/**
 * Whether a message of which an earlier try never learned if Plivo took it may go out again.
 *
 * @throws InvalidField when it is none of the options
 */
export function maySendAgain(this: IExecuteFunctions, i: number): boolean {
	return oneOf(this.getNodeParameter('options.ifOutcomeUnknown', i, 'stop'), ['stop', 'sendAgain'], IF_UNKNOWN) === 'sendAgain';
}

/** @returns undefined when the option isn't there */
function readDefaultCountry(this: IExecuteFunctions, i: number): string | undefined {
	const set = this.getNodeParameter('options', i, {}) as IDataObject;
	return 'defaultCountry' in set ? parseDefaultCountry(set.defaultCountry) : undefined;
}

function readSender(
	this: IExecuteFunctions,
	i: number,
	defaultCountry: string | undefined,
): Pick<SendBody, 'src' | 'powerpack_uuid'> {
	const isWhatsapp = this.getNodeParameter('messageType', i) === 'whatsapp';
	if (!isWhatsapp && this.getNodeParameter('sender', i) === 'powerpack') {
		return { powerpack_uuid: parsePowerpack(this.getNodeParameter('powerpack', i, '', { extractValue: true })) };
	}
	const from = this.getNodeParameter('from', i, '', { extractValue: true });
	return { src: isWhatsapp ? parseWhatsappFrom(from, defaultCountry) : parseFrom(from, defaultCountry) };
}
