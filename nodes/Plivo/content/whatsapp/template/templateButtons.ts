import type { INodeProperties } from 'n8n-workflow';

import type { TemplateComponent } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { entriesOf, type Entry } from '../../../fields/collection';
import { asId, asLine, choice, required } from '../../../fields/textChecks';
import { urlSuffix } from './urlSuffix';

const LABEL = 'Button Variables';

/** Plivo's message reference: buttons 0 to 9. */
export const MAX_BUTTONS = 10;

export const templateButtonsField: INodeProperties = {
	displayName: LABEL,
	name: 'templateButtons',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		multipleValueButtonText: 'Add Button Variable',
		sortable: true,
		maxAllowedFields: MAX_BUTTONS,
	},
	placeholder: 'Add Button Variable',
	default: {},
	description: 'Values for the buttons of the template. Leave out buttons that are always the same.',
	options: [
		{
			displayName: 'Button Variable',
			name: 'buttons',
			values: [
				{
					displayName: 'Index',
					name: 'index',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: MAX_BUTTONS - 1 },
					default: 0,
					description: `Which of the buttons of the template: 0 for the first, 1 for the second, up to ${MAX_BUTTONS - 1}`,
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					noDataExpression: true,
					options: [
						{ name: 'Quick Reply', value: 'quick_reply', description: 'A button to answer with' },
						{ name: 'URL', value: 'url', description: 'A button that opens a web page' },
					],
					default: 'url',
				},
				{
					displayName: 'URL Suffix',
					name: 'suffix',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. orders/4711',
					description: 'End of the address: the text that replaces the variable in the URL of the button',
					displayOptions: { show: { type: ['url'] } },
				},
				{
					displayName: 'Payload',
					name: 'payload',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. confirm-4711',
					description: 'What you get back when someone presses the button, in addition to its text',
					displayOptions: { show: { type: ['quick_reply'] } },
				},
			],
		},
	],
};

/**
 * @param collection value of {@link templateButtonsField}
 * @param oneTimeCode fills the first button of an authentication template
 * @throws InvalidFieldError if a value is missing, an index is invalid or a duplicate, or there are more than ten
 */
export function composeTemplateButtons(collection: unknown, oneTimeCode: string | undefined): TemplateComponent[] {
	const entries = entriesOf(collection, 'buttons');
	if (entries.length > MAX_BUTTONS) {
		throw new InvalidFieldError(
			LABEL,
			`contains ${entries.length} buttons; the limit is ${MAX_BUTTONS}`,
			`Remove ${entries.length - MAX_BUTTONS}.`,
		);
	}
	const buttons = entries.map((entry, i) => parseButton(entry, `Button Variable ${i + 1}`));
	buttons.forEach(({ index }, i) => {
		const label = `Button Variable ${i + 1}, Index`;
		if (index === '0' && oneTimeCode !== undefined) {
			throw new InvalidFieldError(label, 'is 0, the button that the One-Time Code already fills', 'Remove this button.');
		}
		const first = buttons.findIndex((button) => button.index === index);
		if (first !== i) {
			throw new InvalidFieldError(
				label,
				`is ${index}, the same as that of Button Variable ${first + 1}`,
				'Give each the index that its button has in the template: 0 for the first, 1 for the second.',
			);
		}
	});
	return oneTimeCode === undefined ? buttons : [urlButton('0', oneTimeCode), ...buttons];
}

function parseButton(entry: Entry, where: string): TemplateComponent {
	const index = asLine(entry.index ?? 0, `${where}, Index`);
	if (!/^\d$/.test(index)) {
		throw new InvalidFieldError(
			`${where}, Index`,
			`is ${quoted(index)}, but a template has buttons 0 to 9`,
			'Enter 0 for the first button, 1 for the second, and so on.',
		);
	}
	if (choice(entry.type, ['url', 'quick_reply'], `${where}, Type`) === 'url') {
		const label = `${where}, URL Suffix`;
		const suffix = required(asLine(entry.suffix, label), label, 'Enter the end of the address.');
		return urlButton(index, urlSuffix(suffix, label));
	}
	const label = `${where}, Payload`;
	const payload = asId(entry.payload, label);
	required(payload, label, 'Enter it, or remove the button: then you get back its text.');
	return { type: 'button', sub_type: 'quick_reply', index, parameters: [{ type: 'payload', payload }] };
}

function urlButton(index: string, text: string): TemplateComponent {
	return { type: 'button', sub_type: 'url', index, parameters: [{ type: 'text', text }] };
}
