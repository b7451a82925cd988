import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { MAX_BUTTON_TITLE } from '../content/whatsapp/interactive/interactiveLimits';
import { parseTitle } from '../content/whatsapp/interactive/choices';
import type { ReadField } from '../fields/readField';
import { choice } from '../fields/textChecks';

/** How a person gets to answer. SMS only has the link. */
export const WAYS = ['link', 'linkButton', 'buttons', 'templateLink', 'templateButtons'] as const;

export type AnswerWith = (typeof WAYS)[number];

/** The ways that send one of the account's templates. */
export const TEMPLATE_WAYS: AnswerWith[] = ['templateButtons', 'templateLink'];

/** The ways whose answers come to a trigger. */
export const BUTTON_WAYS: AnswerWith[] = ['buttons', 'templateButtons'];

/** The ways that reach only people who wrote within the last 24 hours. */
export const FREE_FORM_WAYS: AnswerWith[] = ['link', 'linkButton', 'buttons'];

const LINK_BUTTON_TITLE = 'Link Button Title';

export const answerWithFields: INodeProperties[] = [
	{
		displayName: 'Answer With',
		name: 'answerWith',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Link', value: 'link', description: 'A link below the message opens a page where the person answers' },
			{ name: 'Link Button', value: 'linkButton', description: 'A button below the message opens that page, so nobody sees the long link' },
			{ name: 'Template Buttons', value: 'templateButtons', description: 'The quick replies of one of your templates, which can also start a conversation' },
			{ name: 'Template Link Button', value: 'templateLink', description: 'The button of one of your templates opens the page' },
			{ name: 'WhatsApp Buttons', value: 'buttons', description: 'The person answers in the chat, by pressing a button or choosing from a list' },
		],
		default: 'link',
	},
	...updateDisplayOptions({ show: { answerWith: BUTTON_WAYS } }, [
		{
			displayName:
				'The answer comes to your WhatsApp number. For the workflow to get it, a Plivo Messaging Trigger must be active (published) on that number, in any workflow of this n8n, with the same Plivo account. <a href="https://github.com/n8n-nodes-plivo/n8n-nodes-plivo/blob/main/docs/send-and-wait.md#answers-in-the-chat" target="_blank">How to set it up</a>',
			name: 'answerNotice',
			type: 'notice',
			default: '',
		},
	]),
	...updateDisplayOptions({ show: { answerWith: ['linkButton'] } }, [
		{
			displayName: LINK_BUTTON_TITLE,
			name: 'linkButtonTitle',
			type: 'string',
			default: 'Answer',
			description: `Text on the button that opens the page, up to ${MAX_BUTTON_TITLE} characters`,
		},
	]),
];

/** @throws InvalidFieldError if it isn't one of the options */
export function readAnswerWith(read: ReadField): AnswerWith {
	if (read('messageType') !== 'whatsapp') return 'link';
	return choice(read('answerWith'), WAYS, 'Answer With');
}

/** @throws InvalidFieldError if it is too long */
export function readLinkButtonTitle(read: ReadField): string {
	return parseTitle(read('linkButtonTitle') || 'Answer', LINK_BUTTON_TITLE, MAX_BUTTON_TITLE);
}
