import { randomUUID } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { cutPage, listQuery } from '../http/pagination.mts';
import type { SandboxState } from '../state.mts';
import { wabaId, type WhatsAppTemplate } from '../templates.mts';
import type { Variants } from '../variants.mts';

interface TemplateParams {
	wabaId: string;
	templateId: string;
}

const templateListQuery = listQuery({ template_name: Type.String() });

/**
 * WhatsApp templates: list, get. Not included: Plivo can also create, change and delete them.
 *
 * `template_name` finds names that contain it. (Plivo's page on WhatsApp templates.)
 *
 * Not known about live Plivo: whether that is case-sensitive (it is here), the order of the list (oldest first here),
 * and whether a subaccount sees the templates of its main account (it does here).
 */
export function whatsappTemplateRoutes(app: FastifyInstance, state: SandboxState): void {
	const listUrl = '/v1/Account/:authId/WhatsApp/Template/:wabaId/';
	app.get<{ Params: TemplateParams; Querystring: Static<typeof templateListQuery> }>(
		listUrl,
		{ schema: { querystring: templateListQuery } },
		({ account, params, query }) => {
			checkWaba(params.wabaId);
			const found = state.templates.filter(({ name }) => name.includes(query.template_name ?? ''));
			const { meta, page } = cutPage(found, `/v1/Account/${account.authId}/WhatsApp/Template/${wabaId}/`, query);
			return {
				api_id: randomUUID(),
				meta: { ...meta, total_count: found.length },
				objects: page.map(summary),
				status: 'success',
			};
		},
	);
	allowOnly(app, listUrl, ['GET']);

	const getUrl = '/v1/Account/:authId/WhatsApp/Template/:wabaId/:templateId/';
	app.get<{ Params: TemplateParams }>(getUrl, ({ params }) => {
		checkWaba(params.wabaId);
		const template = state.templates.find(({ template_id }) => template_id === params.templateId);
		if (template === undefined) throw new PlivoError(404, 'not found');
		return {
			api_id: randomUUID(),
			...summary(template),
			// Not known about live Plivo: the values of these two for a template without a score, or one that wasn't rejected. These are Meta's.
			quality_score: { score: template.status === 'APPROVED' ? 'GREEN' : 'UNKNOWN' },
			rejected_reason: template.rejected_reason ?? 'NONE',
			...componentsOf(template, state.variants),
		};
	});
	allowOnly(app, getUrl, ['GET']);
}

/** @throws PlivoError 404; not known about live Plivo: whether it is this status */
function checkWaba(id: string): void {
	if (id !== wabaId) throw new PlivoError(404, 'not found');
}

/** Not known about live Plivo: their form. The switch template-components decides it. */
function componentsOf({ components }: WhatsAppTemplate, { 'template-components': form }: Variants) {
	if (form === 'none') return {};
	return { components: form === 'text' ? JSON.stringify(components) : components };
}

function summary({ template_id, name, language, category, status }: WhatsAppTemplate) {
	return { template_id, name, language, category, status };
}
