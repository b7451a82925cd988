import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Powerpack, powerpacks } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { cutPage, pagingQuery, type PagingQuery } from '../http/pagination.mts';
import type { SandboxState } from '../state.mts';

/**
 * Powerpack: list, get.
 *
 * Not known about live Plivo: whether a subaccount sees the powerpacks of its main account. It does here.
 */
export function powerpackRoutes(app: FastifyInstance, state: SandboxState): void {
	const listUrl = '/v1/Account/:authId/Powerpack/';
	app.get<{ Querystring: PagingQuery }>(listUrl, { schema: { querystring: pagingQuery } }, ({ account, query }) => {
		const { meta, page } = cutPage(powerpacks, `/v1/Account/${account.authId}/Powerpack/`, { ...query });
		return {
			api_id: randomUUID(),
			meta: { ...meta, total_count: powerpacks.length },
			objects: page.map((powerpack) => powerpackRecord(powerpack, account.authId, state)),
		};
	});
	allowOnly(app, listUrl, ['GET']);

	const getUrl = '/v1/Account/:authId/Powerpack/:uuid/';
	app.get<{ Params: { uuid: string } }>(getUrl, ({ account, params }) => {
		const powerpack = powerpacks.find(({ uuid }) => uuid === params.uuid);
		if (powerpack === undefined) throw new PlivoError(404, 'not found');
		return { api_id: randomUUID(), ...powerpackRecord(powerpack, account.authId, state) };
	});
	allowOnly(app, getUrl, ['GET']);
}

function powerpackRecord(powerpack: Powerpack, authId: string, state: SandboxState) {
	// Not known about live Plivo: what a Powerpack shows after its application is deleted.
	const application = state.applications.find(powerpack.applicationId);
	return {
		application_id: application?.appId ?? '',
		application_type: application === undefined ? '' : 'XML',
		created_on: powerpack.createdOn,
		local_connect: powerpack.localConnect,
		name: powerpack.name,
		// The sandbox gives a pool the UUID of its powerpack.
		number_pool: `/v1/Account/${authId}/NumberPool/${powerpack.uuid}/`,
		sticky_sender: powerpack.stickySender,
		uuid: powerpack.uuid,
	};
}
