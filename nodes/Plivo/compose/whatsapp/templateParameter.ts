import type { INodeProperties } from 'n8n-workflow';

import { asLine } from './checks';
import type { Entry } from './collection';

export const parameterNameField: INodeProperties = {
	displayName: 'Variable Name',
	name: 'parameterName',
	type: 'string',
	default: '',
	placeholder: 'e.g. first_name',
	description:
		'Only for a template whose variables have names, such as {{first_name}}. For {{1}}, {{2}} and so on leave it empty: there the order counts.',
};

/** The name of a variable, which may be pasted with the braces around it; nothing where the order counts. */
export function parseParameterName(entry: Entry, where: string): { parameter_name?: string } {
	const name = asLine(entry.parameterName, `${where}, Variable Name`)
		.replace(/^\{\{(.*)\}\}$/, '$1')
		.trim();
	return name === '' ? {} : { parameter_name: name };
}
