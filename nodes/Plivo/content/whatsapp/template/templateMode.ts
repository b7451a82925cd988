import type { INodeProperties } from 'n8n-workflow';

/** The three ways to specify a template message. */
export const templateModeField: INodeProperties = {
	displayName: 'Template From',
	name: 'templateMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Account',
			value: 'account',
			description: 'Pick one of your templates; its variables become fields',
		},
		{
			name: 'Fields',
			value: 'fields',
			description: 'Enter the name of the template and its parameters, also with expressions',
		},
		{ name: 'JSON', value: 'json', description: 'Write the whole template object' },
	],
	default: 'account',
};

/** Template From → Account: the variables of the picked template, as fields. */
export const templateVariablesField: INodeProperties = {
	displayName: 'Template Variables',
	name: 'templateVariables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: ['wabaId', 'template.value', 'answerWith'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			mode: 'add',
			valuesLabel: 'Template Variables',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: true,
			noFieldsError: 'This template has no variables',
			hideNoDataError: true,
		},
	},
};

/** The editor's own words about automatic mapping don't say which names are meant. */
export const columnNamesNotice: INodeProperties = {
	displayName:
		'Columns are found by their names: customer_name for a variable with that name, "body 1" or "1" for the first one of the body, "header 1" for that of the header, "header media" for the URL of its file or "header file" for the input data field of a file of the item, "button 0 url" for the end of the first button\'s address.',
	name: 'columnNamesNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '/templateVariables.mappingMode': ['autoMapInputData'] } },
};
