import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { mainAccount, type RentedNumber, rentedNumbers, type SandboxAccount } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { cutPage, pagingProperties, type PagingQuery } from '../http/pagination.mts';

const text = { type: 'string' } as const;

/** The filters of Plivo's list of rented numbers. Left out: those by renewal date. */
const filterProperties = {
	type: { type: 'string', enum: ['local', 'mobile', 'tollfree', 'national', 'fixed'] },
	number_startswith: text,
	subaccount: text,
	alias: text,
	services: text,
	cnam_lookup: text,
	tendlc_registration_status: text,
	tendlc_campaign_id: text,
	toll_free_sms_verification: text,
	toll_free_sms_verification_order_status: text,
} as const;

type Filters = { [Key in keyof typeof filterProperties]?: string };

const listQuery = { type: 'object', additionalProperties: false, properties: { ...filterProperties, ...pagingProperties } };

/** Number: list, get. */
export function numberRoutes(app: FastifyInstance): void {
	const listUrl = '/v1/Account/:authId/Number/';
	app.get<{ Querystring: Filters & PagingQuery }>(listUrl, { schema: { querystring: listQuery } }, (request) => {
		const found = numbersOf(request.account).filter((number) => matches(number, request.query));
		const { meta, page } = cutPage(found, `/v1/Account/${request.account.authId}/Number/`, request.query);
		return {
			api_id: randomUUID(),
			meta: { ...meta, total_count: found.length },
			objects: page.map((number) => numberRecord(number, request.account)),
		};
	});
	allowOnly(app, listUrl, ['GET']);

	const getUrl = '/v1/Account/:authId/Number/:number/';
	app.get<{ Params: { number: string } }>(getUrl, ({ account, params }) => {
		const number = numbersOf(account).find((one) => one.number === params.number);
		if (number === undefined) throw new PlivoError(404, 'not found');
		return { api_id: randomUUID(), ...numberRecord(number, account) };
	});
	allowOnly(app, getUrl, ['GET']);
}

function numbersOf(account: SandboxAccount): RentedNumber[] {
	if (account.authId === mainAccount.authId) return rentedNumbers;
	return rentedNumbers.filter((number) => number.subaccount === account.authId);
}

/** Not known about live Plivo: whether `alias` matches whole aliases only (here it does) and upper and lower case alike. */
function matches(number: RentedNumber, filters: Filters): boolean {
	const services = filters.services === undefined ? [] : filters.services.split(',');
	if (services.some((service) => service !== 'sms' && service !== 'mms' && service !== 'voice')) {
		throw new PlivoError(400, "'services' must be made of sms, mms and voice.");
	}
	const record = numberRecord(number, mainAccount);
	const has = { sms: number.sms, mms: number.mms, voice: number.voice };
	return (
		Object.entries(has).every(([service, enabled]) => enabled || !services.includes(service)) &&
		number.number.startsWith(filters.number_startswith ?? '') &&
		same(filters.type, record.number_type) &&
		same(filters.subaccount, record.sub_account) &&
		same(filters.alias, record.alias) &&
		same(filters.cnam_lookup, record.cnam_lookup) &&
		same(filters.tendlc_registration_status, record.tendlc_registration_status) &&
		same(filters.tendlc_campaign_id, record.tendlc_campaign_id) &&
		same(filters.toll_free_sms_verification, record.toll_free_sms_verification) &&
		same(filters.toll_free_sms_verification_order_status, record.toll_free_sms_verification_order_status)
	);
}

function same(wanted: string | undefined, value: string | null): boolean {
	return wanted === undefined || wanted === value;
}

function numberRecord(number: RentedNumber, account: SandboxAccount) {
	const isUsLocal = number.countryIso2 === 'US' && number.type === 'local';
	const isUsTollFree = number.countryIso2 === 'US' && number.type === 'tollfree';
	return {
		active: true,
		added_on: '2024-01-10',
		alias: number.alias,
		application: null,
		carrier: 'Plivo',
		city: null,
		cnam_lookup: number.countryIso2 === 'US' ? 'disabled' : null,
		country: number.country,
		mms_enabled: number.mms,
		mms_rate: number.mms ? '0.00000' : null,
		monthly_rental_rate: '0.50000',
		number: number.number,
		number_type: number.type,
		region: number.region,
		renewal_date: '2030-01-10',
		resource_uri: `/v1/Account/${account.authId}/Number/${number.number}/`,
		sms_enabled: number.sms,
		sms_rate: number.sms ? '0.00000' : null,
		sub_account: number.subaccount,
		sub_account_name: number.subaccount === null ? null : 'Branch office',
		tendlc_campaign_id: isUsLocal ? 'CSANDBOX' : null,
		tendlc_registration_status: isUsLocal ? 'COMPLETED' : null,
		toll_free_sms_verification: isUsTollFree ? 'verified' : null,
		toll_free_sms_verification_id: isUsTollFree ? '2d7a4f0e-6a31-4a0e-9a53-1f4c5a0d7b11' : null,
		toll_free_sms_verification_order_status: isUsTollFree ? 'verified' : null,
		voice_enabled: number.voice,
		voice_rate: number.voice ? '0.00300' : null,
	};
}
