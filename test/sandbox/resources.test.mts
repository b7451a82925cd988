import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { raw, sdk } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

describe('Number', () => {
	it('lists by pages, with total_count', async () => {
		const { numbers } = sdk(sandbox);
		const first = await numbers.list({});
		expect(first).toMatchObject({ length: 20, meta: { limit: 20, offset: 0, totalCount: 25, previous: null } });
		const second = await numbers.list({ limit: 20, offset: 20 });
		expect(second).toMatchObject({ length: 5, meta: { next: null } });
		expect(first[0]).toMatchObject({
			number: '14151234567',
			alias: 'Support',
			numberType: 'local',
			smsEnabled: true,
			mmsEnabled: true,
			voiceEnabled: true,
			application: '/v1/Account/MASANDBOXSANDBOX0000/Application/20468599130939380/',
		});
	});

	it.each([
		['services=sms', 23],
		['services=mms', 23],
		['services=sms,mms', 22],
		['services=voice', 24],
		['type=tollfree', 1],
		['type=mobile', 1],
		['alias=London', 1],
		['number_startswith=4477', 1],
		['number_startswith=1646', 18],
		['subaccount=SASANDBOXSANDBOX0001', 1],
		['toll_free_sms_verification=verified', 1],
		['tendlc_registration_status=COMPLETED', 23],
		['tendlc_campaign_id=none', 0],
	])('filters by %s', async (query, count) => {
		const { body } = await raw(sandbox, 'GET', `/Number/?${query}`);
		expect(body.meta['total_count']).toBe(count);
	});

	it('gets one', async () => {
		const { status, body } = await raw(sandbox, 'GET', '/Number/447700900123/');
		expect(status).toBe(200);
		expect(body).toMatchObject({ number: '447700900123', mms_enabled: false, number_type: 'mobile' });
	});

	it('shows a subaccount its own', async () => {
		const { body } = await raw(sandbox, 'GET', '/Number/', { account: sandbox.subaccount });
		expect(body.objects.map(({ number }) => number)).toEqual(['13125550142']);
	});
});

describe('Powerpack', () => {
	it('lists and gets', async () => {
		const { powerpacks } = sdk(sandbox);
		const list = await powerpacks.list({});
		expect(list).toMatchObject({ length: 4, meta: { totalCount: 4 } });
		const { uuid } = list[0];
		expect(await powerpacks.get(uuid)).toMatchObject({ name: 'Notifications', uuid });
		expect((await raw(sandbox, 'GET', '/Powerpack/?limit=1&offset=1')).body).toMatchObject({
			meta: { next: expect.stringContaining('offset=2'), previous: expect.stringContaining('offset=0') },
			objects: [{ name: 'Marketing', number_pool: expect.stringContaining('/NumberPool/'), application_id: '' }],
		});
	});
});

describe('Account', () => {
	// The SDK asks for /Account/{auth_id}// with two slashes; the sandbox answers that as well.
	it('is got by the SDK and by its proper path', async () => {
		const { authId } = sandbox.account;
		expect(await sdk(sandbox).accounts.get()).toMatchObject({ accountType: 'standard', cashCredits: '25.00000' });
		expect(sandbox.requests.at(-1)?.path).toBe(`/v1/Account/${authId}//`);
		expect(await raw(sandbox, 'GET', '/')).toMatchObject({ status: 200, body: { auth_id: authId } });
	});

	it('is not got by a subaccount', async () => {
		expect(await raw(sandbox, 'GET', '/', { account: sandbox.subaccount })).toMatchObject({ status: 404 });
	});
});
