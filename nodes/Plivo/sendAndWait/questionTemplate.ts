import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../client/plivoClient';
import { accountTemplate } from '../content/whatsapp/template/accountTemplate';
import type { TemplateDefinition } from '../content/whatsapp/template/accountTemplates';
import type { DefinedButton } from '../content/whatsapp/template/templateComponents';
import { placeholdersOf } from '../content/whatsapp/template/templateDefinition';
import { withHeaderFile, type TemplateContent } from '../content/whatsapp/template/templateHeaderFile';
import { payloadVariable, urlVariable } from '../content/whatsapp/template/templateVariables';
import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { buttonPayload } from './buttonPayload';
import { toApproval } from './question';
import type { Choice, Question } from './responsePage';

/**
 * A template whose quick replies answer the question.
 *
 * @param address the signed address that resumes the execution
 * @throws InvalidFieldError if it has none, or too many for an approval; and as {@link accountTemplate}
 */
export async function templateOfButtons(
	this: IExecuteFunctions,
	client: PlivoClient,
	i: number,
	responseType: Question['responseType'],
	address: string,
): Promise<TemplateContent & { choices: Choice[] }> {
	let choices: Choice[] = [];
	const composed = await accountTemplate.call(this, client, i, (definition) => {
		const replies = buttonsOf(definition).filter(({ button }) => isOfType(button, 'QUICK_REPLY'));
		choices = choicesOf(replies.map(({ button, index }) => button.text ?? `${index + 1}`), responseType, definition.name);
		return Object.fromEntries(replies.map(({ index }, choice) => [payloadVariable(index), buttonPayload(address, choice)]));
	});
	return { ...(await withHeaderFile.call(this, client, i, composed)), choices };
}

function choicesOf(labels: string[], responseType: Question['responseType'], name: string): Choice[] {
	if (labels.length === 0) {
		throw new InvalidFieldError('Template', `is ${quoted(name)}, which has no quick replies`, 'Pick a template whose quick replies answer the question.');
	}
	if (responseType === 'choice') return labels.map((title) => ({ title, id: title }));
	if (labels.length <= 2) return toApproval(labels);
	throw new InvalidFieldError(
		'Template',
		`is ${quoted(name)}, which has ${labels.length} quick replies; an approval takes one or two`,
		"Pick another template, or set 'Response Type' to Choice.",
	);
}

/**
 * A template whose button opens the page where the person answers.
 *
 * @param address the signed address that resumes the execution, and that page
 * @throws InvalidFieldError if its button can't open that address; and as {@link accountTemplate}
 */
export async function templateOfLink(this: IExecuteFunctions, client: PlivoClient, i: number, address: string): Promise<TemplateContent> {
	const composed = await accountTemplate.call(this, client, i, (definition) => {
		const links = buttonsOf(definition).filter(({ button }) => isOfType(button, 'URL') && placeholdersOf(button.url ?? '').length > 0);
		const [link] = links;
		const needed = `Pick a template with one button whose address is ${address.replace(/[^/]+\/[^/]+$/, '')}{{1}}.`;
		if (link === undefined) throw new InvalidFieldError('Template', `is ${quoted(definition.name)}, which has no button whose address has a variable`, needed);
		if (links.length > 1) throw new InvalidFieldError('Template', `is ${quoted(definition.name)}, which has ${links.length} buttons whose address has a variable`, needed);
		const [beginning = '', end = ''] = (link.button.url ?? '').split(/\{\{.*?\}\}/s);
		if (end !== '' || !address.startsWith(beginning)) {
			throw new InvalidFieldError('Template', `is ${quoted(definition.name)}, whose button opens ${link.button.url ?? ''}, which isn't this n8n`, needed);
		}
		return { [urlVariable(link.index)]: address.slice(beginning.length) };
	});
	return await withHeaderFile.call(this, client, i, composed);
}

function buttonsOf({ components = [] }: TemplateDefinition): Array<{ button: DefinedButton; index: number }> {
	return components.flatMap(({ buttons = [] }) => buttons.map((button, index) => ({ button, index })));
}

function isOfType({ type }: DefinedButton, wanted: string): boolean {
	return type.toUpperCase() === wanted;
}
