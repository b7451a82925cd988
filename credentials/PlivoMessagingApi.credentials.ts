import {
	UserError,
	type IAuthenticate,
	type IAuthenticateRuleResponseCode,
	type ICredentialTestRequest,
	type ICredentialType,
	type INodeProperties,
} from 'n8n-workflow';

import { parseBaseUrl } from '../nodes/Plivo/client/baseUrl';

/**
 * Plivo doesn't redirect. Following a redirect would send the Auth ID and the Auth Token to whatever host it names. These
 * are the statuses from 300 to 399 that lead elsewhere.
 */
const REDIRECTS = [300, 301, 302, 303, 307, 308];

/**
 * Auth ID and Auth Token of a Plivo account (`MA…`) or subaccount (`SA…`), sent as HTTP basic auth.
 *
 * Not named `plivoApi`: that name belongs to the Plivo node that is included in n8n, and credential names are global.
 */
export class PlivoMessagingApi implements ICredentialType {
	name = 'plivoMessagingApi';

	displayName = 'Plivo Messaging API';

	icon = { light: 'file:../icons/plivo.svg', dark: 'file:../icons/plivo.dark.svg' } as const;

	documentationUrl = 'https://www.plivo.com/docs/account/api/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Auth ID',
			name: 'authId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. MAXXXXXXXXXXXXXXXXXX',
			description:
				'Shown on the overview page of the Plivo console. Starts with MA. The Auth ID of a subaccount, which starts with SA, works too.',
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Shown on the overview page of the Plivo console, next to the Auth ID',
		},
		{
			displayName: 'WhatsApp Business Account ID',
			name: 'businessAccountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 104612345678901',
			description:
				'Only for WhatsApp templates. Enter it here, and you can leave it empty in the nodes. The Plivo console shows it under WhatsApp.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.plivo.com',
			description: 'Leave as it is, unless you send through a proxy or test against a stand-in for Plivo',
		},
	];

	// A function, because n8n would evaluate two expressions per request for generic authentication, which takes a third
	// of its time. n8n calls it before every request with this credential: by the nodes, the test below, and an HTTP
	// Request node. So an unusable Base URL is always rejected, and no redirect is followed, because n8n would
	// authenticate that request too.
	authenticate: IAuthenticate = async ({ authId, authToken, baseUrl }, options) => {
		const parsed = parseBaseUrl(baseUrl);
		if ('unusable' in parsed) throw new UserError(`${parsed.unusable.message}. ${parsed.unusable.remedy}`);
		// The last two are for the HTTP Request node.
		Object.assign(options, { disableFollowRedirect: true, followRedirect: false, followAllRedirects: false });
		options.auth = { username: String(authId ?? '').trim(), password: String(authToken ?? '').trim() };
		return await Promise.resolve(options);
	};

	// Uses the list of messages, because Plivo documents it for subaccounts too, unlike the account resource.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '=/v1/Account/{{ encodeURIComponent($credentials.authId.trim()) }}/Message/',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			...REDIRECTS.map((value): IAuthenticateRuleResponseCode => ({
				type: 'responseCode',
				properties: {
					value,
					message:
						'The Base URL redirects to another address. The redirect isn\'t followed, because your Auth ID and Auth Token would be sent there too. Set "Base URL" to https://api.plivo.com.',
				},
			})),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"Plivo doesn't accept this Auth ID and Auth Token. Copy both again from the overview page of the Plivo console.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"Plivo, or a proxy between n8n and Plivo, doesn't allow this. Check that the account is verified and active, and that the proxy lets api.plivo.com through.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'Plivo doesn\'t know this account, or the Base URL isn\'t Plivo\'s. Check "Auth ID" and "Base URL".',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 407,
					message:
						'The proxy between n8n and Plivo requires a user name and password. Add them to its address, HTTPS_PROXY, where n8n is started.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message:
						'Plivo lets an account list messages 20 times a minute, and this limit is used up. Wait a minute, then try again.',
				},
			},
		],
	};
}
