import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { parseTitle, refuseSameTitles } from '../content/whatsapp/interactive/choices';
import { MAX_BUTTON_TITLE } from '../content/whatsapp/interactive/interactiveLimits';
import { InvalidFieldError } from '../errors/invalidFieldError';
import type { ReadField } from '../fields/readField';
import { asText } from '../fields/text';
import { choice } from '../fields/textChecks';
import { BUTTON_WAYS, readAnswerWith, WAYS, type AnswerWith } from './answerWith';
import { choiceFields, choicesButtonTitleField, readChoices } from './choiceFields';
import type { Choice, Question } from './responsePage';

const MESSAGE = 'Message';
const RESPONSE_TYPE = 'Response Type';
const RESPONSE_TYPES = ['approval', 'choice', 'freeText'] as const;

/**
 * The buttons of a template are what people can press, so question and buttons aren't entered then. For SMS, the field Answer With
 * isn't shown, and what was chosen there before must not count.
 */
function enteredHere(fields: INodeProperties[]): INodeProperties[] {
	return [
		...updateDisplayOptions({ show: { messageType: ['sms', 'mms'] } }, fields),
		...updateDisplayOptions({ show: { messageType: ['whatsapp'], answerWith: WAYS.filter((way) => way !== 'templateButtons') } }, fields.map(withoutHint)),
	];
}

/** What hints say is about the length of an SMS. */
function withoutHint(field: INodeProperties): INodeProperties {
	return { ...field, hint: undefined };
}

/**
 * What a person is asked. The parameter names are those of n8n's own nodes that wait, which n8n uses for its approval tool.
 */
export const questionFields: INodeProperties[] = [
	...enteredHere([
		{
			displayName: MESSAGE,
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. May we ship order 42 today?',
			description: 'The question. The page where the person answers shows it too.',
			hint: 'A link has 150 to 250 characters: for an SMS with it, Plivo bills two or three units.',
		},
	]),
	{
		displayName: RESPONSE_TYPE,
		name: 'responseType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Approval', value: 'approval', description: 'One or two buttons: the first one approves' },
			{ name: 'Choice', value: 'choice', description: 'The person chooses from up to ten answers' },
			{ name: 'Free Text', value: 'freeText', description: 'The person writes an answer, on the page that a link opens' },
		],
		default: 'approval',
	},
	...enteredHere([
		{
			displayName: 'Approval Options',
			name: 'approvalOptions',
			type: 'fixedCollection',
			placeholder: 'Add Option',
			default: {},
			displayOptions: { show: { responseType: ['approval'] } },
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
	...enteredHere(updateDisplayOptions({ show: { responseType: ['choice'] } }, choiceFields)),
	...updateDisplayOptions({ show: { messageType: ['whatsapp'], answerWith: ['buttons'], responseType: ['choice'] } }, [choicesButtonTitleField]),
];

/**
 * Reads the question.
 *
 * @throws InvalidFieldError if something is missing or not allowed, or the answer can't be given this way
 */
export function readQuestion(read: ReadField): Question {
	const answerWith = readAnswerWith(read);
	const responseType = choice(read('responseType'), RESPONSE_TYPES, RESPONSE_TYPE);
	if (responseType === 'freeText' && BUTTON_WAYS.includes(answerWith)) {
		throw new InvalidFieldError(
			RESPONSE_TYPE,
			"is Free Text, which can't be answered with a button",
			"Choose Approval or Choice, or set 'Answer With' to Link or Link Button.",
		);
	}
	if (answerWith === 'templateButtons') return { message: '', responseType, choices: [] };
	const message = asText(read('message'), MESSAGE).trim();
	if (message === '') throw new InvalidFieldError(MESSAGE, 'is empty', 'Enter what you want to ask.');
	return { message, responseType, choices: choicesFor(responseType, answerWith, read) };
}

function choicesFor(responseType: Question['responseType'], answerWith: AnswerWith, read: ReadField): Choice[] {
	if (responseType === 'freeText') return [];
	if (responseType === 'choice') return readChoices(read);
	const values = 'approvalOptions.values';
	const approve = label(read(`${values}.approveLabel`), 'Approve');
	if (choice(read(`${values}.approvalType`), ['single', 'double'], 'Type of Approval') === 'single') return approvalChoices([approve], answerWith);
	return approvalChoices([approve, label(read(`${values}.disapproveLabel`), 'Decline')], answerWith);
}

function label(value: unknown, fallback: string): string {
	return asText(value, 'Approval Options').trim() || fallback;
}

/** The choices of an approval. WhatsApp has rules for the titles of its buttons; the page has none. */
function approvalChoices(labels: string[], answerWith: AnswerWith): Choice[] {
	const fields = ['Approve Button Label', 'Disapprove Button Label'];
	const buttons = labels.map((title, i) => ({ title, where: fields[i] ?? '' }));
	if (answerWith === 'buttons') {
		for (const { title, where } of buttons) parseTitle(title, where, MAX_BUTTON_TITLE);
		refuseSameTitles(buttons);
	}
	return toApproval(labels);
}

/** @param labels of one or two buttons, of which the first one approves */
export function toApproval(labels: string[]): Choice[] {
	return labels.map((title, i) => ({ title, id: i === 0 ? 'approve' : 'disapprove' }));
}
