import type { INodeProperties } from 'n8n-workflow';

import type { TemplateComponent, TemplateParameter } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { entriesOf, type Entry } from '../../../fields/collection';
import { formatNumber } from '../../../fields/formatNumber';
import { asLine, atMost, choice, required } from '../../../fields/textChecks';
import { parseMoney } from './money';
import { MAX_CODE, oneTimeCode } from './oneTimeCode';
import { MAX_BODY_TEXT, MAX_BODY_TEXT_ALONE } from './templateLimits';
import { parameterNameField, parseParameterName } from './templateParameter';
import type { ReadVariable } from './variableText';

/** Type first, then its fields. In alphabetical order, it would be second to last. */
const values: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Currency', value: 'currency', description: 'An amount of money' },
			{ name: 'Date and Time', value: 'date_time' },
			{
				name: 'One-Time Code',
				value: 'one_time_code',
				description: 'A code that goes into the body and into the button that copies it, for authentication templates',
			},
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Ada',
		description:
			`Text that replaces the variable. Up to ${formatNumber(MAX_BODY_TEXT)} characters, or ${formatNumber(MAX_BODY_TEXT_ALONE)} if the template takes no other values.`,
		displayOptions: { show: { type: ['text'] } },
	},
	{
		displayName: 'Code',
		name: 'code',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 123456',
		description: `The code to confirm with, up to ${MAX_CODE} characters; it also fills the first button of the template, so add no button for it`,
		displayOptions: { show: { type: ['one_time_code'] } },
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 100.99',
		description: 'Number with a decimal point and up to three decimals',
		displayOptions: { show: { type: ['currency'] } },
	},
	{
		displayName: 'Currency Code',
		name: 'currencyCode',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. USD',
		description: 'The three letters of the currency',
		displayOptions: { show: { type: ['currency'] } },
	},
	{
		displayName: 'Shown As',
		name: 'fallback',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. $100.99',
		description: "What people see if WhatsApp doesn't format the amount for their country",
		displayOptions: { show: { type: ['currency'] } },
	},
	{
		displayName: 'Date and Time',
		name: 'dateTime',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. February 25, 2027',
		description: 'Written as people should read it',
		displayOptions: { show: { type: ['date_time'] } },
	},
	parameterNameField,
];

export const templateBodyField: INodeProperties = {
	displayName: 'Body Variables',
	name: 'templateBody',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Body Variable', sortable: true },
	placeholder: 'Add Body Variable',
	default: {},
	description: 'Values for the variables in the body of the template, in their order',
	options: [{ displayName: 'Body Variable', name: 'parameters', values }],
};

/** What other components need to know about the body. */
export interface TemplateBody {
	/** Undefined if no variable was added. */
	component?: TemplateComponent;
	/** The code of an authentication template, which also fills its first button. */
	oneTimeCode?: string;
}

/**
 * @param collection value of {@link templateBodyField}
 * @param alone whether there is no other component
 * @param read for each text that people see
 * @throws InvalidFieldError if a value is missing or invalid
 */
export function composeTemplateBody(collection: unknown, alone: boolean, read: ReadVariable): TemplateBody {
	const entries = entriesOf(collection, 'parameters').map((entry, i) => ({ entry, where: `Body Variable ${i + 1}` }));
	if (entries.length === 0) return {};
	const codes = entries.filter(({ entry }) => entry.type === 'one_time_code');
	if (codes[1] !== undefined) {
		throw new InvalidFieldError(codes[1].where, 'is a second One-Time Code', 'Remove it: a template can have only one code.');
	}
	const most = alone && codes.length === 0 ? MAX_BODY_TEXT_ALONE : MAX_BODY_TEXT;
	const parameters = entries.map(({ entry, where }) => parseParameter(entry, where, most, read));
	const [code] = codes.map(({ entry, where }) => oneTimeCode(asLine(entry.code, `${where}, Code`), `${where}, Code`));
	return { component: { type: 'body', parameters }, ...(code !== undefined && { oneTimeCode: code }) };
}

function parseParameter(entry: Entry, where: string, most: number, read: ReadVariable): TemplateParameter {
	const name = parseParameterName(entry, where);
	const line = (field: string, label: string, remedy: string) =>
		required(asLine(entry[field], `${where}, ${label}`), `${where}, ${label}`, remedy);
	switch (choice(entry.type, ['text', 'currency', 'date_time', 'one_time_code'], `${where}, Type`)) {
		case 'text': {
			const text = read(line('text', 'Text', 'Enter the text that replaces the variable.'), `${where}, Text`);
			return { type: 'text', ...name, text: atMost(text, `${where}, Text`, most) };
		}
		case 'one_time_code': {
			const code = line('code', 'Code', 'Enter the code to confirm with.');
			return { type: 'text', ...name, text: oneTimeCode(code, `${where}, Code`) };
		}
		case 'currency':
			return { type: 'currency', ...name, currency: parseMoney(entry, where, read) };
		case 'date_time': {
			const shown = line('dateTime', 'Date and Time', 'Enter it as people should read it.');
			return { type: 'date_time', ...name, date_time: { fallback_value: read(shown, `${where}, Date and Time`) } };
		}
	}
}
