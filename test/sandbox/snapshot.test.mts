import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { raw, supportNumber } from './support.mts';

const supportLine = '20468599130939380';
const salesInbox = '13094892674577059';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

it('has all numbers and applications, as the API shows them', async () => {
	const { numbers, applications, looseEndpoints } = sandbox.snapshot();
	expect(Object.keys(numbers)).toHaveLength(25);
	expect(applications.map(({ app_id }) => app_id)).toEqual([...applications.map(({ app_id }) => app_id)].sort());
	expect(looseEndpoints).toEqual([]);
	for (const application of applications) {
		const { body } = await raw(sandbox, 'GET', `/Application/${application.app_id}/`);
		expect({ ...body, endpoints: application.endpoints }).toEqual({ ...application, api_id: body['api_id'] });
	}
	const { body } = await raw(sandbox, 'GET', `/Number/${supportNumber}/`);
	expect(body['application']).toBe(numbers[supportNumber]);
});

it('is the same byte for byte when all was put back, and its own copy', async () => {
	const before = JSON.stringify(sandbox.snapshot());
	sandbox.snapshot().numbers[supportNumber] = null;
	const { body } = await raw(sandbox, 'POST', '/Application/', { body: { app_name: 'borrowed' } });
	const appId = String(body['app_id']);
	await raw(sandbox, 'POST', `/Number/${supportNumber}/`, { body: { app_id: appId } });
	expect(JSON.stringify(sandbox.snapshot())).not.toBe(before);
	await raw(sandbox, 'POST', `/Number/${supportNumber}/`, { body: { app_id: supportLine } });
	await raw(sandbox, 'DELETE', `/Application/${appId}/?cascade=false`);
	expect(JSON.stringify(sandbox.snapshot())).toBe(before);
});

it('changes with what is done in the console, and back with a reset', () => {
	const before = sandbox.snapshot();
	const appId = sandbox.addApplication({ app_name: 'By_hand', message_url: 'https://example.com/m' });
	sandbox.link(`+${supportNumber}`, appId);
	sandbox.editApplication(salesInbox, { message_url: 'https://example.com/other' });
	expect(sandbox.snapshot()).toMatchObject({
		numbers: { [supportNumber]: `/v1/Account/${sandbox.account.authId}/Application/${appId}/` },
		applications: expect.arrayContaining([
			expect.objectContaining({ app_name: 'By_hand', message_url: 'https://example.com/m', endpoints: [] }),
			expect.objectContaining({ app_name: 'Sales_inbox', message_url: 'https://example.com/other' }),
		]),
	});
	sandbox.removeApplication(appId);
	expect(sandbox.snapshot().numbers[supportNumber]).toBeNull();
	sandbox.link(supportNumber, null);
	sandbox.reset();
	expect(sandbox.snapshot()).toEqual(before);
});

it('refuses what is not there', () => {
	expect(() => sandbox.link('14150000000', supportLine)).toThrow("isn't a number");
	expect(() => sandbox.link(supportNumber, '1')).toThrow('no application 1');
	expect(() => sandbox.editApplication('1', {})).toThrow('no application 1');
	expect(() => sandbox.removeApplication('1')).toThrow('no application 1');
});
