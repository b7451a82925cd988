import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { asId } from '../../../fields/textChecks';

const LABEL = 'WhatsApp Business Account ID';
const REMEDY = 'Copy the ID of your WhatsApp Business Account from the Plivo console, under WhatsApp. It is a number.';

export const wabaIdField: INodeProperties = {
	displayName: LABEL,
	name: 'wabaId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 104612345678901',
	description: 'ID of your WhatsApp Business Account. The Plivo console shows it under WhatsApp.',
};

/** @throws InvalidFieldError if it is empty or not a number */
export function readWabaId(this: IExecuteFunctions, i: number): string {
	return parseWabaId(this.getNodeParameter('wabaId', i));
}

/** @throws InvalidFieldError if it is empty or not a number */
export function parseWabaId(value: unknown): string {
	const text = asId(value, LABEL);
	if (text === '') throw new InvalidFieldError(LABEL, 'is empty', REMEDY);
	if (!/^\d+$/.test(text)) throw new InvalidFieldError(LABEL, `is ${quoted(value)}, which isn't a number`, REMEDY);
	return text;
}
