import type { IExecuteFunctions } from 'n8n-workflow';

import { parseBoolean } from '../../fields/boolean';
import { smartEncodingOption } from './smartEncoding';

/**
 * Reads the option Smart Encoding, which exists only for SMS.
 *
 * @throws InvalidFieldError if it is neither on nor off
 */
export function readSmartEncoding(this: IExecuteFunctions, i: number): boolean {
	const { displayName, name } = smartEncodingOption;
	return parseBoolean(this.getNodeParameter(`options.${name}`, i, false), displayName);
}
