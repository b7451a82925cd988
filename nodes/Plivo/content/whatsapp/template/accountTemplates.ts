import type { IDataObject } from 'n8n-workflow';

import type { PlivoClient } from '../../../client/plivoClient';
import { fromJsonText, isObject, recordOf, textOf, unexpected } from '../../../client/wire/response';
import { readComponents, type DefinedComponent } from './templateComponents';

/** A template of the account, as in lists. */
export interface TemplateSummary {
	template_id: string;
	name: string;
	language: string;
	category?: string;
	/** `unknown` if Plivo doesn't return one. */
	status: string;
}

/** A template as Plivo's template API returns it; `components` have the form in which WhatsApp defines templates. */
export interface TemplateDefinition extends TemplateSummary {
	components?: DefinedComponent[];
	/** The first part that may take a value and can't be read, as the rest of `Plivo's description of`. */
	unreadable?: string;
}

const records = new WeakMap<PlivoClient, Map<string, Promise<IDataObject>>>();

/**
 * Reads Plivo's record of a WhatsApp template, once for each run of the node (which has one client).
 *
 * @returns the record, with `components` as a list even if Plivo returned it as text
 * @throws PlivoRequestError
 */
export async function readTemplateRecord(client: PlivoClient, wabaId: string, templateId: string): Promise<IDataObject> {
	const path = `WhatsApp/Template/${encodeURIComponent(wabaId)}/${encodeURIComponent(templateId)}/`;
	const known = records.get(client) ?? new Map<string, Promise<IDataObject>>();
	records.set(client, known);
	const record = known.get(path) ?? client.get<unknown>(path).then(recordOf);
	known.set(path, record);
	const read = await record;
	const components = fromJsonText(read.components);
	return Array.isArray(components) ? { ...read, components } : read;
}

/**
 * Reads the definition of a WhatsApp template, like {@link readTemplateRecord}.
 *
 * @throws PlivoRequestError also if the response lacks name or language, without which it can't be sent
 */
export async function readTemplate(client: PlivoClient, wabaId: string, templateId: string): Promise<TemplateDefinition> {
	const record = await readTemplateRecord(client, wabaId, templateId);
	const summary = readTemplateSummary({ ...record, template_id: templateId });
	if (summary === undefined || summary.language === '') throw unexpected('the template has no name or no language');
	return { ...summary, ...readComponents(record.components) };
}

/** @returns undefined for a record without an ID or a name, which nobody could pick */
export function readTemplateSummary(record: unknown): TemplateSummary | undefined {
	if (!isObject(record)) return undefined;
	const [template_id, name] = [textOf(record.template_id), textOf(record.name)];
	if (template_id === undefined || name === undefined) return undefined;
	return {
		template_id,
		name,
		language: textOf(record.language) ?? '',
		category: textOf(record.category),
		status: textOf(record.status) ?? 'unknown',
	};
}
