import { updateDisplayOptions, type IDataObject, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import type { SendBody } from '../../client/wire/messageTypes';
import { parseOption } from '../../fields/option';
import { choice } from '../../fields/textChecks';
import { parseDefaultCountry } from '../../phone/defaultCountry';
import { refuseLettersToNorthAmerica } from './lettersAsSender';
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

const messageType: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'MMS', value: 'mms', description: 'Pictures and other files, to phones in the US and Canada' },
		{ name: 'SMS', value: 'sms', description: 'Text message to any mobile phone' },
		{ name: 'WhatsApp', value: 'whatsapp', description: 'Templates, text, files, buttons, lists, and locations' },
	],
	default: 'sms',
};

const forBoth = { resource: ['message'], operation: ['send', 'sendAndWait'] };
const forPhone = { ...forBoth, messageType: ['sms', 'mms'] };

/** Type, sender, and recipients of a message: for Send, and for Send and Wait. */
export const addressFields: INodeProperties[] = [
	...updateDisplayOptions({ show: forBoth }, [messageType]),
	...updateDisplayOptions({ show: forPhone }, [senderField]),
	...updateDisplayOptions({ show: { ...forPhone, sender: ['number'] } }, [fromField]),
	...updateDisplayOptions({ show: { ...forPhone, sender: ['powerpack'] } }, [powerpackField]),
	...updateDisplayOptions({ show: { ...forBoth, messageType: ['whatsapp'] } }, [whatsappFromField]),
	...updateDisplayOptions({ show: forBoth }, [recipientsField]),
];

/**
 * Reads the sender and the recipients of a message.
 *
 * Plivo accepts a number or a Powerpack, never both: only the one chosen in 'Send From' is read. WhatsApp messages always
 * come from a number.
 *
 * @throws InvalidFieldError
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
 * The recipients of an item, to name it by: of one whose other fields can't be read, too.
 *
 * @returns none if they can't be read
 */
export function knownRecipients(this: IExecuteFunctions, i: number): string[] {
	try {
		return parseRecipients(this.getNodeParameter('to', i), { defaultCountry: readDefaultCountry.call(this, i) });
	} catch {
		return [];
	}
}

/** @returns undefined if the option isn't set */
function readDefaultCountry(this: IExecuteFunctions, i: number): string | undefined {
	const set = this.getNodeParameter('options', i, {}) as IDataObject;
	return 'defaultCountry' in set ? parseDefaultCountry(set.defaultCountry) : undefined;
}

function readSender(
	this: IExecuteFunctions,
	i: number,
	defaultCountry: string | undefined,
): Pick<SendBody, 'src' | 'powerpack_uuid'> {
	// What reads the content afterward relies on it that no other type gets past here.
	const isWhatsapp = parseOption(this.getNodeParameter('messageType', i), ['sms', 'mms', 'whatsapp'], messageType.displayName) === 'whatsapp';
	if (!isWhatsapp && choice(this.getNodeParameter('sender', i, ''), ['number', 'powerpack'], senderField.displayName) === 'powerpack') {
		return { powerpack_uuid: parsePowerpack(this.getNodeParameter('powerpack', i, '', { extractValue: true })) };
	}
	const from = this.getNodeParameter('from', i, '', { extractValue: true });
	return { src: isWhatsapp ? parseWhatsappFrom(from, defaultCountry) : parseFrom(from, defaultCountry) };
}
