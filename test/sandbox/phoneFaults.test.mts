import type { Fault, FaultKind } from '../../sandbox/faults.mts';
import type { FaultView, Report } from '../../sandbox/phone/report.mts';
import { type Sandbox, startSandbox } from '../../sandbox/server.mts';
import { raw, sendOne } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function switchOn(fault: object, applies = 'all', times: number | 'always' = 1) {
	const response = await fetch(`${sandbox.url}/sandbox/phone/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ fault, applies, times }),
	});
	return { status: response.status, id: ((await response.json()) as { id: number }).id };
}

async function remove(id: number): Promise<number> {
	return (await fetch(`${sandbox.url}/sandbox/faults/${id}`, { method: 'DELETE' })).status;
}

async function listed(): Promise<FaultView[]> {
	return ((await (await fetch(`${sandbox.url}/sandbox/phone`)).json()) as Report).faults;
}

const unavailable = { kind: 'status', status: 503 };

it('are listed with what is left of them, until they are used up', async () => {
	const { id } = await switchOn(unavailable, 'all', 2);
	expect(await listed()).toEqual([{ id, fault: unavailable, method: null, path: null, left: 2 }]);
	expect((await raw(sandbox, 'GET', '/Number/')).status).toBe(503);
	expect(await listed()).toMatchObject([{ id, left: 1 }]);
	expect((await raw(sandbox, 'GET', '/Number/')).status).toBe(503);
	expect(await listed()).toEqual([]);
	expect((await raw(sandbox, 'GET', '/Number/')).status).toBe(200);
});

it('stay until they are removed', async () => {
	const { id } = await switchOn(unavailable, 'all', 'always');
	for (let count = 0; count < 7; count++) expect((await raw(sandbox, 'GET', '/Number/')).status).toBe(503);
	expect(await listed()).toMatchObject([{ id, left: 'always' }]);
	expect(await remove(id)).toBe(204);
	expect((await raw(sandbox, 'GET', '/Number/')).status).toBe(200);
	expect(await remove(id)).toBe(404);
});

it('that are for sends leave everything else alone', async () => {
	await switchOn(unavailable, 'sends', 'always');
	expect((await raw(sandbox, 'GET', '/Message/')).status).toBe(200);
	expect((await raw(sandbox, 'GET', '/Number/')).status).toBe(200);
	await expect(sendOne(sandbox)).rejects.toThrow('not accepted');
	expect(await listed()).toMatchObject([{ method: 'POST', path: String(/\/Message\/$/) }]);
});

const ofEachKind: { [Kind in FaultKind]: Omit<Extract<Fault, { kind: Kind }>, 'kind'> } = {
	status: { status: 429, error: 'slow down', retryAfter: 'Wed, 15 Jan 2025 12:00:30 GMT' },
	slow: { ms: 5 },
	resetBefore: {},
	resetAfter: {},
	silentBefore: {},
	silentAfter: {},
	notJson: { status: 502 },
	notJsonAfter: { status: 502 },
	statusAfter: { status: 500 },
	redirect: { location: 'https://elsewhere.example/', status: 307 },
};

it.each(Object.entries(ofEachKind))('of the kind %s are listed as they were switched on', async (kind, parameters) => {
	expect((await switchOn({ kind, ...parameters }, 'sends', 5)).status).toBe(201);
	expect(await listed()).toMatchObject([{ fault: { kind, ...parameters }, left: 5 }]);
});

it.each([
	[{ kind: 'nope' }, 'all', 1],
	[{ kind: 'status' }, 'all', 1],
	[unavailable, 'some', 1],
	[unavailable, 'all', 0],
])('%j for %s, %i times, is refused', async (fault, applies, times) => {
	expect((await switchOn(fault, applies, times)).status).toBe(400);
	expect(await listed()).toEqual([]);
});
