import { PlivoError } from '../../http/errors.mts';
import type { TemplateBody, TemplateButton, TemplateComponent, TemplateHeader, WhatsAppTemplate } from '../../templates.mts';
import type { SentComponent, SentTemplate, TemplateParameter } from './templateSchema.mts';

/**
 * The template that a message is sent with.
 *
 * Not known about live Plivo: whether a template that doesn't exist or isn't approved is rejected, as here, or the message fails.
 *
 * @throws PlivoError 400
 */
export function findTemplate({ name, language }: SentTemplate, templates: WhatsAppTemplate[]): WhatsAppTemplate {
	const sameName = templates.filter((template) => template.name === name);
	if (sameName.length === 0) throw new PlivoError(400, `'template.name' ${name} is not a template of this account.`, 'sandbox');
	const template = sameName.find((one) => one.language === language);
	if (template === undefined) {
		throw new PlivoError(400, `'template.language' ${language} is not a language of the template ${name}.`, 'sandbox');
	}
	if (template.status !== 'APPROVED') {
		throw new PlivoError(400, `'template.name' ${name} (${language}) is not approved: it is ${template.status}.`, 'sandbox');
	}
	return template;
}

/**
 * Whether the parameters of a message are those that its template needs: for each component, the same number, the right kinds and
 * the right names.
 *
 * Not known about live Plivo: whether the payload of a quick reply is optional (it is here).
 */
export function fitsTemplate({ components: sent = [] }: SentTemplate, { components }: WhatsAppTemplate): boolean {
	const header = components.find((one): one is TemplateHeader => one.type === 'HEADER');
	const body = components.find((one): one is TemplateBody => one.type === 'BODY');
	const buttons = components.flatMap((one: TemplateComponent) => (one.type === 'BUTTONS' ? one.buttons : []));
	return (
		fitsHeader(parametersOf(sent, 'header'), header) &&
		fitsTexts(parametersOf(sent, 'body'), variablesOf(body?.text ?? '')) &&
		buttons.every((button, index) => fitsButton(sentButton(sent, index), button)) &&
		sent.every((one) => one.type !== 'button' || Number(one.index) < buttons.length)
	);
}

/** The names in `{{…}}`, each once, in order of appearance. */
export function variablesOf(text: string): string[] {
	return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name))];
}

function fitsHeader(parameters: TemplateParameter[], header: TemplateHeader | undefined): boolean {
	if (header === undefined) return parameters.length === 0;
	if (header.format === 'TEXT') return fitsTexts(parameters, variablesOf(header.text));
	const kind = header.format === 'LOCATION' ? 'location' : 'media';
	return parameters.length === 1 && parameters[0]?.type === kind && parameters[0].parameter_name === undefined;
}

/** Positional variables are numbers and are filled in order; named variables are filled by name. */
function fitsTexts(parameters: TemplateParameter[], variables: string[]): boolean {
	if (parameters.length !== variables.length) return false;
	if (parameters.some(({ type }) => type !== 'text' && type !== 'currency' && type !== 'date_time')) return false;
	const names = parameters.map(({ parameter_name }) => parameter_name);
	if (variables.every((variable) => /^\d+$/.test(variable))) return names.every((name) => name === undefined);
	return variables.every((variable) => names.includes(variable));
}

function fitsButton(sent: SentComponent | undefined, button: TemplateButton): boolean {
	if (sent !== undefined && (sent.type !== 'button' || sent.sub_type !== subTypeOf(button))) return false;
	const count = sent?.parameters.length ?? 0;
	switch (button.type) {
		case 'QUICK_REPLY':
			return count <= 1;
		case 'OTP':
			return count === 1;
		case 'URL':
			return count === variablesOf(button.url).length;
		case 'PHONE_NUMBER':
			return count === 0;
	}
}

/** The button of an authentication template gets its code as if it were a URL button. (Plivo's Go SDK.) */
function subTypeOf({ type }: TemplateButton): 'url' | 'quick_reply' | undefined {
	if (type === 'PHONE_NUMBER') return undefined;
	return type === 'QUICK_REPLY' ? 'quick_reply' : 'url';
}

function parametersOf(sent: SentComponent[], type: 'header' | 'body'): TemplateParameter[] {
	return sent.flatMap((component): TemplateParameter[] => (component.type === type ? component.parameters : []));
}

function sentButton(sent: SentComponent[], index: number): SentComponent | undefined {
	return sent.find((component) => component.type === 'button' && component.index === String(index));
}
