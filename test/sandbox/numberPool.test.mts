import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { raw, sdk } from './support.mts';

const campaigns = '3f0c6a52-8d41-4b7e-9a0e-51c7d2e84b93';
const notifications = '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c';
const marketing = '5a9b7b6e-3c33-4c34-9d5b-6f0f3a6f1f22';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** What the SDK has and its types do not. */
interface SdkPowerpack {
	list_numbers(filter?: Record<string, unknown>): Promise<PoolList>;
	number_pool: { numbers: { list(filter?: Record<string, unknown>): Promise<unknown> } };
}

interface PoolList {
	meta: Record<string, unknown>;
	objects: Array<Record<string, unknown>>;
}

it('lists the numbers of a Powerpack by pages, in both ways that the SDK asks for them', async () => {
	const powerpack = (await sdk(sandbox).powerpacks.get(campaigns)) as unknown as SdkPowerpack;
	const all = await powerpack.list_numbers();
	expect(all.meta).toEqual({ limit: 20, offset: 0, next: '', previous: '', totalCount: 2 });
	expect(all.objects[0]).toEqual({
		accountPhoneNumberResource: `/v1/Account/${sandbox.account.authId}/Number/16465550101/`,
		addedOn: expect.stringMatching(/^\d{4}-.*Z$/),
		countryIso2: 'US',
		number: '16465550101',
		numberPoolUuid: campaigns,
		service: 'sms',
		type: 'local',
	});
	expect(await powerpack.list_numbers({ limit: 1, offset: 1 })).toMatchObject({ objects: [{ number: '16465550102' }] });
	expect(await powerpack.number_pool.numbers.list({ starts_with: '1646555010' })).toMatchObject({ objects: { length: 2 } });

	const { body } = await raw(sandbox, 'GET', `/NumberPool/${campaigns}/Number/?limit=1`);
	expect(body.meta).toMatchObject({ next: expect.stringContaining(`/NumberPool/${campaigns}/Number/?limit=1&offset=1`) });
});

it('filters, and has toll-free numbers in a list of their own', async () => {
	const numbers = async (path: string) => (await raw(sandbox, 'GET', `/NumberPool/${path}`)).body.objects.map(({ number }) => number);
	expect(await numbers(`${notifications}/Number/?country_iso2=GB`)).toEqual(['447700900123']);
	expect(await numbers(`${notifications}/Number/?type=local`)).toEqual(['14151234567', '16465550103']);
	expect(await numbers(`${notifications}/Number/?service=mms`)).toEqual([]);
	expect(await numbers(`${marketing}/Number/`)).toEqual(['14158889999']);
	expect(await numbers(`${marketing}/Tollfree/`)).toEqual(['18005550199']);
});

it('belongs to a Powerpack that may have an application', async () => {
	const of = async (uuid: string) => (await raw(sandbox, 'GET', `/Powerpack/${uuid}/`)).body;
	expect(await of(campaigns)).toMatchObject({ application_id: '33660394121755210', application_type: 'XML' });
	expect(await of(notifications)).toMatchObject({ application_id: '', application_type: '' });
	sandbox.removeApplication('33660394121755210');
	expect(await of(campaigns)).toMatchObject({ application_id: '', application_type: '' });
});
