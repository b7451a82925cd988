import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { raw, type RawOptions, sdkApplications } from './support.mts';

const supportLine = '20468599130939380';
const defaultApplication = '30039778631346811';
const salesInbox = '13094892674577059';
const branchOffice = '64529074997228907';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	// The SDK prints what it creates.
	jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
	jest.restoreAllMocks();
	sandbox.reset();
});
afterAll(async () => await sandbox.close());

async function create(body: Record<string, unknown>, options: RawOptions = {}) {
	return await raw(sandbox, 'POST', '/Application/', { ...options, body });
}

/** Creates one and returns its record. */
async function created(body: Record<string, unknown>, options: RawOptions = {}) {
	const { status, body: answer } = await create(body, options);
	expect([status, answer]).toEqual([201, { api_id: expect.any(String), app_id: expect.any(String), message: 'created' }]);
	const { body: record } = await raw(sandbox, 'GET', `/Application/${String(answer['app_id'])}/`, options);
	return record;
}

const endpointsOf = (appId: string) => sandbox.snapshot().applications.find(({ app_id }) => app_id === appId)?.endpoints;

describe('with the SDK', () => {
	it('is created, got, listed, changed and deleted', async () => {
		const applications = sdkApplications(sandbox);
		const { appId } = await applications.create('n8n-app', { messageUrl: 'https://example.com/m', messageMethod: 'GET' });
		expect(appId).toMatch(/^\d{17}$/);
		expect(sandbox.requests.at(-1)?.body).toEqual({
			message_url: 'https://example.com/m',
			message_method: 'GET',
			app_name: 'n8n-app',
		});
		expect(await applications.get(appId)).toMatchObject({ appName: 'n8n-app', messageMethod: 'GET', defaultApp: false });
		expect(await applications.update(appId, { messageUrl: '' })).toMatchObject({ message: 'changed' });
		const { body } = await raw(sandbox, 'GET', `/Application/${appId}/`);
		expect(body).toMatchObject({ app_name: 'n8n-app', message_url: '', message_method: 'GET' });
		expect(await applications.list({})).toMatchObject({ length: 6, meta: { totalCount: 6, next: null } });
		expect(await applications.delete(appId, { cascade: false })).toBe(true);
		expect(sandbox.requests.at(-1)?.body).toEqual({ cascade: 'false' });
		await expect(applications.get(appId)).rejects.toThrow('not found');
	});
});

describe('create', () => {
	it('needs a name and fills in the rest', async () => {
		const record = await created({ app_name: 'n8n_Trigger-1', answer_url: 'https://example.com/answer' });
		expect(record).toEqual({
			answer_method: 'POST',
			answer_url: 'https://example.com/answer',
			api_id: expect.any(String),
			app_id: expect.stringMatching(/^[1-9]\d{16}$/),
			app_name: 'n8n_Trigger-1',
			default_app: false,
			default_endpoint_app: false,
			enabled: true,
			fallback_answer_url: '',
			fallback_method: 'POST',
			hangup_method: 'POST',
			hangup_url: 'https://example.com/answer',
			log_incoming_messages: true,
			message_method: 'POST',
			message_url: '',
			public_uri: false,
			resource_uri: `/v1/Account/${sandbox.account.authId}/Application/${String(record['app_id'])}/`,
			sip_uri: `sip:${String(record['app_id'])}@app.plivo.com`,
			sub_account: null,
		});
	});

	it('takes all that is documented, and a name twice', async () => {
		const body = {
			app_name: 'all',
			answer_url: 'https://example.com/a',
			answer_method: 'GET',
			hangup_url: 'https://example.com/h',
			hangup_method: 'GET',
			fallback_answer_url: 'https://example.com/f',
			fallback_method: 'GET',
			message_url: 'http://127.0.0.1:5678/m?x=1',
			message_method: 'GET',
			default_endpoint_app: true,
			log_incoming_messages: false,
			public_uri: true,
		};
		expect(await created(body)).toMatchObject(body);
		expect(await created(body)).toMatchObject(body);
		expect(await created({ app_name: 'of-the-branch', subaccount: 'SASANDBOXSANDBOX0001' })).toMatchObject({
			sub_account: '/v1/Account/SASANDBOXSANDBOX0001/',
		});
	});

	it.each([
		[{}, "'app_name' is required."],
		[{ app_name: '' }, "'app_name'"],
		[{ app_name: 'n8n trigger' }, "'app_name'"],
		[{ app_name: 'größe' }, "'app_name'"],
		[{ app_name: 'x'.repeat(101) }, "'app_name'"],
		[{ app_name: 7 }, "'app_name' must be of type string"],
		[{ app_name: 'x', name: 'x' }, "'name' is not a parameter"],
		[{ app_name: 'x', fallback_message_url: '' }, "'fallback_message_url' is not a parameter"],
		[{ app_name: 'x', message_url: 'example.com/m' }, "'message_url'"],
		[{ app_name: 'x', message_url: null }, "'message_url' must be of type string"],
		[{ app_name: 'x', message_method: 'PUT' }, "'message_method' must be one of GET, POST"],
		[{ app_name: 'x', message_method: 'post' }, "'message_method'"],
		[{ app_name: 'x', public_uri: 'false' }, "'public_uri' must be of type boolean"],
		[{ app_name: 'x', log_incoming_messages: 0 }, "'log_incoming_messages' must be of type boolean"],
		[{ app_name: 'x', subaccount: 'SAXXXXXXXXXXXXXXXXXX' }, "'subaccount'"],
	])('refuses %j', async (body, words) => {
		expect(await create(body)).toMatchObject({ status: 400, body: { error: expect.stringContaining(words) } });
		expect(sandbox.snapshot().applications).toHaveLength(5);
	});
});

it('lists by pages, beginnings of names and subaccounts', async () => {
	const list = async (query: string) => (await raw(sandbox, 'GET', `/Application/${query}`)).body;
	const all = await list('?limit=2&offset=2');
	expect(all.meta).toMatchObject({ total_count: 5, next: expect.stringContaining('offset=4'), previous: expect.any(String) });
	expect(all.objects.map(({ app_name }) => app_name)).toEqual(['Default_Application', 'Branch_office']);
	const named = await list('?app_name=S');
	expect(named.objects.map(({ app_name }) => app_name)).toEqual(['Support_line', 'Sales_inbox']);
	expect((await list('?app_name=line')).objects).toEqual([]);
	expect((await list('?subaccount=SASANDBOXSANDBOX0001')).objects).toMatchObject([{ app_id: branchOffice }]);
});

it('shows what Plivo shows for URLs that were never set: null', async () => {
	const { body } = await raw(sandbox, 'GET', `/Application/${defaultApplication}/`);
	expect(body).toMatchObject({ message_url: null, fallback_answer_url: null, api_id: expect.any(String) });
});

it('changes what is given and nothing else', async () => {
	const before = sandbox.snapshot().applications.find(({ app_id }) => app_id === supportLine);
	const answer = await raw(sandbox, 'POST', `/Application/${supportLine}/`, { body: { message_url: 'https://example.com/m' } });
	expect([answer.status, answer.body]).toEqual([202, { api_id: expect.any(String), message: 'changed' }]);
	const after = sandbox.snapshot().applications.find(({ app_id }) => app_id === supportLine);
	expect(after).toEqual({ ...before, message_url: 'https://example.com/m' });
	expect((await raw(sandbox, 'POST', `/Application/${supportLine}/`, { body: { app_name: '' } })).status).toBe(400);
	expect((await raw(sandbox, 'POST', '/Application/12345678901234567/', { body: {} })).status).toBe(404);
});

it('has one default application, the one that was made it last', async () => {
	const defaults = () => sandbox.snapshot().applications.flatMap(({ default_app, app_name }) => (default_app ? [app_name] : []));
	expect(defaults()).toEqual(['Default_Application']);
	await created({ app_name: 'new-default', default_number_app: true });
	expect(defaults()).toEqual(['new-default']);
	await raw(sandbox, 'POST', `/Application/${salesInbox}/`, { body: { default_number_app: true } });
	expect(defaults()).toEqual(['Sales_inbox']);
});

describe('delete', () => {
	const remove = async (appId: string, query = '', body?: unknown) => {
		return await raw(sandbox, 'DELETE', `/Application/${appId}/${query}`, body === undefined ? {} : { body });
	};

	it('takes the SIP endpoints with it unless it is told not to, and leaves its numbers without an application', async () => {
		expect(endpointsOf(supportLine)).toHaveLength(2);
		const answer = await remove(supportLine);
		expect([answer.status, answer.body]).toEqual([204, {}]);
		expect(endpointsOf(supportLine)).toBeUndefined();
		expect(sandbox.snapshot()).toMatchObject({ numbers: { '14151234567': null }, looseEndpoints: [] });
		expect((await remove(supportLine)).status).toBe(404);
		sandbox.reset();
		expect(endpointsOf(supportLine)).toHaveLength(2);
	});

	it.each([
		['?cascade=false', undefined],
		['?cascade=False', undefined],
		['', { cascade: 'false' }],
		['', { cascade: false }],
	])('leaves the endpoints with %j and the body %j', async (query, body) => {
		expect((await remove(supportLine, query, body)).status).toBe(204);
		expect(sandbox.snapshot().looseEndpoints).toHaveLength(2);
	});

	it.each([
		[`?cascade=false&new_endpoint_application=${salesInbox}`, undefined],
		['', { cascade: 'false', new_endpoint_application: salesInbox }],
	])('gives them to another application with %j and the body %j', async (query, body) => {
		await remove(supportLine, query, body);
		expect([endpointsOf(salesInbox)?.length, sandbox.snapshot().looseEndpoints]).toEqual([2, []]);
	});

	it.each([
		['?cascade=no', undefined, "'cascade'"],
		['?force=true', undefined, "'force'"],
		['', { cascade: 0 }, "'cascade'"],
		['', '[]', 'invalid json'],
		['', 'cascade=false', 'invalid json'],
		['?new_endpoint_application=12345678901234567', undefined, "'new_endpoint_application'"],
		['', { new_endpoint_application: 7 }, "'new_endpoint_application'"],
	])('refuses %j with the body %j', async (query, body, words) => {
		expect(await remove(supportLine, query, body)).toMatchObject({
			status: 400,
			body: { error: expect.stringContaining(words) },
		});
		expect(endpointsOf(supportLine)).toHaveLength(2);
	});
});

it('shows a subaccount its own, and makes its own what it creates', async () => {
	const { subaccount: account } = sandbox;
	const record = await created({ app_name: 'n8n-branch' }, { account });
	expect(record).toMatchObject({
		sub_account: `/v1/Account/${account.authId}/`,
		resource_uri: expect.stringContaining(`/${account.authId}/`),
	});
	const { body } = await raw(sandbox, 'GET', '/Application/', { account });
	expect(body.objects.map(({ app_name }) => app_name)).toEqual(['Branch_office', 'n8n-branch']);
	expect((await raw(sandbox, 'GET', `/Application/${supportLine}/`, { account })).status).toBe(404);
	expect((await raw(sandbox, 'POST', `/Application/${supportLine}/`, { account, body: {} })).status).toBe(404);
	expect((await raw(sandbox, 'DELETE', `/Application/${supportLine}/`, { account })).status).toBe(404);
});

it('meets faults, before and after it has done its work', async () => {
	const path = '/Application/';
	sandbox.faults.add({ method: 'POST', path, fault: { kind: 'status', status: 503 } });
	expect((await create({ app_name: 'lost-1' })).status).toBe(503);
	sandbox.faults.add({ method: 'POST', path, fault: { kind: 'statusAfter', status: 500 } });
	expect((await create({ app_name: 'lost-2' })).status).toBe(500);
	sandbox.faults.add({ method: 'DELETE', path, fault: { kind: 'resetAfter' } });
	await expect(raw(sandbox, 'DELETE', `/Application/${salesInbox}/`)).rejects.toThrow();
	const names = sandbox.snapshot().applications.map(({ app_name }) => app_name);
	expect(names).toContain('lost-2');
	expect(names).not.toContain('lost-1');
	expect(names).not.toContain('Sales_inbox');
});
