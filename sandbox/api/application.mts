import { randomUUID } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Application } from '../applications/application.mts';
import { changesOf, type CreateBody, createSchema, fitName, type UpdateBody, updateSchema, valuesOf } from '../applications/body.mts';
import { readDeleteOptions } from '../applications/deleteOptions.mts';
import { applicationRecord } from '../applications/record.mts';
import { mainAccount, type SandboxAccount } from '../fixtures.mts';
import { requireJson } from '../http/body.mts';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { cutPage, listQuery } from '../http/pagination.mts';
import type { SandboxState } from '../state.mts';
import type { Variants } from '../variants.mts';

const applicationListQuery = listQuery({ subaccount: Type.String(), app_name: Type.String() });

interface ApplicationParams {
	appId: string;
}

/** Application: create, list, get, update, delete. */
export function applicationRoutes(app: FastifyInstance, state: SandboxState): void {
	const listUrl = '/v1/Account/:authId/Application/';
	app.post<{ Body: CreateBody }>(
		listUrl,
		{ preValidation: requireJson, schema: { body: createSchema } },
		({ account, body }, reply) => {
			const added = state.applications.add({ ...valuesOf(fitName(body, state.variants)), subaccount: body.subaccount ?? ownSubaccount(account) });
			void reply.code(201);
			return { api_id: randomUUID(), app_id: added.appId, message: 'created' };
		},
	);
	app.get<{ Querystring: Static<typeof applicationListQuery> }>(listUrl, { schema: { querystring: applicationListQuery } }, ({ account, query }) => {
		const found = state.applications.visibleTo(account).filter(
			({ name, subaccount }) =>
				hasName(name, query.app_name ?? '', state.variants) && (query.subaccount === undefined || query.subaccount === subaccount),
		);
		const { meta, page } = cutPage(found, `/v1/Account/${account.authId}/Application/`, query);
		return {
			api_id: randomUUID(),
			meta: { ...meta, total_count: found.length },
			objects: page.map((one) => applicationRecord(one, account.authId)),
		};
	});
	allowOnly(app, listUrl, ['GET', 'POST']);

	const itemUrl = `${listUrl}:appId/`;
	app.get<{ Params: ApplicationParams }>(itemUrl, (request) => {
		const application = findApplication(request, request.params.appId, state);
		return { api_id: randomUUID(), ...applicationRecord(application, request.account.authId) };
	});
	app.post<{ Params: ApplicationParams; Body: UpdateBody }>(
		itemUrl,
		{ preValidation: requireJson, schema: { body: updateSchema } },
		(request, reply) => {
			state.applications.change(findApplication(request, request.params.appId, state), changesOf(fitName(request.body, state.variants)));
			void reply.code(202);
			return { api_id: randomUUID(), message: 'changed' };
		},
	);
	app.delete<{ Params: ApplicationParams; Querystring: Record<string, unknown> }>(itemUrl, (request, reply) => {
		const application = findApplication(request, request.params.appId, state);
		const { cascade, newEndpointApplication } = readDeleteOptions(request.query, request.body);
		if (newEndpointApplication !== null) {
			const others = state.applications.visibleTo(request.account).filter((one) => one !== application);
			if (!others.some(({ appId }) => appId === newEndpointApplication)) {
				throw new PlivoError(400, `'new_endpoint_application' ${newEndpointApplication} is no other application of this account.`);
			}
		}
		state.removeApplication(application, cascade, newEndpointApplication);
		return reply.code(204).send();
	});
	allowOnly(app, itemUrl, ['GET', 'POST', 'DELETE']);
}

/** An application that the account may see. @throws PlivoError 404 */
function findApplication({ account }: FastifyRequest, appId: string, state: SandboxState): Application {
	const found = state.applications.visibleTo(account).find((one) => one.appId === appId);
	if (found === undefined) throw new PlivoError(404, 'not found');
	return found;
}

/** Not known about live Plivo: how the filter compares. The switch app-name-filter decides it. */
function hasName(name: string, wanted: string, { 'app-name-filter': filter }: Variants): boolean {
	if (filter === 'ignored') return true;
	return filter === 'prefix' ? name.startsWith(wanted) : name.includes(wanted);
}

/** Not known about live Plivo: whether an application that a subaccount creates belongs to it by default. It does here. */
function ownSubaccount({ authId }: SandboxAccount): string | null {
	return authId === mainAccount.authId ? null : authId;
}
