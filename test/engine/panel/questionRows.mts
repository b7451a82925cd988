import type { IDataObject } from 'n8n-workflow';

import { templates, wabaId, type WhatsAppTemplate } from '../../../sandbox/templates.mts';
import { EXAMPLE, UNTOUCHED, type Entries } from './panel.mts';

/** A question that a person enters for WhatsApp by the labels of the panel, and what leaves for Plivo then, but for sender and recipient. */
export interface QuestionRow {
	what: string;
	enter: Entries;
	leaves: IDataObject;
	/** The IDs of the choices that the node remembers while it waits. */
	choices: string[];
	/** One that the sandbox's account needs for it. */
	template?: WhatsAppTemplate;
}

const MESSAGE = 'May we ship order 42 today?';
/** What the button of the nth choice carries, and where a link leads. */
const answer = (n: number) => expect.stringMatching(new RegExp(`^n8n1\\.1\\.0\\.[\\w-]{43}\\.${n}\\.`)) as never;
const PAGE = expect.stringMatching(/\/webhook-waiting\/1\/node-1\?run=0&signature=[0-9a-f]{64}$/) as never;

/** The examples of the panel, as choices. */
export const MONDAY = { id: 'mon-10', title: 'Monday at 10:00', description: 'With Dr. Jones' };
export const OTHER = { id: 'Other', title: 'Other' };

const asking = (way: string, more: Entries = {}): Entries => ({ 'Answer With': way, Message: EXAMPLE, ...more });
const choosing = (choices: Entries[], more: Entries = {}): Entries =>
	asking('WhatsApp Buttons', { 'Response Type': 'Choice', 'Choices From': 'Fields', Choices: choices, ...more });
const link = () => ({ text: expect.stringMatching(/^May we ship order 42 today\?\n\nhttp\S+\/webhook-waiting\/1\/node-1\?run=0&signature=\w+$/) as never });
const replies = (...titles: string[]) => ({
	interactive: { type: 'reply', body: { text: MESSAGE }, action: { buttons: titles.map((title, n) => ({ title, id: answer(n) })) } },
});
const list = (button: string, ...rows: IDataObject[]) => ({
	interactive: { type: 'list', body: { text: MESSAGE }, action: { buttons: [{ title: button }], sections: [{ rows: rows.map((row, n) => ({ ...row, id: answer(n) })) }] } },
});
const linkButton = (title: string) => ({ interactive: { type: 'cta_url', body: { text: MESSAGE }, action: { buttons: [{ title, cta_url: PAGE }] } } });

const linkTemplate: WhatsAppTemplate = {
	...{ template_id: '77', status: 'APPROVED', name: 'ask', language: 'en_US', category: 'UTILITY' },
	components: [
		{ type: 'BODY', text: 'A question about order {{1}}' },
		{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Answer', url: 'http://127.0.0.1:5678/webhook-waiting/{{1}}' }] },
	],
};
const idOf = (name: string) => String(templates.find((one) => one.name === name)?.template_id);
const picked = (way: string, id: string, value: IDataObject): Entries => ({
	'Answer With': way,
	'WhatsApp Business Account ID': wabaId,
	'Include Unapproved': UNTOUCHED,
	Template: { 'By ID': id },
	'Template Variables': { mappingMode: 'defineBelow', value } as never,
});
const deliveryDay = (more: Entries = {}): Entries => ({ ...picked('Template Buttons', idOf('delivery_day'), { 'body.1': 'Sam', 'body.2': 'A-1', 'body.3': 'Monday' }), ...more });
const deliveryDayLeaves = {
	template: {
		...{ name: 'delivery_day', language: 'en_US' },
		components: [
			{ type: 'body', parameters: ['Sam', 'A-1', 'Monday'].map((text) => ({ type: 'text', text })) },
			...[0, 1].map((n) => ({ type: 'button', sub_type: 'quick_reply', index: String(n), parameters: [{ type: 'payload', payload: answer(n) }] })),
		],
	},
};

/** Each way to answer, with all that it asks for. */
export const QUESTIONS: QuestionRow[] = [
	{ what: 'as it is, with a link', enter: { Message: EXAMPLE }, choices: ['approve'], leaves: link() },
	{ what: 'Link', enter: asking('Link'), choices: ['approve'], leaves: link() },
	{ what: 'Link Button', enter: asking('Link Button', { 'Link Button Title': 'Decide' }), choices: ['approve'], leaves: linkButton('Decide') },
	{ what: 'Link Button as it is', enter: asking('Link Button', { 'Link Button Title': UNTOUCHED }), choices: ['approve'], leaves: linkButton('Answer') },
	{ what: 'Link Button for a free text', enter: asking('Link Button', { 'Response Type': 'Free Text' }), choices: [], leaves: linkButton('Answer') },
	{ what: 'WhatsApp Buttons', enter: asking('WhatsApp Buttons'), choices: ['approve'], leaves: replies('Approve') },
	{
		what: 'WhatsApp Buttons, two of them',
		enter: asking('WhatsApp Buttons', {
			'Response Type': 'Approval',
			'Approval Options': { 'Type of Approval': 'Approve and Disapprove', 'Approve Button Label': 'Yes', 'Disapprove Button Label': 'No' },
		}),
		choices: ['approve', 'disapprove'],
		leaves: replies('Yes', 'No'),
	},
	{ what: 'WhatsApp Buttons for short choices', enter: choosing([{ Title: 'Red' }, { Title: 'Green', ID: 'g' }]), choices: ['Red', 'g'], leaves: replies('Red', 'Green') },
	{
		what: 'WhatsApp Buttons for long choices, which become a list',
		enter: choosing([{ Title: EXAMPLE, Description: EXAMPLE, ID: EXAMPLE }, { Title: 'Other' }], { 'List Button Title': 'Pick a time' }),
		choices: ['mon-10', 'Other'],
		leaves: list('Pick a time', { title: MONDAY.title, description: MONDAY.description }, { title: 'Other' }),
	},
	{
		what: 'a list whose button is as it is',
		enter: choosing([{ Title: EXAMPLE, Description: EXAMPLE }], { 'List Button Title': UNTOUCHED }),
		choices: ['Monday at 10:00'],
		leaves: list('Choose', { title: MONDAY.title, description: MONDAY.description }),
	},
	{
		what: 'WhatsApp Buttons for choices from an array',
		enter: asking('WhatsApp Buttons', {
			...{ 'Response Type': 'Choice', 'Choices From': 'Items of an Array' },
			Choices: '[{ "title": "Mon", "description": "Early", "id": 1 }, { "title": "Tue" }]',
		}),
		choices: ['1', 'Tue'],
		leaves: list('Choose', { title: 'Mon', description: 'Early' }, { title: 'Tue' }),
	},
	{ what: 'Template Buttons for an approval', enter: deliveryDay(), choices: ['approve', 'disapprove'], leaves: deliveryDayLeaves },
	{ what: 'Template Buttons for a choice', enter: deliveryDay({ 'Response Type': 'Choice' }), choices: ['Fine', 'Reschedule'], leaves: deliveryDayLeaves },
	{
		what: 'Template Link Button',
		enter: { ...picked('Template Link Button', linkTemplate.template_id, { 'body.1': 'A-1' }), Message: EXAMPLE },
		template: linkTemplate,
		choices: ['approve'],
		leaves: {
			template: {
				...{ name: 'ask', language: 'en_US' },
				components: [
					{ type: 'body', parameters: [{ type: 'text', text: 'A-1' }] },
					{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: expect.stringMatching(/^1\/node-1\?run=0&signature=[0-9a-f]{64}$/) as never }] },
				],
			},
		},
	},
];
