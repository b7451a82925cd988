import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { PlivoClient } from '../../../client/plivoClient';
import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { asId } from '../../../fields/textChecks';

const LABEL = 'WhatsApp Business Account ID';

export const wabaIdField: INodeProperties = {
	displayName: LABEL,
	name: 'wabaId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 104612345678901',
	description: 'Leave empty to use the one in the credential. The Plivo console shows it under WhatsApp.',
};

/**
 * @returns the node's ID, or the credential's if that is empty
 * @throws InvalidFieldError if both are empty, or it isn't a number
 */
export function readWabaId(this: IExecuteFunctions, client: PlivoClient, i: number): string {
	return parseWabaId(this.getNodeParameter('wabaId', i, ''), client.businessAccountId);
}

/**
 * @param inCredential is used if the value is empty
 * @throws InvalidFieldError if both are empty, or it isn't a number
 */
export function parseWabaId(value: unknown, inCredential: unknown = ''): string {
	const own = asId(value, LABEL);
	const text = own === '' ? asId(inCredential, LABEL) : own;
	if (text === '') {
		throw new InvalidFieldError(
			LABEL,
			'is empty',
			'Enter it in the node, or once for all nodes in the Plivo Messaging API credential. The Plivo console shows it under WhatsApp. It is a number.',
		);
	}
	if (/^\d+$/.test(text)) return text;
	if (own === '') {
		throw new InvalidFieldError(
			LABEL,
			`in the credential is ${quoted(inCredential)}, which isn't a number`,
			'Open the Plivo Messaging API credential, and copy the ID again from the Plivo console, under WhatsApp.',
		);
	}
	throw new InvalidFieldError(
		LABEL,
		`is ${quoted(value)}, which isn't a number`,
		'Copy the ID of your WhatsApp Business Account from the Plivo console, under WhatsApp. It is a number.',
	);
}
