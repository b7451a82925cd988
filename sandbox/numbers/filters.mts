import { type Static, Type } from '@sinclair/typebox';
import { mainAccount } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { listQuery } from '../http/pagination.mts';
import { ownRule, stringEnum } from '../http/schemas.mts';
import { numberRecord } from './record.mts';
import type { AccountNumber } from './store.mts';

/**
 * The query of Plivo's list of rented numbers. The filters by renewal date aren't included and are rejected.
 *
 * Not known about live Plivo: whether `type` accepts other kinds, and whether unknown filters are rejected.
 */
export const numberListQuery = listQuery({
	type: ownRule(stringEnum('local', 'mobile', 'tollfree', 'national', 'fixed'), 'enum'),
	number_startswith: Type.String(),
	subaccount: Type.String(),
	alias: Type.String(),
	services: Type.String(),
	cnam_lookup: Type.String(),
	tendlc_registration_status: Type.String(),
	tendlc_campaign_id: Type.String(),
	toll_free_sms_verification: Type.String(),
	toll_free_sms_verification_order_status: Type.String(),
});

export type NumberListQuery = Static<typeof numberListQuery>;

/**
 * Whether the number matches the filters.
 *
 * Not known about live Plivo: whether `alias` only matches whole aliases (it does here), and whether it ignores case.
 *
 * @throws PlivoError 400 if `services` has anything but sms, mms and voice
 */
export function matchesNumber(number: AccountNumber, filters: NumberListQuery): boolean {
	const services = filters.services === undefined ? [] : filters.services.split(',');
	if (services.some((service) => service !== 'sms' && service !== 'mms' && service !== 'voice')) {
		throw new PlivoError(400, "'services' must be made of sms, mms and voice.");
	}
	const record = numberRecord(number, mainAccount.authId);
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
