import type { PlivoClient } from './request';

/** A template as Plivo's template API gives it; `components` have the form in which WhatsApp defines templates. */
export interface TemplateDefinition {
	template_id: string;
	name: string;
	language: string;
	category?: string;
	status: string;
	components?: DefinedComponent[];
}

/** A component of a definition; `type` and `format` in capitals, as WhatsApp writes them. */
export interface DefinedComponent {
	type: string;
	format?: string;
	text?: string;
	example?: {
		header_text?: string[];
		header_text_named_params?: NamedExample[];
		body_text?: string[][];
		body_text_named_params?: NamedExample[];
	};
	buttons?: DefinedButton[];
}

export interface NamedExample {
	param_name: string;
	example: string;
}

export interface DefinedButton {
	type: string;
	text?: string;
	url?: string;
	example?: string | string[];
}

const read = new WeakMap<PlivoClient, Map<string, Promise<TemplateDefinition>>>();

/**
 * Reads the definition of a WhatsApp template, once for each run of the node (which has one client).
 *
 * @throws PlivoFault
 */
export async function readTemplate(client: PlivoClient, wabaId: string, templateId: string): Promise<TemplateDefinition> {
	const path = `WhatsApp/Template/${encodeURIComponent(wabaId)}/${encodeURIComponent(templateId)}/`;
	const known = read.get(client) ?? new Map<string, Promise<TemplateDefinition>>();
	read.set(client, known);
	const definition = known.get(path) ?? client.read<TemplateDefinition>(path);
	known.set(path, definition);
	return await definition;
}
