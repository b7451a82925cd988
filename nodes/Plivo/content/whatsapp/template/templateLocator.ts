import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { asId } from '../../../fields/textChecks';

const LABEL = 'Template';

export const includeUnapprovedField: INodeProperties = {
	displayName: 'Include Unapproved',
	name: 'includeUnapproved',
	type: 'boolean',
	default: false,
	description: "Whether to also list templates that WhatsApp hasn't approved, with their status",
};

export const templateField: INodeProperties = {
	displayName: LABEL,
	name: 'template',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The WhatsApp template, in one of its languages',
	// a template belongs to its account, so changing the account clears the selection
	typeOptions: { loadOptionsDependsOn: ['wabaId'] },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a template...',
			typeOptions: { searchListMethod: 'searchTemplates', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1032145678901234',
		},
	],
};

/** @throws InvalidFieldError if it is empty */
export function readTemplateId(this: IExecuteFunctions, i: number): string {
	const id = asId(this.getNodeParameter('template', i, '', { extractValue: true }), LABEL);
	if (id === '') throw new InvalidFieldError(LABEL, 'is empty', 'Pick a template from the list, or enter the template_id from the output of List.');
	return id;
}
