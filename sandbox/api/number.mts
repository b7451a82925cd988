import { randomUUID } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { subaccount } from '../fixtures.mts';
import { requireJson } from '../http/body.mts';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { cutPage } from '../http/pagination.mts';
import { ownRule, strictObject, stringEnum } from '../http/schemas.mts';
import { matchesNumber, numberListQuery, type NumberListQuery } from '../numbers/filters.mts';
import { numberRecord } from '../numbers/record.mts';
import type { AccountNumber } from '../numbers/store.mts';
import type { SandboxState } from '../state.mts';

/** Not known about live Plivo: whether `cnam_lookup` accepts other values, and what an `app_id` of null does; both are rejected here. */
const updateSchema = Type.Partial(
	strictObject({
		app_id: ownRule(Type.String(), 'type'),
		subaccount: stringEnum(subaccount.authId),
		alias: Type.String(),
		cnam_lookup: ownRule(stringEnum('enabled', 'disabled'), 'enum'),
	}),
);

type UpdateBody = Static<typeof updateSchema>;

interface NumberParams {
	number: string;
}

/** Number: list, get, update, release. */
export function numberRoutes(app: FastifyInstance, state: SandboxState): void {
	const listUrl = '/v1/Account/:authId/Number/';
	app.get<{ Querystring: NumberListQuery }>(
		listUrl,
		{ schema: { querystring: numberListQuery } },
		({ account, query }) => {
			const found = state.numbers.visibleTo(account).filter((number) => matchesNumber(number, query));
			const { meta, page } = cutPage(found, `/v1/Account/${account.authId}/Number/`, query);
			return {
				api_id: randomUUID(),
				meta: { ...meta, total_count: found.length },
				objects: page.map((number) => numberRecord(number, account.authId)),
			};
		},
	);
	allowOnly(app, listUrl, ['GET']);

	const itemUrl = '/v1/Account/:authId/Number/:number/';
	app.get<{ Params: NumberParams }>(itemUrl, (request) => {
		const number = visibleNumber(request, request.params.number, state);
		return { api_id: randomUUID(), ...numberRecord(number, request.account.authId) };
	});
	app.post<{ Params: NumberParams; Body: UpdateBody }>(
		itemUrl,
		{ preValidation: requireJson, schema: { body: updateSchema } },
		(request, reply) => {
			update(visibleNumber(request, request.params.number, state), request.body, request, state);
			void reply.code(202);
			return { api_id: randomUUID(), message: 'changed' };
		},
	);
	app.delete<{ Params: NumberParams }>(itemUrl, (request, reply) => {
		state.numbers.release(visibleNumber(request, request.params.number, state));
		return reply.code(204).send();
	});
	allowOnly(app, itemUrl, ['GET', 'POST', 'DELETE']);
}

/**
 * Plivo's reference of numbers: if no application is named, the number gets the account's default one, whatever answered it
 * before. So even a change of only the alias changes which application gets the messages.
 *
 * Not known about live Plivo: what an empty `app_id` does (the switch unlink decides whether it's rejected or leaves the number
 * without an application), and what is assigned if the account has no default application (none here).
 *
 * @throws PlivoError 400 if the application doesn't exist
 */
function update(number: AccountNumber, body: UpdateBody, { account }: FastifyRequest, state: SandboxState): void {
	const unlinks = body.app_id === '';
	if (unlinks && state.variants.unlink === 'default') throw new PlivoError(400, "'app_id' is empty.", 'sandbox');
	const owner = body.subaccount ?? number.subaccount;
	const application =
		body.app_id === undefined
			? state.applications.defaultFor(owner)
			: state.applications.visibleTo(account).find(({ appId }) => appId === body.app_id);
	if (body.app_id !== undefined && application === undefined && !unlinks) {
		throw new PlivoError(400, `'app_id' ${body.app_id} is not an application of this account.`);
	}
	number.subaccount = owner;
	if (body.alias !== undefined) number.alias = body.alias;
	if (body.cnam_lookup !== undefined) number.cnamLookup = body.cnam_lookup;
	state.numbers.link(number, application?.appId ?? null);
}

/** @throws PlivoError 404 when the account has no such number */
function visibleNumber({ account }: FastifyRequest, number: string, state: SandboxState): AccountNumber {
	const found = state.numbers.visibleTo(account).find((one) => one.number === number);
	if (found === undefined) throw new PlivoError(404, 'not found');
	return found;
}
