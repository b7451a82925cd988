/**
 * The account in the sandbox: made-up credentials, rented numbers, Powerpacks. They look like real ones (an auth id has 20
 * characters and begins with MA or SA, a token has 40), but none of them is real.
 */

export interface SandboxAccount {
	authId: string;
	authToken: string;
}

export interface RentedNumber {
	/** Digits, without a plus sign. */
	number: string;
	alias: string | null;
	type: 'local' | 'tollfree' | 'mobile';
	country: string;
	countryIso2: string;
	region: string | null;
	sms: boolean;
	mms: boolean;
	voice: boolean;
	/** Whether it belongs to the WhatsApp Business Account. Plivo's records of numbers don't show this. */
	whatsapp?: boolean;
	/** Auth id of the subaccount the number is assigned to. */
	subaccount: string | null;
}

export interface Powerpack {
	uuid: string;
	name: string;
	/** The numbers of its pool. A number is in no more than one pool. */
	numbers: string[];
	/** The application that answers them instead of their own; empty if there is none. */
	applicationId: string;
	stickySender: boolean;
	localConnect: boolean;
	createdOn: string;
}

export const mainAccount: SandboxAccount = {
	authId: 'MASANDBOXSANDBOX0000',
	authToken: 'SandboxTokenOfTheMainAccountNotASecret00',
};

export const subaccount: SandboxAccount = {
	authId: 'SASANDBOXSANDBOX0001',
	authToken: 'SandboxTokenOfTheSubaccountNotASecret001',
};

const us = { country: 'United States', countryIso2: 'US' };
const both = { sms: true, mms: true, voice: true };

/** A number that also sends WhatsApp messages; so does 14158889999. */
export const whatsappNumber = '14151234567';

/** More than one page of twenty, so that programs that list them have to page. */
export const rentedNumbers: RentedNumber[] = [
	{
		number: whatsappNumber,
		alias: 'Support',
		type: 'local',
		...us,
		region: 'California',
		...both,
		whatsapp: true,
		subaccount: null,
	},
	{
		number: '14158889999',
		alias: 'Sales',
		type: 'local',
		...us,
		region: 'California',
		...both,
		whatsapp: true,
		subaccount: null,
	},
	{ number: '18005550199', alias: 'Toll-free', type: 'tollfree', ...us, region: null, ...both, subaccount: null },
	{
		number: '447700900123',
		alias: 'London',
		type: 'mobile',
		country: 'United Kingdom',
		countryIso2: 'GB',
		region: null,
		sms: true,
		mms: false,
		voice: true,
		subaccount: null,
	},
	{
		number: '12125550100',
		alias: 'Front desk (voice only)',
		type: 'local',
		...us,
		region: 'New York',
		sms: false,
		mms: false,
		voice: true,
		subaccount: null,
	},
	{
		number: '12065550111',
		alias: 'Picture line (MMS only)',
		type: 'local',
		...us,
		region: 'Washington',
		sms: false,
		mms: true,
		voice: false,
		subaccount: null,
	},
	{
		number: '13125550142',
		alias: 'Branch office',
		type: 'local',
		...us,
		region: 'Illinois',
		...both,
		subaccount: subaccount.authId,
	},
	...Array.from({ length: 18 }, (_, index): RentedNumber => {
		const digits = String(index + 1).padStart(2, '0');
		return {
			number: `164655501${digits}`,
			alias: index === 0 ? null : `Campaign ${digits}`,
			type: 'local',
			...us,
			region: 'New York',
			...both,
			subaccount: null,
		};
	}),
];

export const powerpacks: Powerpack[] = [
	{
		uuid: '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c',
		name: 'Notifications',
		numbers: ['14151234567', '16465550103', '447700900123'],
		applicationId: '',
		stickySender: true,
		localConnect: true,
		createdOn: '2024-03-01T09:30:00.000000Z',
	},
	{
		uuid: '5a9b7b6e-3c33-4c34-9d5b-6f0f3a6f1f22',
		name: 'Marketing',
		numbers: ['14158889999', '18005550199'],
		applicationId: '',
		stickySender: false,
		localConnect: false,
		createdOn: '2024-05-17T16:05:12.000000Z',
	},
	{
		uuid: '9e2c0f14-7f5d-4d0c-8a35-0d7f2f1b6a10',
		name: 'Empty pool',
		numbers: [],
		applicationId: '',
		stickySender: false,
		localConnect: false,
		createdOn: '2024-09-08T11:00:00.000000Z',
	},
	{
		uuid: '3f0c6a52-8d41-4b7e-9a0e-51c7d2e84b93',
		name: 'Campaigns',
		numbers: ['16465550101', '16465550102'],
		// "Campaign_replies" in applications/fixtures.mts.
		applicationId: '33660394121755210',
		stickySender: false,
		localConnect: true,
		createdOn: '2024-11-20T08:15:30.000000Z',
	},
];
