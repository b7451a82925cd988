import type { IExecuteFunctions } from 'n8n-workflow';

import { onOff } from '../../fields/boolean';
import { smartEncodingOption } from './smartEncoding';

/**
 * Reads the option Smart Encoding, which only an SMS has.
 *
 * @throws InvalidField when it is neither on nor off
 */
export function readSmartEncoding(this: IExecuteFunctions, i: number): boolean {
	const { displayName, name } = smartEncodingOption;
	return onOff(this.getNodeParameter(`options.${name}`, i, false), displayName);
}
