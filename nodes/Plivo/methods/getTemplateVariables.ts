import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { createPlivoClient } from '../client/plivoClient';
import { readTemplate } from '../content/whatsapp/template/accountTemplates';
import { isApproved, partWithoutFields } from '../content/whatsapp/template/templateDefinition';
import { variablesOf } from '../content/whatsapp/template/templateVariables';
import { withoutInvisible } from '../fields/invisible';
import { currentWabaId } from './currentWabaId';
import { listError } from './listError';

/**
 * The variables of the chosen template as fields of the editor.
 *
 * @returns no fields, but a notice, if there is nothing to fill in or the template can't be sent
 * @throws NodeApiError with Plivo's text
 */
export async function getTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const templateId = withoutInvisible(String(this.getCurrentNodeParameter('template', { extractValue: true }) ?? '')).trim();
	if (templateId === '') return nothing('Pick a template to see its variables.');
	const wabaId = await currentWabaId.call(this);
	if (wabaId === '') return nothing("Enter the 'WhatsApp Business Account ID', in this node or in the credential, to see the variables.");
	if (wabaId.startsWith('=') || templateId.startsWith('=')) {
		return nothing(
			"The template is chosen by an expression, so its variables aren't known here. Set 'Template From' to Fields.",
		);
	}
	const client = await createPlivoClient(this);
	try {
		const definition = await readTemplate(client, wabaId, templateId);
		if (!isApproved(definition)) {
			return nothing(`WhatsApp doesn't accept this template: its status is ${definition.status}.`);
		}
		const part = partWithoutFields(definition);
		if (part !== undefined) {
			return nothing(`This template contains ${part}, and there are no fields for that. Set 'Template From' to JSON.`);
		}
		if (definition.unreadable !== undefined) {
			return nothing("Plivo's description of this template can't be read. Set 'Template From' to JSON.");
		}
		const variables = variablesOf(definition).filter(({ id }) => !isFilledBySendAndWait.call(this, id));
		if (variables.length === 0) return nothing('This template has no variables. It is sent as is.');
		return {
			fields: variables.map(({ id, label, optional = false, either = false }) => ({
				id,
				displayName: label,
				required: !optional && !either,
				removed: optional,
				defaultMatch: false,
				display: true,
				type: 'string',
			})),
		};
	} catch (error) {
		throw listError(this.getNode(), error);
	}
}

/** Whether Send and Wait gives a variable its value: the payloads of quick replies, or the end of a link. */
function isFilledBySendAndWait(this: ILoadOptionsFunctions, id: string): boolean {
	if (this.getCurrentNodeParameter('operation') !== 'sendAndWait' || this.getCurrentNodeParameter('waitFor') === 'delivery') return false;
	const answerWith = this.getCurrentNodeParameter('answerWith');
	return (answerWith === 'templateButtons' && id.endsWith('.payload')) || (answerWith === 'templateLink' && /^button\..*\.url$/.test(id));
}

function nothing(emptyFieldsNotice: string): ResourceMapperFields {
	return { fields: [], emptyFieldsNotice };
}
