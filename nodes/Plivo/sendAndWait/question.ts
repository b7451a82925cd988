import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { InvalidFieldError } from '../errors/invalidFieldError';
import { parseOption } from '../fields/option';
import type { ReadField } from '../fields/readField';
import { asText } from '../fields/text';
import type { Question } from './responsePage';

const MESSAGE = 'Message';

/**
 * What a person is asked. The parameter names are those of n8n's own nodes that wait, which n8n uses for its approval tool.
 */
export const questionFields: INodeProperties[] = [
	{
		displayName: MESSAGE,
		name: 'message',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. May we ship order 42 today?',
		description: 'The question. A link is added below it, which opens a page where the person answers.',
		hint: 'The link that is added below it has 150 to 250 characters: for an SMS with it, Plivo bills two or three units.',
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		options: [
			{ name: 'Approval', value: 'approval', description: 'The person presses a button' },
			{ name: 'Free Text', value: 'freeText', description: 'The person writes an answer' },
		],
		default: 'approval',
	},
	...updateDisplayOptions({ show: { responseType: ['approval'] } }, [
		{
			displayName: 'Approval Options',
			name: 'approvalOptions',
			type: 'fixedCollection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Values',
					name: 'values',
					values: [
						{
							displayName: 'Type of Approval',
							name: 'approvalType',
							type: 'options',
							options: [
								{ name: 'Approve Only', value: 'single' },
								{ name: 'Approve and Disapprove', value: 'double' },
							],
							default: 'single',
						},
						{
							displayName: 'Approve Button Label',
							name: 'approveLabel',
							type: 'string',
							default: 'Approve',
						},
						{
							displayName: 'Disapprove Button Label',
							name: 'disapproveLabel',
							type: 'string',
							default: 'Decline',
							displayOptions: { show: { approvalType: ['double'] } },
						},
					],
				},
			],
		},
	]),
];

/**
 * Reads the question.
 *
 * @throws InvalidFieldError if it is missing, or the response type isn't one of the options
 */
export function readQuestion(read: ReadField): Question {
	const message = asText(read('message'), MESSAGE).trim();
	if (message === '') throw new InvalidFieldError(MESSAGE, 'is empty', 'Enter what you want to ask.');
	const responseType = parseOption(read('responseType') || 'approval', ['approval', 'freeText'], 'Response Type');
	const approveLabel = label(read('approvalOptions.values.approveLabel'), 'Approve');
	if (read('approvalOptions.values.approvalType') !== 'double') return { message, responseType, approveLabel };
	return { message, responseType, approveLabel, disapproveLabel: label(read('approvalOptions.values.disapproveLabel'), 'Decline') };
}

function label(value: unknown, fallback: string): string {
	return asText(value, 'Approval Options').trim() || fallback;
}
