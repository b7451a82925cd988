import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { mainAccount } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { strictObject } from '../http/schemas.mts';

/** Account: get. */
export function accountRoutes(app: FastifyInstance): void {
	// Plivo's official Node SDK requests the account with two slashes at the end, and live Plivo answers that.
	for (const url of ['/v1/Account/:authId/', '/v1/Account/:authId//']) {
		app.get(url, { schema: { querystring: strictObject({}) } }, ({ account }) => {
			// Not known about live Plivo: what a subaccount gets here. Only other calls are documented for subaccounts, so it gets nothing.
			if (account.authId !== mainAccount.authId) throw new PlivoError(404, 'not found', 'sandbox');
			return {
				account_type: 'standard',
				address: '1 Sandbox Street',
				api_id: randomUUID(),
				auth_id: account.authId,
				auto_recharge: false,
				billing_mode: 'prepaid',
				cash_credits: '25.00000',
				city: 'San Francisco',
				name: 'Sandbox',
				resource_uri: `/v1/Account/${account.authId}/`,
				state: 'California',
				timezone: 'Asia/Kolkata',
			};
		});
		allowOnly(app, url, ['GET']);
	}
}
