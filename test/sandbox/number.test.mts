import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { raw, sdk, supportNumber } from './support.mts';

const supportLine = '20468599130939380';
const defaultApplication = '30039778631346811';
const salesInbox = '13094892674577059';
const branchOffice = '64529074997228907';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const pathOf = (appId: string) => `/v1/Account/MASANDBOXSANDBOX0000/Application/${appId}/`;
const linkOf = (number: string) => sandbox.snapshot().numbers[number];

async function update(body: unknown, number = supportNumber, account = sandbox.account) {
	return await raw(sandbox, 'POST', `/Number/${number}/`, { account, body });
}

it('shows what answers a number', async () => {
	const applicationOf = async (number: string) => (await raw(sandbox, 'GET', `/Number/${number}/`)).body['application'];
	expect(await applicationOf(supportNumber)).toBe(pathOf(supportLine));
	expect(await applicationOf('18005550199')).toBe(pathOf(defaultApplication));
	expect(await applicationOf('16465550118')).toBe(pathOf(defaultApplication));
	expect(await applicationOf('13125550142')).toBe(pathOf(branchOffice));
	expect(await applicationOf('447700900123')).toBeNull();
	expect(await applicationOf('12065550111')).toMatch(/^\/v1\/Account\/MASANDBOXSANDBOX0000\/phlo\/[0-9a-f-]{36}\/$/);
});

it('gets another application, with the SDK', async () => {
	expect(await sdk(sandbox).numbers.update(supportNumber, { appId: salesInbox })).toMatchObject({ message: 'changed' });
	expect(sandbox.requests.at(-1)?.body).toEqual({ app_id: salesInbox });
	expect(linkOf(supportNumber)).toBe(pathOf(salesInbox));
	const { status, body } = await update({ app_id: supportLine });
	expect([status, body]).toEqual([202, { api_id: expect.any(String), message: 'changed' }]);
	expect(linkOf(supportNumber)).toBe(pathOf(supportLine));
});

it("gets the account's default application when none is named, whatever else is changed", async () => {
	await update({ alias: 'Help desk' });
	const { body } = await raw(sandbox, 'GET', `/Number/${supportNumber}/`);
	expect(body).toMatchObject({ alias: 'Help desk', application: pathOf(defaultApplication) });

	await update({ app_id: supportLine, cnam_lookup: 'enabled' });
	sandbox.editApplication(salesInbox, { default_number_app: true });
	await update({});
	expect((await raw(sandbox, 'GET', `/Number/${supportNumber}/`)).body).toMatchObject({
		application: pathOf(salesInbox),
		cnam_lookup: 'enabled',
	});

	sandbox.removeApplication(salesInbox);
	await update({ alias: 'Help desk' });
	expect(linkOf(supportNumber)).toBeNull();
});

it.each([
	[{ app_id: '12345678901234567' }, "'app_id' 12345678901234567 is not an application"],
	[{ app_id: '' }, "'app_id' is empty"],
	[{ app_id: null }, "'app_id' must be of type string"],
	[{ app_id: 20468599130939380 }, "'app_id' must be of type string"],
	[{ alias: 5 }, "'alias'"],
	[{ cnam_lookup: true }, "'cnam_lookup'"],
	[{ subaccount: 'SAXXXXXXXXXXXXXXXXXX' }, "'subaccount'"],
	[{ application: supportLine }, "'application' is not a parameter"],
	['app_id=1', 'invalid json'],
])('refuses %j and changes nothing', async (body, words) => {
	const before = JSON.stringify(sandbox.snapshot());
	expect(await update(body)).toMatchObject({ status: 400, body: { error: expect.stringContaining(words) } });
	expect(JSON.stringify(sandbox.snapshot())).toBe(before);
});

it('is moved to the subaccount, which links it to applications of its own only', async () => {
	const { subaccount } = sandbox;
	expect((await update({ app_id: branchOffice }, supportNumber, subaccount)).status).toBe(404);
	await update({ app_id: branchOffice, subaccount: subaccount.authId });
	expect((await update({ app_id: supportLine }, supportNumber, subaccount)).status).toBe(400);
	expect((await update({ app_id: branchOffice }, supportNumber, subaccount)).status).toBe(202);
	const { body } = await raw(sandbox, 'GET', '/Number/', { account: subaccount });
	expect(body.objects.map(({ number }) => number)).toEqual([supportNumber, '13125550142']);
});

it('is released for good by DELETE, until the sandbox is reset', async () => {
	const path = `/Number/${supportNumber}/`;
	expect(await sdk(sandbox).numbers.unrent(supportNumber)).toBe(true);
	expect((await raw(sandbox, 'DELETE', path)).status).toBe(404);
	expect((await raw(sandbox, 'GET', path)).status).toBe(404);
	expect((await raw(sandbox, 'GET', '/Number/')).body.meta['total_count']).toBe(24);
	const body = { src: supportNumber, dst: '14157654321', text: 'Hello' };
	expect((await raw(sandbox, 'POST', '/Message/', { body })).status).toBe(400);
	expect(() => sandbox.openConversation('14157654321')).toThrow("isn't a WhatsApp number");
	expect(() => sandbox.receive({ from: '14157654321', to: supportNumber })).toThrow("isn't a number of this account");
	sandbox.reset();
	expect(linkOf(supportNumber)).toBe(pathOf(supportLine));
});

it('meets faults, before and after it has done its work', async () => {
	const path = `/Number/${supportNumber}/`;
	sandbox.faults.add({ method: 'POST', path, fault: { kind: 'status', status: 500 } });
	expect((await update({ app_id: salesInbox })).status).toBe(500);
	expect(linkOf(supportNumber)).toBe(pathOf(supportLine));
	sandbox.faults.add({ method: 'POST', path, fault: { kind: 'statusAfter', status: 500 } });
	expect((await update({ app_id: salesInbox })).status).toBe(500);
	expect(linkOf(supportNumber)).toBe(pathOf(salesInbox));
});
