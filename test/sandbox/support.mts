import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { Client, validateSignature, validateV3Signature } from 'plivo';
import { type ManualClock, manualClock, type SandboxClock } from '../../sandbox/clock.mts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.mts';

/** A number of the account that can send anything. */
export const supportNumber = '14151234567';

/** Starts a sandbox on a clock that stands still; see sandbox/clock.mts. */
export async function startOnManualClock(options: Omit<SandboxOptions, 'clock'> = {}): Promise<Sandbox<ManualClock>> {
	return await startSandbox({ ...options, clock: manualClock() });
}

/** Runs a test with a sandbox of its own, which ends with the test even if that fails: an open one keeps jest running. */
export async function withSandbox<Clock extends SandboxClock>(
	starting: Promise<Sandbox<Clock>>,
	test: (sandbox: Sandbox<Clock>) => Promise<void>,
): Promise<void> {
	const sandbox = await starting;
	try {
		await test(sandbox);
	} finally {
		await sandbox.close();
	}
}

/** The official SDK, pointed at the sandbox. */
export function sdk(sandbox: Sandbox, account = sandbox.account): Client {
	return new Client(account.authId, account.authToken, { url: `${sandbox.url}/v1/Account/${account.authId}` });
}

/** What tests ask of the SDK's applications; its own types want every parameter. */
export interface SdkApplications {
	create(name: string, params: Record<string, unknown>): Promise<{ appId: string }>;
	get(appId: string): Promise<Record<string, unknown>>;
	list(params: Record<string, unknown>): Promise<Array<Record<string, unknown>>>;
	update(appId: string, params: Record<string, unknown>): Promise<Record<string, unknown>>;
	delete(appId: string, params: Record<string, unknown>): Promise<boolean>;
}

type SdkRequest = (method: string, action: string, params?: Record<string, unknown>) => Promise<unknown>;

/**
 * The applications of the official SDK, pointed at the sandbox. The SDK marks these calls `isVoiceRequest` and then goes to
 * the live host, whatever address it was given. The function that its resources make requests with lies under a symbol
 * without a name; here it loses the mark on the way, and the request goes to the sandbox as those of all other resources do.
 */
export function sdkApplications(sandbox: Sandbox, account = sandbox.account): SdkApplications {
	const { applications } = sdk(sandbox, account);
	const keys = Object.getOwnPropertySymbols(applications).filter(({ description }) => description === undefined);
	const [key] = keys;
	if (key === undefined || keys.length > 1) throw new Error('the SDK is built in another way than expected');
	const request = Reflect.get(applications, key) as SdkRequest;
	Reflect.set(applications, key, (async (method, action, { isVoiceRequest: _, ...params } = {}) => {
		return await request(method, action, params);
	}) satisfies SdkRequest);
	return applications as unknown as SdkApplications;
}

/** Sends with the official SDK, in its object form, which its types do not know. Returns the UUIDs. */
export async function sdkSend(sandbox: Sandbox, body: Record<string, unknown>): Promise<string[]> {
	const { messages } = sdk(sandbox);
	const answer = (await Reflect.apply(messages.create, messages, [structuredClone(body)])) as { messageUuid: string[] };
	return answer.messageUuid;
}

export interface Answer {
	status: number;
	headers: Headers;
	/** What an answer may hold; `objects` and `meta` are there for lists only. An empty answer has nothing. */
	body: { objects: Array<Record<string, unknown>>; meta: Record<string, unknown>; [key: string]: unknown };
}

export interface RawOptions {
	account?: Sandbox['account'];
	/** Sent as JSON; a text is sent as it is. */
	body?: unknown;
	/** Sent as multipart/form-data, instead of `body`. */
	form?: FormData;
	headers?: Record<string, string>;
}

/** A request with no help from an SDK, for what an SDK would not send. `path` comes after the auth id: `/Message/`. */
export async function raw(
	sandbox: Sandbox,
	method: string,
	path: string,
	{ account = sandbox.account, body, form, headers = {} }: RawOptions = {},
): Promise<Answer> {
	const credentials = Buffer.from(`${account.authId}:${account.authToken}`).toString('base64');
	const response = await fetch(`${sandbox.url}/v1/Account/${account.authId}${path}`, {
		method,
		redirect: 'manual',
		headers: {
			authorization: `Basic ${credentials}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(form === undefined ? {} : { body: form }),
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	const parsed: unknown = text === '' ? {} : JSON.parse(text);
	return { status: response.status, headers: response.headers, body: parsed as Answer['body'] };
}

/** Uploads files to the media store. */
export async function upload(sandbox: Sandbox, files: File[]): Promise<Answer> {
	const form = new FormData();
	for (const file of files) form.append('file', file);
	return await raw(sandbox, 'POST', '/Media/', { form });
}

/** Sends one message, an SMS unless the changes make it another. Returns its UUID. */
export async function sendOne(sandbox: Sandbox, changes: Record<string, unknown> = {}): Promise<string> {
	const body = { src: supportNumber, dst: '14157654321', text: 'Hello', ...changes };
	const answer = await raw(sandbox, 'POST', '/Message/', { body });
	const uuid = sandbox.accepted.at(-1)?.message_uuid[0];
	if (answer.status !== 202 || uuid === undefined) throw new Error(`not accepted: ${String(answer.body['error'])}`);
	return uuid;
}

/** Sends one WhatsApp message. Returns its UUID. */
export async function sendWhatsApp(sandbox: Sandbox, content: Record<string, unknown>): Promise<string> {
	return await sendOne(sandbox, { type: 'whatsapp', text: undefined, ...content });
}

/** State and error code of a message. */
export async function stateOf(sandbox: Sandbox, uuid: string): Promise<unknown[]> {
	const { body } = await raw(sandbox, 'GET', `/Message/${uuid}/`);
	return [body['message_state'], body['error_code']];
}

export interface ReceivedWebhook {
	method: string;
	/** As the sandbox called it, with the query. */
	url: string;
	headers: IncomingHttpHeaders;
	/** The decoded form: of the body with POST, of the query with GET. */
	params: Record<string, string>;
}

/** What a Receiver can be told to answer with: a status, a document, or nothing at all. */
export type ReceiverAnswer = number | 'silent' | { type: string; body: string };

/** An HTTP server that takes webhooks. */
export class Receiver {
	readonly received: ReceivedWebhook[] = [];
	/** What to answer with, one after the other; 200 when used up. */
	answers: ReceiverAnswer[] = [];
	private constructor(
		private readonly server: Server,
		readonly url: string,
	) {}

	static async start(): Promise<Receiver> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('no port');
		const receiver = new Receiver(server, `http://127.0.0.1:${address.port}`);
		server.on('request', (request, response) => {
			let body = '';
			request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
			request.on('end', () => {
				const url = receiver.url + (request.url ?? '');
				const form = request.method === 'GET' ? new URL(url).searchParams : new URLSearchParams(body);
				const params = Object.fromEntries(form);
				receiver.received.push({ method: request.method ?? '', url, headers: request.headers, params });
				const answer = receiver.answers.shift() ?? 200;
				if (answer === 'silent') return;
				if (typeof answer === 'number') response.writeHead(answer).end();
				else response.writeHead(200, { 'content-type': answer.type }).end(answer.body);
			});
		});
		return receiver;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/**
 * Holds a webhook against the official SDK's validators: V3, its Ma form, V2, its Ma form.
 *
 * @param url the address the webhook was registered with
 * @param owner token of the account that owns the number or message
 * @param main token of the main account
 */
export function signaturesPass({ headers, params, method }: ReceivedWebhook, url: string, owner: string, main: string): boolean[] {
	const header = (name: string) => String(headers[`x-plivo-signature-${name}`]);
	const v3 = (name: string, token: string) =>
		Boolean(validateV3Signature(method, url, header('v3-nonce'), token, header(name), params));
	const v2 = (name: string, token: string) => Boolean(validateSignature(url, header('v2-nonce'), header(name), token));
	return [v3('v3', owner), v3('ma-v3', main), v2('v2', owner), v2('ma-v2', main)];
}
