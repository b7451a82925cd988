import type { AccountNumber } from './store.mts';

/**
 * A rented number as Plivo returns it. (The sample of a number in its Go SDK.)
 *
 * @param authId of the account that makes the request, for `resource_uri`
 */
export function numberRecord(number: AccountNumber, authId: string) {
	const isUsLocal = number.countryIso2 === 'US' && number.type === 'local';
	const isUsTollFree = number.countryIso2 === 'US' && number.type === 'tollfree';
	return {
		active: true,
		added_on: '2024-01-10',
		alias: number.alias,
		application: number.application,
		carrier: 'Plivo',
		city: null,
		cnam_lookup: number.cnamLookup,
		country: number.country,
		mms_enabled: number.mms,
		mms_rate: number.mms ? '0.00000' : null,
		monthly_rental_rate: '0.50000',
		number: number.number,
		number_type: number.type,
		region: number.region,
		renewal_date: '2030-01-10',
		resource_uri: `/v1/Account/${authId}/Number/${number.number}/`,
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
