import type { SentComponent, SentTemplate, TemplateParameter } from '../messages/whatsapp/templateSchema.mts';
import type { TemplateButton, TemplateHeader, WhatsAppTemplate } from '../templates.mts';
import type { Card, CardButton, CardHeader, Choice } from './card.mts';

/** A template with its variables filled in. A variable without a value stays as it's written. */
export function templateCard(sent: SentTemplate, definition: WhatsAppTemplate): Card {
	const card: Card = { name: `${sent.name} (${sent.language})`, body: '', buttons: [] };
	for (const component of definition.components) {
		if (component.type === 'HEADER') card.header = headerOf(component, parametersOf(sent, 'header'));
		else if (component.type === 'BODY') card.body = fill(component.text, parametersOf(sent, 'body'));
		else if (component.type === 'FOOTER') card.footer = component.text;
		else card.buttons = component.buttons.map((button, index) => buttonOf(button, parametersOf(sent, 'button', index)));
	}
	return card;
}

/**
 * The text and payload that a quick reply is answered with; undefined if there is no such button.
 *
 * Not known about live Plivo: the payload if none was sent. Here, it's the button's text, as with Meta.
 */
export function templateAnswer(
	sent: SentTemplate,
	definition: WhatsAppTemplate,
	choice: Choice,
): { text: string; payload: string } | undefined {
	if (!('button' in choice)) return undefined;
	const buttons = definition.components.flatMap((one) => (one.type === 'BUTTONS' ? one.buttons : []));
	const button = buttons[choice.button];
	if (button?.type !== 'QUICK_REPLY') return undefined;
	const [parameter] = parametersOf(sent, 'button', choice.button);
	return { text: button.text, payload: parameter?.type === 'payload' ? parameter.payload : button.text };
}

function headerOf(header: TemplateHeader, parameters: TemplateParameter[]): CardHeader {
	if (header.format === 'TEXT') return { kind: 'text', text: fill(header.text, parameters) };
	const [parameter] = parameters;
	if (parameter?.type === 'location') return { kind: 'location', location: parameter.location };
	if (parameter?.type === 'media' && header.format !== 'LOCATION') {
		const formats = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' } as const;
		return { kind: 'media', format: formats[header.format], url: parameter.media };
	}
	return { kind: 'text', text: `(${header.format.toLowerCase()} missing)` };
}

function buttonOf(button: TemplateButton, [parameter]: TemplateParameter[]): CardButton {
	const value = parameter === undefined ? undefined : valueOf(parameter);
	switch (button.type) {
		case 'QUICK_REPLY':
			return { kind: 'reply', title: button.text };
		case 'PHONE_NUMBER':
			return { kind: 'phone', title: button.text, number: button.phone_number };
		case 'OTP':
			return { kind: 'copy', title: button.text, code: value ?? '' };
		case 'URL':
			// An authentication template has its code in a URL for copying it; see templates.mts.
			if (/[?&]otp_type=COPY_CODE\b/.test(button.url)) return { kind: 'copy', title: button.text, code: value ?? '' };
			return { kind: 'url', title: button.text, url: fill(button.url, parameter === undefined ? [] : [parameter]) };
	}
}

function fill(text: string, parameters: TemplateParameter[]): string {
	const byName = new Map(parameters.map((one, index) => [one.parameter_name ?? String(index + 1), valueOf(one)]));
	return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (variable, name: string) => byName.get(name) ?? variable);
}

function valueOf(parameter: TemplateParameter): string {
	switch (parameter.type) {
		case 'text':
			return parameter.text;
		case 'currency':
			return parameter.currency.fallback_value;
		case 'date_time':
			return parameter.date_time.fallback_value;
		case 'payload':
			return parameter.payload;
		case 'media':
			return parameter.media;
		case 'location':
			return parameter.location.name;
	}
}

function parametersOf({ components = [] }: SentTemplate, type: SentComponent['type'], index = 0): TemplateParameter[] {
	const component = components.find((one) => one.type === type && (one.type !== 'button' || one.index === String(index)));
	return component?.parameters ?? [];
}
