import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { readList } from '../../client/paginate';
import { readWabaId, wabaIdField } from '../../content/whatsapp/template/wabaId';
import { readLimit, returnAllFields } from '../../fields/returnAll';
import { asId } from '../../fields/textChecks';
import type { PerItemOperation } from '../operation';

/** The filters of Plivo's list of templates, with the names of Plivo's query parameters. */
const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Template Name',
			name: 'template_name',
			type: 'string',
			default: '',
			placeholder: 'e.g. order_update',
			description: 'Finds all templates whose name contains this text. A template has one record for each of its languages.',
		},
	],
};

/** Template → List: the WhatsApp templates of an account, one record for each language of a template. */
export const list: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['template'], operation: ['list'] } }, [
		wabaIdField,
		...returnAllFields,
		filters,
	]),

	async execute(client, i) {
		const path = `WhatsApp/Template/${readWabaId.call(this, client, i)}/`;
		const template_name = asId(this.getNodeParameter('filters.template_name', i, ''), 'Template Name');
		const query = template_name === '' ? {} : { template_name };
		return await readList(client, path, query, {
			limit: readLimit.call(this, i),
			// with the language, in case one ID covers all languages of a template
			identify: ({ template_id, language }) => (template_id ? JSON.stringify([template_id, language]) : undefined),
		});
	},
};
