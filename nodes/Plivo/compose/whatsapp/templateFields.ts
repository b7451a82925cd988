import type { INodeProperties } from 'n8n-workflow';

import type { Template } from '../../transport/whatsappTypes';
import type { Read } from '../read';
import { entriesOf } from './collection';
import { composeTemplateBody, templateBodyField } from './templateBody';
import { composeTemplateButtons, templateButtonsField } from './templateButtons';
import { composeTemplateHeader, templateHeaderField } from './templateHeader';
import { composeTemplateName, templateNameFields } from './templateName';
import { fixLineBreaksOption, variableReaders } from './variableText';

export const templateFields: INodeProperties[] = [
	...templateNameFields,
	templateHeaderField,
	templateBodyField,
	templateButtonsField,
];

/**
 * The part of a send request that a template makes, its variables filled field by field. A component goes out only if
 * something was added to it.
 *
 * @throws InvalidField naming the first field that Plivo would not take
 */
export function composeTemplateFields(read: Read): { template: Template } {
	const name = composeTemplateName(read);
	const readers = variableReaders(read(`options.${fixLineBreaksOption.name}`));
	const header = composeTemplateHeader(read('templateHeader'), readers.header);
	const hasButtons = entriesOf(read('templateButtons'), 'buttons').length > 0;
	const body = composeTemplateBody(read('templateBody'), header === undefined && !hasButtons, readers.body);
	const buttons = composeTemplateButtons(read('templateButtons'), body.oneTimeCode);
	const components = [header, body.component, ...buttons].filter((component) => component !== undefined);
	return { template: { ...name, ...(components.length > 0 && { components }) } };
}
