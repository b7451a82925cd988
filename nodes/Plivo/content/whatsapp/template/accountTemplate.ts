import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../../../client/plivoClient';
import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { isEntry } from '../../../fields/collection';
import { readTemplate, type TemplateDefinition } from './accountTemplates';
import { headerFileOf } from './headerMedia';
import { isApproved, partWithoutFields } from './templateDefinition';
import type { ComposedTemplate } from './templateHeaderFile';
import { readTemplateId } from './templateLocator';
import { composeComponents, variablesOf, type TemplateVariable } from './templateVariables';
import { fixLineBreaksOption, variableReaders } from './variableText';
import { valuesByName } from './variablesByName';
import { readWabaId } from './wabaId';

/**
 * Builds a message's template from one of the account's templates and the values of its variables.
 *
 * Its definition is read again when sending: a template may have been changed or paused since the fields were shown, and
 * such a message would be lost after Plivo accepted it.
 *
 * @param ownValues returns values by variable ID that replace those from the fields. May throw InvalidFieldError
 * @throws InvalidFieldError if none is picked, it isn't approved, a part of it can't be read or has no fields, or a
 * variable has no value; PlivoRequestError
 */
export async function accountTemplate(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	ownValues: (definition: TemplateDefinition) => Record<string, string> = () => ({}),
): Promise<ComposedTemplate> {
	const wabaId = readWabaId.call(this, client, itemIndex);
	const templateId = readTemplateId.call(this, itemIndex);
	const definition = await readTemplate(client, wabaId, templateId);
	if (!isApproved(definition)) {
		throw new InvalidFieldError(
			'Template',
			`is ${quoted(definition.name)}, whose status is ${definition.status}`,
			'WhatsApp only accepts approved templates. Pick another one, or wait until it is approved.',
		);
	}
	const part = partWithoutFields(definition);
	if (part !== undefined) {
		throw new InvalidFieldError(
			'Template',
			`is ${quoted(definition.name)}, which contains ${part}, and there are no fields for that`,
			"Set 'Template From' to JSON, and write the template with all its components.",
		);
	}
	if (definition.unreadable !== undefined) {
		throw new InvalidFieldError(
			'Template',
			`is ${quoted(definition.name)}, and Plivo's description of ${definition.unreadable} can't be read`,
			"Set 'Template From' to JSON, and write the template with all its components.",
		);
	}
	const readers = variableReaders(this.getNodeParameter(`options.${fixLineBreaksOption.name}`, itemIndex, false));
	const own = ownValues(definition);
	const entered = variablesOf(definition).filter(({ id }) => own[id] === undefined);
	const values = { ...readValues.call(this, itemIndex, entered), ...own };
	const components = composeComponents(definition, values, readers);
	const template = { name: definition.name, language: definition.language, ...(components && { components }) };
	return { template, headerFile: headerFileOf(definition, values) };
}

/**
 * The values by variable ID. Not read as `templateVariables.value`, because n8n would then check them against the
 * variables that the template had when its fields were shown, and for a missing value its error contains only the ID.
 * If they are mapped automatically, n8n leaves it to the node to find them in the item.
 */
function readValues(this: IExecuteFunctions, itemIndex: number, variables: TemplateVariable[]): Record<string, unknown> {
	const mapped: unknown = this.getNodeParameter('templateVariables', itemIndex, {});
	if (!isEntry(mapped)) return {};
	if (mapped.mappingMode === 'autoMapInputData') return valuesByName(variables, this.getInputData()[itemIndex]?.json ?? {});
	return isEntry(mapped.value) ? mapped.value : {};
}
