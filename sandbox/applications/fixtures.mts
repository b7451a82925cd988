/**
 * The applications of the account, and which of its numbers they answer. Each has something that must stay unchanged when a
 * program borrows a number for a while: methods that aren't the default, URLs that are null, SIP endpoints.
 */
import { mainAccount, subaccount } from '../fixtures.mts';
import { type Application, applicationPath, type Endpoint } from './application.mts';

/** Never called, because the sandbox doesn't receive calls. The message URL below has a host that can't exist, so nothing is called. */
const voice = 'https://voice.example.com';

const plain: Omit<Application, 'appId' | 'name'> = {
	answerUrl: `${voice}/answer`,
	answerMethod: 'POST',
	hangupUrl: `${voice}/answer`,
	hangupMethod: 'POST',
	fallbackAnswerUrl: '',
	fallbackMethod: 'POST',
	messageUrl: '',
	messageMethod: 'POST',
	isDefault: false,
	isEndpointDefault: false,
	logIncomingMessages: true,
	publicUri: false,
	subaccount: null,
};

const support = '20468599130939380';
const sales = '13094892674577059';
const byDefault = '30039778631346811';
const branch = '64529074997228907';
const campaignReplies = '33660394121755210';

export const applicationFixtures: Application[] = [
	{
		...plain,
		appId: support,
		name: 'Support_line',
		answerUrl: `${voice}/support/answer?language=en`,
		answerMethod: 'GET',
		hangupUrl: `${voice}/support/hangup`,
		fallbackAnswerUrl: `${voice}/support/fallback`,
		fallbackMethod: 'GET',
		publicUri: true,
	},
	{
		...plain,
		appId: sales,
		name: 'Sales_inbox',
		messageUrl: 'https://crm.example.invalid/plivo/messages?team=sales',
		messageMethod: 'GET',
		logIncomingMessages: false,
	},
	{
		...plain,
		appId: byDefault,
		name: 'Default_Application',
		fallbackAnswerUrl: null,
		messageUrl: null,
		isDefault: true,
		isEndpointDefault: true,
	},
	{ ...plain, appId: branch, name: 'Branch_office', subaccount: subaccount.authId },
	{ ...plain, appId: campaignReplies, name: 'Campaign_replies' },
];

export const endpointFixtures: Endpoint[] = [
	{ username: 'frontdesk231118', appId: support },
	{ username: 'nightshift231118', appId: support },
	{ username: 'intercom240402', appId: byDefault },
];

const links: Record<string, string | null> = {
	'14151234567': applicationPath(support),
	'14158889999': applicationPath(sales),
	'13125550142': applicationPath(branch),
	'447700900123': null,
	// Not known about live Plivo: what it shows for a number that a PHLO or a SIP trunk answers.
	'12065550111': `/v1/Account/${mainAccount.authId}/phlo/7c1c1a5e-9f0b-4f6d-8f0e-2f4b3a6d9e10/`,
};

/** The path of what answers the number at the start: its own application, or the account's default one. */
export function firstLinkOf(number: string): string | null {
	const link = links[number];
	return link === undefined ? applicationPath(byDefault) : link;
}
