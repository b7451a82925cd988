import type { INodeProperties } from 'n8n-workflow';

import type { TemplateComponent } from '../../../client/wire/whatsappTypes';
import { entriesOf } from '../../../fields/collection';
import type { ReadField } from '../../../fields/readField';
import { composeTemplateBody, templateBodyField } from './templateBody';
import { composeTemplateButtons, templateButtonsField } from './templateButtons';
import { composeTemplateHeader, headerFileOfFields, templateHeaderField } from './templateHeader';
import type { ComposedTemplate } from './templateHeaderFile';
import { composeTemplateName, templateNameFields } from './templateName';
import { refuseBadNames, type NamedVariable } from './templateVariableNames';
import { fixLineBreaksOption, variableReaders } from './variableText';

export const templateFields: INodeProperties[] = [
	...templateNameFields,
	templateHeaderField,
	templateBodyField,
	templateButtonsField,
];

/**
 * The part of a send request for a template whose variables are filled field by field. A component is included only if
 * something was added to it.
 *
 * @throws InvalidFieldError naming the first field that Plivo would reject
 */
export function composeTemplateFields(read: ReadField): ComposedTemplate {
	const name = composeTemplateName(read);
	const readers = variableReaders(read(`options.${fixLineBreaksOption.name}`));
	const header = composeTemplateHeader(read('templateHeader'), readers.header);
	const hasButtons = entriesOf(read('templateButtons'), 'buttons').length > 0;
	const body = composeTemplateBody(read('templateBody'), header === undefined && !hasButtons, readers.body);
	const buttons = composeTemplateButtons(read('templateButtons'), body.oneTimeCode);
	refuseBadNames([...variablesOf(header, 'header', 'Header Variable'), ...variablesOf(body.component, 'body', 'Body Variable')]);
	const components = [header, body.component, ...buttons].filter((component) => component !== undefined);
	return { template: { ...name, ...(components.length > 0 && { components }) }, headerFile: headerFileOfFields(read('templateHeader')) };
}

/** @param label of one of them; its number is added if there can be several */
function variablesOf(component: TemplateComponent | undefined, kind: NamedVariable['component'], label: string): NamedVariable[] {
	const named = (component?.parameters ?? []).filter(({ type }) => type !== 'media' && type !== 'location');
	return named.map(({ parameter_name: name }, i) => ({ component: kind, where: kind === 'body' ? `${label} ${i + 1}` : label, name }));
}
