import type { INodeProperties } from 'n8n-workflow';

import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import type { Entry } from '../../../fields/collection';
import { withoutInvisible } from '../../../fields/invisible';
import { asId } from '../../../fields/textChecks';
import { isNumber } from './templateDefinition';

export const parameterNameField: INodeProperties = {
	displayName: 'Variable Name',
	name: 'parameterName',
	type: 'string',
	default: '',
	placeholder: 'e.g. first_name',
	description:
		'Only for a template whose variables have names, such as {{first_name}}. For {{1}}, {{2}} and so on, leave it empty: their order counts.',
};

/**
 * The name of a variable, which may be pasted with its braces; empty if the order counts.
 *
 * @throws InvalidFieldError if it is a number: Plivo would accept the message, and WhatsApp would drop it
 */
export function parseParameterName(entry: Entry, where: string): { parameter_name?: string } {
	const label = `${where}, Variable Name`;
	const { parameterName: written } = entry;
	const bare: unknown = typeof written === 'string' ? withoutInvisible(written).trim().replace(/^\{\{(.*)\}\}$/, '$1') : written;
	const name = asId(bare, label);
	if (isNumber(name)) {
		throw new InvalidFieldError(
			label,
			`is ${quoted(name)}, which is the position of a variable, not its name`,
			'Leave it empty, and put the variables in the order of their numbers.',
		);
	}
	return name === '' ? {} : { parameter_name: name };
}
