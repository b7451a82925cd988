import { randomUUID } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { mainAccount, powerpacks } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { cutPage, listQuery, type PagingQuery } from '../http/pagination.mts';
import type { AccountNumber } from '../numbers/store.mts';
import type { SandboxState } from '../state.mts';

const poolListQuery = listQuery({
	type: Type.String(),
	starts_with: Type.String(),
	country_iso2: Type.String(),
	service: Type.String(),
	// Plivo's official Node SDK appends ?search=hack to its query, which adds a second question mark.
	search: Type.String(),
	'?search': Type.String(),
});

type PoolListQuery = Static<typeof poolListQuery>;

/** The service of Powerpack messages. Not known about live Plivo: which other values there are. */
const service = 'sms';

/**
 * The numbers in the pool of a Powerpack: those with an area code under Number, toll-free ones under Tollfree. Not
 * included: short codes, and getting, adding and removing a number.
 *
 * Not known about live Plivo: whether Number really excludes toll-free ones, as here, and whether `starts_with` includes the
 * country code (here it does).
 */
export function numberPoolRoutes(app: FastifyInstance, state: SandboxState): void {
	for (const [kind, isOfKind] of [
		['Number', ({ type }: AccountNumber) => type !== 'tollfree'],
		['Tollfree', ({ type }: AccountNumber) => type === 'tollfree'],
	] as const) {
		const url = `/v1/Account/:authId/NumberPool/:poolUuid/${kind}/`;
		// The SDK's list of a pool requests the second form, with two slashes.
		for (const path of [url, `${url}/`]) {
			app.get<{ Params: { poolUuid: string }; Querystring: PoolListQuery }>(
				path,
				{ schema: { querystring: poolListQuery } },
				({ account, params, query }) => {
					const found = inPool(params.poolUuid, state).filter((number) => isOfKind(number) && matches(number, query));
					const own = `/v1/Account/${account.authId}/NumberPool/${params.poolUuid}/${kind}/`;
					const { meta, page } = cutPage(found, own, withoutSearch(query));
					return {
						api_id: randomUUID(),
						// Empty texts where other lists have null, as in the samples of this list in Plivo's SDKs.
						meta: { ...meta, next: meta.next ?? '', previous: meta.previous ?? '', total_count: found.length },
						objects: page.map((number) => poolRecord(number, params.poolUuid)),
					};
				},
			);
			allowOnly(app, path, ['GET']);
		}
	}
}

/** @throws PlivoError 404 if there is no such pool; here, a pool has the UUID of its Powerpack */
function inPool(uuid: string, state: SandboxState): AccountNumber[] {
	const powerpack = powerpacks.find((one) => one.uuid === uuid);
	if (powerpack === undefined) throw new PlivoError(404, 'not found');
	return state.numbers.all().filter(({ number }) => powerpack.numbers.includes(number));
}

function matches(number: AccountNumber, filters: PoolListQuery): boolean {
	return (
		number.number.startsWith(filters.starts_with ?? '') &&
		(filters.type ?? number.type) === number.type &&
		(filters.country_iso2 ?? number.countryIso2) === number.countryIso2 &&
		(filters.service ?? service) === service
	);
}

function withoutSearch(query: PagingQuery): PagingQuery {
	return Object.fromEntries(Object.entries(query).filter(([key]) => !key.endsWith('search')));
}

function poolRecord(number: AccountNumber, poolUuid: string) {
	return {
		account_phone_number_resource: `/v1/Account/${mainAccount.authId}/Number/${number.number}/`,
		added_on: '2024-03-01T09:30:09.578928Z',
		country_iso2: number.countryIso2,
		number: number.number,
		number_pool_uuid: poolUuid,
		service,
		type: number.type,
	};
}
