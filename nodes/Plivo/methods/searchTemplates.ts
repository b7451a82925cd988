import { NodeOperationError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';

import { readTemplateSummary, type TemplateSummary } from '../content/whatsapp/template/accountTemplates';
import { isApproved } from '../content/whatsapp/template/templateDefinition';
import { currentWabaId } from './currentWabaId';
import { searchByName } from './searchList';

/**
 * Picker of Template: the templates of the WhatsApp Business Account, searchable by a part of name or language. Those that
 * can't be sent are offered only if 'Include Unapproved' is on.
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wabaId = await currentWabaId.call(this);
	if (!/^\d+$/.test(wabaId)) {
		throw new NodeOperationError(this.getNode(), "Enter the 'WhatsApp Business Account ID' first, in this node or in the credential", {
			description: 'The list holds the templates of that WhatsApp Business Account. The Plivo console shows its ID under WhatsApp.',
		});
	}
	const all = this.getCurrentNodeParameter('includeUnapproved') === true;
	return await searchByName<TemplateSummary>(
		this,
		{
			path: `WhatsApp/Template/${wabaId}/`,
			query: {},
			read: readTemplateSummary,
			toEntry: (template) => {
				const { name, language, status, template_id } = template;
				const named = language === '' ? name : `${name} (${language})`;
				return { name: isApproved(template) ? named : `${named} – ${status}`, value: template_id };
			},
			name: filter.trim(),
			offers: (template) => all || isApproved(template),
		},
		paginationToken,
	);
}
