import { HookContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { gate } from '../../../sandbox/gate.mts';
import { until } from '../../until.mts';
import { logged } from './logged.mts';
import { RequestCount } from './requestCount.mts';
import { TriggerNode, triggerParameters } from './triggerNode.mts';

const SUPPORT = '14151234567';
const SUPPORT_LINE = '20468599130939380';
const SALES = '14158889999';
const LONDON = '447700900123';

/** n8n 2.41 tries a deactivation again that fails, and shows it. */
const triesAgain = 'listAgents' in HookContext.prototype;

let sandbox: Sandbox;
const triggers: TriggerNode[] = [];

beforeAll(async () => {
	sandbox = await startSandbox({ limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
});

afterEach(async () => {
	for (const trigger of triggers.splice(0)) {
		trigger.kill();
		await trigger.close();
	}
	sandbox.reset();
	jest.restoreAllMocks();
});

afterAll(async () => await sandbox.close());

async function workflow(name: string, options: IDataObject = {}, numbers = [SUPPORT]): Promise<TriggerNode> {
	const started = await TriggerNode.start(sandbox, {
		parameters: triggerParameters({ numbers, options }),
		workflowId: name,
		workflowName: name,
		nodeId: name,
	});
	triggers.push(started);
	return started;
}

const TAKE_OVER = { takeOver: true };

function applicationOf(number: string): string | undefined {
	return /\/Application\/(\d+)\/$/.exec(sandbox.snapshot().numbers[number] ?? '')?.[1];
}

/** Where the messages of a number go. */
function messageUrl(number = SUPPORT): string | null {
	return sandbox.snapshot().applications.find(({ app_id: id }) => id === applicationOf(number))?.message_url ?? null;
}

describe('a workflow does not get a number that another one has, without Take Over', () => {
	it.each([
		['listens', async () => undefined],
		['was killed while it listened', async (node: TriggerNode) => node.kill()],
	])('while that one %s', async (_words, then) => {
		const a = await workflow('A');
		const b = await workflow('B');
		await a.activate();
		await a.listen();
		await then(a);
		await expect(b.activate()).rejects.toThrow('The messages of +14151234567 already go to the workflow "A"');
		await a.stopListening();
		expect(messageUrl()).toBe(a.url());
	});

	it('and gets no test of its own turned into it, either', async () => {
		const a = await workflow('A');
		const b = await workflow('B', TAKE_OVER);
		await a.activate();
		await b.listen();
		b.parameters = triggerParameters();
		await expect(b.activate()).rejects.toThrow('already go to the workflow "A"');
		await b.stopListening();
		expect(messageUrl()).toBe(a.url());
	});
});

describe('the number goes to the claim below, whichever ends first', () => {
	it('three that took it over, one after the other', async () => {
		const before = sandbox.snapshot();
		const [a, b, c] = [await workflow('A'), await workflow('B', TAKE_OVER), await workflow('C', TAKE_OVER)];
		for (const node of [a, b, c]) await node.activate();
		await b.deactivate();
		expect(messageUrl()).toBe(c.url());
		await c.deactivate();
		expect(messageUrl()).toBe(a.url());
		await a.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('a test of one that has taken over ends after its workflow', async () => {
		const [a, b] = [await workflow('A'), await workflow('B', TAKE_OVER)];
		await a.activate();
		await b.activate();
		await b.listen();
		await b.deactivate();
		expect(messageUrl()).toBe(b.url(true));
		await b.stopListening();
		expect(messageUrl()).toBe(a.url());
	});

	it('one that has lost it stays active when n8n starts anew, and gets it again', async () => {
		const [a, b] = [await workflow('A'), await workflow('B', TAKE_OVER)];
		await a.activate();
		await b.activate();
		expect(await a.checkExists()).toBe(true);
		await a.activate();
		expect(messageUrl()).toBe(b.url());
		await b.deactivate();
		expect(messageUrl()).toBe(a.url());
	});
});

it('one that heals another of its numbers does not take back the one that it has lost', async () => {
	const a = await workflow('A', {}, [SUPPORT, LONDON]);
	const b = await workflow('B', TAKE_OVER);
	await a.activate();
	await b.activate();
	sandbox.link(LONDON, SUPPORT_LINE);
	expect(await a.checkExists()).toBe(false);
	await a.activate();
	expect([messageUrl(), messageUrl(LONDON)]).toEqual([b.url(), a.url()]);
	await b.deactivate();
	expect(messageUrl()).toBe(a.url());
});

describe('an activation that takes its time', () => {
	it.each([...Array(20).keys()].map((index) => index + 1))('leaves nothing taken where the workflow is deactivated during request %i', async (at) => {
		const before = sandbox.snapshot();
		const node = await workflow('A', {}, [SUPPORT, LONDON]);
		const { opened, open } = gate();
		const path = new RequestCount(at);
		sandbox.faults.add({ path, fault: { kind: 'slow', ms: 0, until: opened } });
		const activation = node.activate().catch((error: Error) => error.message);
		const done = activation.then(() => (path.count = at));
		await Promise.race([until(() => path.count >= at), done]);
		const deactivation = node.deactivate();
		open();
		await Promise.all([activation, deactivation]);
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe('what somebody does to our application in the console', () => {
	it.each([
		['renames it', (id: string) => sandbox.editApplication(id, { app_name: 'My_bot' })],
		['deletes it', (id: string) => sandbox.removeApplication(id)],
	])('%s: the way back is not lost', async (_words, change) => {
		const before = sandbox.snapshot();
		for (const heals of [false, true]) {
			const node = await workflow('A');
			await node.activate();
			change(String(applicationOf(SUPPORT)));
			if (heals) {
				await node.activate();
				expect(messageUrl()).toBe(node.url());
			}
			await node.deactivate();
			expect(sandbox.snapshot()).toEqual(before);
		}
	});

	it.each([
		['that had an application', SUPPORT],
		['that had none, on an application that answers calls', LONDON],
	])('puts another number on that of a number %s: its calls do not end with the workflow', async (_words, own) => {
		const node = await workflow('A', {}, [own]);
		await node.activate();
		const id = String(applicationOf(own));
		sandbox.editApplication(id, { answer_url: 'https://voice.example.com/answer' });
		sandbox.link(SALES, id);
		const warnings = logged('warn');
		await node.deactivate();
		const { applications } = sandbox.snapshot();
		expect(applications.find(({ app_id: one }) => one === applicationOf(SALES))?.answer_url).toMatch(/^https:\/\/voice\.example\.com/);
		expect(messageUrl(SALES)).not.toBe(node.url());
		expect(warnings()).toMatch(/\+14158889999 was assigned to the application of \+\d+ at Plivo; it (moves to application \d+ with it|stays there)\./);
	});
});

describe('a deactivation', () => {
	it('after another account was in the credential, and the first again, gives everything back', async () => {
		const before = sandbox.snapshot();
		const node = await workflow('A');
		await node.activate();
		const own = { ...node.credentials };
		Object.assign(node.credentials, sandbox.subaccount);
		await node.deactivate();
		const errors = logged('error');
		await node.activate().catch(() => undefined);
		await node.deactivate();
		expect(errors()).toContain('they belong to the Plivo account MASANDBOXSANDBOX0000');
		Object.assign(node.credentials, own);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it.each([
		['a changed address', {}],
		['a switch to Manual', { registration: 'manual' }],
		['a switch to statuses', { events: ['status'] }],
	])('gives everything back without static data and after %s', async (_words, changes) => {
		const before = sandbox.snapshot();
		const node = await workflow('A', {}, [SUPPORT, LONDON]);
		await node.activate();
		const moved = await workflow('A', {}, [SUPPORT, LONDON]);
		moved.parameters = triggerParameters({ numbers: [SUPPORT, LONDON], ...changes });
		await moved.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('that fails is tried again by n8n 2.41, which shows what is left', async () => {
		const before = sandbox.snapshot();
		const node = await workflow('A');
		await node.activate();
		const fault = { kind: 'status', status: 400, error: 'no' } as const;
		sandbox.faults.add({ method: 'POST', path: `/Number/${SUPPORT}/`, times: 3, fault });
		const errors = logged('error');
		await node.deactivate({ tries: 3 });
		expect(errors()).toMatch(/^\+14151234567 could not be restored: no/);
		if (triesAgain) expect(node.shown).toMatch(/^\+14151234567 could not be restored: no.* To try again, activate and deactivate the workflow\.$/);
		else expect(node.shown).toBeUndefined();
		sandbox.faults.clear();
		await node.activate();
		sandbox.faults.add({ method: 'POST', path: `/Number/${SUPPORT}/`, times: 1, fault });
		await node.deactivate({ tries: triesAgain ? 3 : 1 });
		expect(applicationOf(SUPPORT) === SUPPORT_LINE).toBe(triesAgain);
		sandbox.faults.clear();
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('of a test never fails: n8n would go on listening', async () => {
		const node = await workflow('A');
		await node.listen();
		sandbox.faults.add({ times: 100, fault: { kind: 'status', status: 400, error: 'no' } });
		await node.stopListening();
		sandbox.faults.clear();
	});
});

describe('a copy with the same webhook address', () => {
	/** As n8n pastes or imports a workflow: another workflow, with the address of the first. */
	async function copyOf(first: TriggerNode): Promise<TriggerNode> {
		const copy = await TriggerNode.start(sandbox, { parameters: first.parameters, workflowId: 'copy', workflowName: 'Copy', nodeId: 'A' });
		triggers.push(copy);
		copy.baseUrl = first.baseUrl;
		copy.staticData = structuredClone(first.staticData);
		return copy;
	}

	it.each([{}, TAKE_OVER])('is refused in words, and harms the first in nothing (%j)', async (options) => {
		const before = sandbox.snapshot();
		const first = await workflow('A');
		await first.activate();
		const active = sandbox.snapshot();
		const copy = await copyOf(first);
		copy.parameters = triggerParameters({ options });
		await expect(copy.activate()).rejects.toThrow(
			'The workflow "A" has the same webhook address as this one, which is a copy of it. Delete the trigger node of the copy and add a new one',
		);
		expect(sandbox.snapshot()).toEqual(active);
		await first.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
		// The other way round.
		await copy.activate();
		await expect(first.activate()).rejects.toThrow('The workflow "Copy" has the same webhook address');
		await copy.deactivate();
		await first.activate();
		expect(messageUrl()).toBe(first.url());
	});
});

it('numbers are taken side by side, with some nine requests each', async () => {
	const numbers = [SUPPORT, SALES, LONDON, '18005550199'];
	const node = await workflow('A', {}, numbers);
	await node.activate();
	await node.deactivate();
	const { length: before } = sandbox.requests;
	const { opened, open } = gate();
	sandbox.faults.add({ method: 'POST', path: '/Number/', times: numbers.length, fault: { kind: 'slow', ms: 0, until: opened } });
	const activation = node.activate();
	// The first has got no answer yet when the last one leaves.
	const links = () => sandbox.requests.slice(before).filter(({ method, path }) => method === 'POST' && path.includes('/Number/'));
	await until(() => links().length === numbers.length);
	open();
	await activation;
	expect(sandbox.requests.length - before).toBeLessThanOrEqual(9 * numbers.length + 4);
});

describe('our application is changed in the console, and then another claims the number before its owner has healed it', () => {
	it.each([
		['renamed', (id: string) => sandbox.editApplication(id, { app_name: 'Renamed' }), true],
		['deleted', (id: string) => sandbox.removeApplication(id), false],
		['left without its address', (id: string) => sandbox.editApplication(id, { message_url: '' }), false],
	])('%s: the number still comes home', async (_words, change, isHeld) => {
		for (const order of [[0, 1], [1, 0]]) {
			const before = sandbox.snapshot();
			const nodes = [await workflow('A'), await workflow('B')];
			const [a, b] = nodes as [TriggerNode, TriggerNode];
			await a.activate();
			change(String(applicationOf(SUPPORT)));
			if (isHeld) await expect(b.activate()).rejects.toThrow('already go to the workflow "A"');
			b.parameters = triggerParameters({ options: TAKE_OVER });
			await b.activate();
			expect(messageUrl()).toBe(b.url());
			for (const index of order) await nodes[index]?.deactivate();
			expect(sandbox.snapshot()).toEqual(before);
			for (const node of nodes) node.kill();
		}
	});

	it.each([
		['renamed', (id: string) => sandbox.editApplication(id, { app_name: 'Renamed' })],
		['deleted', (id: string) => sandbox.removeApplication(id)],
	])('%s, and a test of its own is killed: the next start puts it right', async (_words, change) => {
		const before = sandbox.snapshot();
		const node = await workflow('A');
		await node.activate();
		change(String(applicationOf(SUPPORT)));
		node.kill();
		await node.listen();
		node.kill();
		await node.activate();
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('renamed, and n8n has been started anew: what is lost is said', async () => {
		const a = await workflow('A');
		await a.activate();
		sandbox.editApplication(String(applicationOf(SUPPORT)), { app_name: 'Renamed' });
		a.kill();
		const b = await workflow('B');
		await b.activate();
		const warnings = logged('warn');
		await a.deactivate();
		expect(warnings()).toMatch(/\+14151234567 belongs to application 20468599130939380, but another workflow has it from Renamed\./);
	});
});

describe('hooks that n8n calls at the same time', () => {
	it.each([0, 1, 2, 3, 5, 8])('an activation that follows a deactivation at once, %i microtasks later, has the number', async (ticks) => {
		const node = await workflow('A');
		await node.activate();
		const off = node.deactivate();
		for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
		await Promise.all([off, node.activate()]);
		expect(messageUrl()).toBe(node.url());
	});

	it('an account and its subaccount give back one number at the same time: it comes home', async () => {
		const branch = '13125550142';
		const before = sandbox.snapshot();
		for (let round = 0; round < 10; round++) {
			const a = await workflow('A', {}, [branch]);
			const b = await workflow('B', TAKE_OVER, [branch]);
			Object.assign(b.credentials, { ...sandbox.subaccount, baseUrl: sandbox.url });
			await a.activate();
			await b.activate();
			await Promise.all([a.deactivate(), b.deactivate()]);
			expect(sandbox.snapshot()).toEqual(before);
		}
	});
});

it('a deactivation that fails without static data is shown, too', async () => {
	const node = await workflow('A');
	await node.activate();
	node.staticData = {};
	sandbox.faults.add({ times: 3, fault: { kind: 'status', status: 403, error: 'no' } });
	await node.deactivate({ tries: 1 });
	sandbox.faults.clear();
	if (triesAgain) expect(node.shown).toMatch(/no/);
	await node.deactivate();
	expect(applicationOf(SUPPORT)).toBe(SUPPORT_LINE);
});

it('a test that was cut short keeps nobody from listening', async () => {
	const [a, b] = [await workflow('A'), await workflow('B')];
	await a.listen();
	a.kill();
	await b.listen();
	expect(messageUrl()).toBe(b.url(true));
	await b.stopListening();
	expect(applicationOf(SUPPORT)).toBe(SUPPORT_LINE);
});

it('a number with a claim of its own, which somebody has put on the application of another number, goes back to its claim', async () => {
	const before = sandbox.snapshot();
	const [a, b] = [await workflow('A'), await workflow('B', {}, [SALES])];
	await a.activate();
	await b.activate();
	sandbox.link(SALES, String(applicationOf(SUPPORT)));
	await a.deactivate();
	expect(messageUrl(SALES)).toBe(b.url());
	await b.deactivate();
	expect(sandbox.snapshot()).toEqual(before);
});

it('a deactivation that cannot ask Plivo, without static data and after a switch to Manual, is shown as failed', async () => {
	const node = await workflow('A');
	await node.activate();
	node.staticData = {};
	node.parameters = triggerParameters({ registration: 'manual' });
	sandbox.faults.add({ times: 100, fault: { kind: 'status', status: 400, error: 'no' } });
	const errors = logged('error');
	await node.deactivate({ tries: 3 });
	sandbox.faults.clear();
	expect(errors()).toMatch(/Could not ask Plivo which numbers to restore: no/);
	if (triesAgain) expect(node.shown).toMatch(/no/);
	await node.deactivate();
	expect(applicationOf(SUPPORT)).toBe(SUPPORT_LINE);
});
