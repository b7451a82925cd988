import type { Fault } from '../../sandbox/faults.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { failure, runNode } from './run.mts';
import { against, messages, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const send = () => against(sandbox, { parameters: sendParameters(), items: messages(1) });

/** How an error begins after which nobody knows whether Plivo took the message. */
const UNKNOWN = "This message may have been sent. Don't send it again. ";

const cases: Array<[string, Fault, { message: string; httpCode: string | null; says: RegExp }]> = [
	[
		'400',
		{ kind: 'status', status: 400, error: 'src parameter is not valid' },
		{ message: "'From' is not valid", httpCode: '400', says: /^Correct the value that the message names, .* Plivo says: "src parameter is not valid"$/ },
	],
	[
		'400 for a number',
		{ kind: 'status', status: 400, error: 'dst is not a valid phone number' },
		{ message: "'To' is not a valid phone number", httpCode: '400', says: /country code, for example \+1 415 555 0123/ },
	],
	[
		'401',
		{ kind: 'status', status: 401, error: 'invalid auth token' },
		{ message: "Plivo doesn't accept this Auth ID and Auth Token", httpCode: '401', says: /copy both again from the overview page.* Plivo says: "invalid auth token"$/ },
	],
	[
		'403',
		{ kind: 'status', status: 403, error: 'geo-permission denied' },
		{ message: 'Sending to this country is turned off for your Plivo account', httpCode: '403', says: /Messaging > Geo Permissions/ },
	],
	[
		'403 for a trial account',
		{ kind: 'status', status: 403, error: 'the destination number is not verified' },
		{ message: 'A trial account can only send to verified numbers', httpCode: '403', says: /^Verify the number/ },
	],
	[
		"403 for an account that isn't verified",
		{ kind: 'status', status: 403, error: 'your account is unverified' },
		{ message: "Your Plivo account isn't verified yet", httpCode: '403', says: /finish the verification/ },
	],
	[
		'403 for a feature that is off',
		{ kind: 'status', status: 403, error: 'WhatsApp is not enabled for this account' },
		{ message: 'This feature is turned off for your Plivo account', httpCode: '403', says: /Plivo says: "WhatsApp is not enabled for this account"$/ },
	],
	[
		'403 without a reason',
		{ kind: 'status', status: 403, error: 'Forbidden' },
		{ message: "Plivo doesn't allow this", httpCode: '403', says: /Geo Permissions.*account is verified.*the feature.*trial account/ },
	],
	[
		'no credit',
		{ kind: 'status', status: 400, error: 'Insufficient Credit' },
		{ message: "Your Plivo account doesn't have enough credit", httpCode: '400', says: /Add credit in the Plivo console/ },
	],
	[
		'404',
		{ kind: 'status', status: 404, error: 'not found' },
		{ message: 'Nothing was found at the Base URL of the credential', httpCode: '404', says: /^The answer was: "not found"\. Set the Base URL of the credential to https:\/\/api\.plivo\.com/ },
	],
	[
		'500',
		{ kind: 'status', status: 500, error: 'internal server error' },
		{ message: `${UNKNOWN}Plivo had an internal error (HTTP 500)`, httpCode: '500', says: /status\.plivo\.com\. Plivo says: "internal server error"/ },
	],
	[
		'a page in place of an answer',
		{ kind: 'notJson', status: 503 },
		{ message: `${UNKNOWN}The response didn't come from Plivo (HTTP 503)`, httpCode: '503', says: /Check the Base URL of the credential, and the proxy/ },
	],
	[
		'a page of somebody who blocks',
		{ kind: 'notJson', status: 403 },
		{ message: "The response didn't come from Plivo (HTTP 403)", httpCode: '403', says: /Something between n8n and Plivo/ },
	],
	[
		'a redirect',
		{ kind: 'redirect', location: 'http://127.0.0.1:1/' },
		{ message: `${UNKNOWN}The response was a redirect (HTTP 302)`, httpCode: '302', says: /the redirect isn't followed/ },
	],
	[
		'a dropped connection',
		{ kind: 'resetBefore' },
		{ message: `${UNKNOWN}The connection to Plivo was lost before it answered (ECONNRESET)`, httpCode: null, says: /The network connection between n8n and Plivo broke/ },
	],
];

describe('what the user reads', () => {
	it.each(cases)('after %s', async (_, fault, { message, httpCode, says }) => {
		sandbox.faults.add({ fault });
		const error = failure(await runNode(send()));
		expect(error).toMatchObject({ name: 'NodeApiError', message, httpCode });
		expect(error.context.itemIndex).toBe(0);
		expect(error.description).toMatch(says);
	});

	it('after 429 that does not end', async () => {
		sandbox.faults.add({ times: 9, fault: { kind: 'status', status: 429, error: 'too many requests', retryAfter: 60 } });
		const error = failure(await runNode(send()));
		expect(error).toMatchObject({ message: 'Plivo got too many requests', httpCode: '429' });
		expectFailure(error, 'rate-limited');
		expect(error.description).toMatch(/300 requests in 5 seconds/);
	});

	it('is a different text each time', () => {
		const texts = cases.map(([, , { message, says }]) => `${message} ${says}`);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it('with a wrong token: what Plivo says, and what to do', async () => {
		const credentials = { ...sandbox.account, authToken: 'WrongTokenOfNobodyWrongTokenOfNobody0000', baseUrl: sandbox.url };
		const run = await runNode({ parameters: sendParameters(), items: messages(1), credentials });
		expect(failure(run)).toMatchObject({ httpCode: '401' });
		expectFailure(failure(run), 'credential-invalid');
	});

	/** Why an operation failed is part of an error from n8n 2.37 on. */
	function expectFailure(error: object, cause: string): void {
		if ('failure' in error) expect(error.failure).toMatchObject({ cause });
	}

	it.each([
		['', 'The Base URL of the credential is empty'],
		['api.plivo.com', "The Base URL of the credential doesn't begin with https://"],
		['http://api.plivo.com', 'The Base URL of the credential begins with http:// instead of https://'],
		['https://api plivo.com', "The Base URL of the credential isn't a web address"],
		['https://api.plivo.com:443443', "The Base URL of the credential isn't a web address"],
		['https://api.plivo.com/v1', 'The Base URL of the credential has a path after api.plivo.com'],
		[' https://API.plivo.com./v1/Account/MAXXXXXXXXXXXXXXXXXX/ ', 'The Base URL of the credential has a path after api.plivo.com'],
		['https://api.plivo.com?x=1', 'The Base URL of the credential has a ? or # in it'],
		['https://proxy.example/plivo#top', 'The Base URL of the credential has a ? or # in it'],
		['https://MAXXXXXXXXXXXXXXXXXX:TheTokenOfNobody@api.plivo.com', 'The Base URL of the credential contains a user name or password'],
	])('with the Base URL "%s"', async (baseUrl, message) => {
		const run = await runNode({ parameters: sendParameters(), credentials: { ...sandbox.account, baseUrl } });
		expect(failure(run).message).toBe(message);
		expect(failure(run).description).toMatch(/set Base URL to https:\/\/api\.plivo\.com/);
		expect(JSON.stringify(failure(run))).not.toContain('TheTokenOfNobody');
	});

	it.each([
		['Send', sendParameters({ to: '14155550123', text: 'Hi' })],
		['List', { resource: 'message', operation: 'list' }],
	])('of %s, with the path of the API in the Base URL of another host', async (_, parameters) => {
		const credentials = { ...sandbox.account, baseUrl: `${sandbox.url}/v1` };
		const error = failure(await runNode({ parameters, credentials }));
		expect(error).toMatchObject({ httpCode: '404' });
		expect(error.description).toMatch(/^The answer was: .*nothing after it\. If you use your own reverse proxy, check its path/);
	});

	it('of Get, for a message that is not there', async () => {
		const parameters = { resource: 'message', operation: 'get', messageUuid: '5b40a428-bfc7-4daf-9d06-726c558bf3b8' };
		const error = failure(await runNode(against(sandbox, { parameters })));
		expect(error).toMatchObject({ httpCode: '404' });
		expect(error.description).toMatch(/^Check the Message UUID\. .*keeps their records for 90 days/);
	});

	it('in an expression: which one, and what n8n knows about it', async () => {
		const parameters = sendParameters({ to: '14155550123', text: "={{ $('Nowhere').item.json.name }}" });
		const error = failure(await runNode(against(sandbox, { parameters })));
		expect(error.message).toBe("Referenced node doesn't exist");
		expect(error.description).toContain(`Correct the expression in the parameter "text" that begins with "{{ $('Nowhere')`);
		// n8n's editor makes its own words of these.
		expect(error.context).toMatchObject({ itemIndex: 0, parameter: 'text', nodeCause: 'Nowhere', descriptionKey: 'nodeNotFound' });
	});

	it('in an expression that is none', async () => {
		const parameters = sendParameters({ to: '14155550123', text: '={{ $json.name( }}' });
		const error = failure(await runNode(against(sandbox, { parameters })));
		expect(error.description).toContain('Correct the expression of this node that begins with "{{ $json.name( }}"');
	});

	it('without an Auth ID', async () => {
		const run = await runNode({ parameters: sendParameters(), credentials: { authId: ' ', authToken: 'x', baseUrl: sandbox.url } });
		expect(failure(run).message).toBe('The credential has no Auth ID');
	});
});

describe('the auth token', () => {
	it.each<Fault>([
		{ kind: 'status', status: 400 },
		{ kind: 'status', status: 401 },
		{ kind: 'status', status: 500 },
		{ kind: 'resetBefore' },
		{ kind: 'notJson', status: 502 },
		{ kind: 'redirect', location: 'http://127.0.0.1:1/' },
	])('appears nowhere in the execution after %j', async (fault) => {
		sandbox.faults.add({ fault });
		const printed: string[] = [];
		const spies = (['log', 'error', 'warn', 'info', 'debug'] as const).map((method) =>
			jest.spyOn(console, method).mockImplementation((...words) => void printed.push(words.map(String).join(' '))),
		);
		const run = await runNode(send());
		spies.forEach((spy) => spy.mockRestore());

		const { authId, authToken } = sandbox.account;
		const secrets = [authToken, Buffer.from(`${authId}:${authToken}`).toString('base64')];
		const everything = everyText(run) + printed.join('\n');
		for (const secret of secrets) expect(everything).not.toContain(secret);
	});

	/** All texts within a value, own properties that JSON leaves out included. */
	function everyText(value: unknown, seen = new Set<unknown>()): string {
		if (typeof value !== 'object' || value === null) return `${String(value)}\n`;
		if (seen.has(value)) return '';
		seen.add(value);
		return Object.getOwnPropertyNames(value)
			.map((name) => `${name}: ${everyText((value as Record<string, unknown>)[name], seen)}`)
			.join('');
	}
});
