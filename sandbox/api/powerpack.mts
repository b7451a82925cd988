import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Powerpack, powerpacks } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { cutPage, pagingProperties, type PagingQuery } from '../http/pagination.mts';

const listQuery = { type: 'object', additionalProperties: false, properties: pagingProperties };

/**
 * Powerpack: list, get.
 *
 * Not known about live Plivo: whether a subaccount sees the powerpacks of its main account. It does here.
 */
export function powerpackRoutes(app: FastifyInstance): void {
	const listUrl = '/v1/Account/:authId/Powerpack/';
	app.get<{ Querystring: PagingQuery }>(listUrl, { schema: { querystring: listQuery } }, ({ account, query }) => {
		const { meta, page } = cutPage(powerpacks, `/v1/Account/${account.authId}/Powerpack/`, { ...query });
		return {
			api_id: randomUUID(),
			meta: { ...meta, total_count: powerpacks.length },
			objects: page.map((powerpack) => powerpackRecord(powerpack, account.authId)),
		};
	});
	allowOnly(app, listUrl, ['GET']);

	const getUrl = '/v1/Account/:authId/Powerpack/:uuid/';
	app.get<{ Params: { uuid: string } }>(getUrl, ({ account, params }) => {
		const powerpack = powerpacks.find(({ uuid }) => uuid === params.uuid);
		if (powerpack === undefined) throw new PlivoError(404, 'not found');
		return { api_id: randomUUID(), ...powerpackRecord(powerpack, account.authId) };
	});
	allowOnly(app, getUrl, ['GET']);
}

function powerpackRecord(powerpack: Powerpack, authId: string) {
	return {
		application_id: '',
		application_type: '',
		created_on: powerpack.createdOn,
		local_connect: powerpack.localConnect,
		name: powerpack.name,
		// The sandbox gives a pool the UUID of its powerpack; pools themselves are not part of it.
		number_pool: `/v1/Account/${authId}/NumberPool/${powerpack.uuid}/`,
		sticky_sender: powerpack.stickySender,
		uuid: powerpack.uuid,
	};
}
