import { updateDisplayOptions, type IDataObject } from 'n8n-workflow';

import type { PerItemOperation } from '../operation';
import { includeUnapprovedField, readTemplateId, templateField } from './templateLocator';
import { readWabaId, wabaIdField } from './wabaId';

/** Template → Get: one WhatsApp template, with its components and, if it was rejected, why. */
export const get: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['template'], operation: ['get'] } }, [
		wabaIdField,
		includeUnapprovedField,
		templateField,
	]),

	async execute(client, i) {
		const wabaId = readWabaId.call(this, i);
		const templateId = encodeURIComponent(readTemplateId.call(this, i));
		return await client.read<IDataObject>(`WhatsApp/Template/${wabaId}/${templateId}/`);
	},
};
