import { updateDisplayOptions } from 'n8n-workflow';

import { readTemplateRecord } from '../../content/whatsapp/template/accountTemplates';
import { includeUnapprovedField, readTemplateId, templateField } from '../../content/whatsapp/template/templateLocator';
import { readWabaId, wabaIdField } from '../../content/whatsapp/template/wabaId';
import type { PerItemOperation } from '../operation';

/** Template → Get: one WhatsApp template, with its components and, if it was rejected, the reason. */
export const get: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['template'], operation: ['get'] } }, [
		wabaIdField,
		includeUnapprovedField,
		templateField,
	]),

	async execute(client, i) {
		return { ...(await readTemplateRecord(client, readWabaId.call(this, client, i), readTemplateId.call(this, i))) };
	},
};
