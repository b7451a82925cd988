import dns from 'node:dns';
import type { IDataObject } from 'n8n-workflow';

import { gate } from '../../../sandbox/gate.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { until } from '../../until.mts';
import { nodeTypes } from '../package.mts';
import { logged } from './logged.mts';
import { TriggerNode, triggerParameters } from './triggerNode.mts';

const SUPPORT = '14151234567';
const SUPPORT_LINE = '20468599130939380';
const SALES = '14158889999';
const SALES_INBOX = '13094892674577059';
const LONDON = '447700900123';

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

async function trigger(changes: Partial<Parameters<typeof TriggerNode.start>[1]> = {}, numbers = [SUPPORT]): Promise<TriggerNode> {
	const started = await TriggerNode.start(sandbox, { parameters: triggerParameters({ numbers }), ...changes });
	triggers.push(started);
	return started;
}

function ours() {
	return sandbox.snapshot().applications.filter(({ app_name: name }) => name.startsWith('n8n-'));
}

/** The ID of the application that a number is on. */
function applicationOf(number: string): string | undefined {
	return /\/Application\/(\d+)\/$/.exec(sandbox.snapshot().numbers[number] ?? '')?.[1];
}

/** As in the names of applications: the time in seconds, by base 36. */
function order(): string {
	return Math.floor(Date.now() / 1_000).toString(36);
}

/** An application as another n8n, or this one with another workflow, would have left it, with the number on it. */
function leftBehind(kind: 'p' | 't', { instance = 'ffffff', number = SUPPORT, former = SUPPORT_LINE } = {}): string {
	const id = sandbox.addApplication({ app_name: `n8n-${number}-${former}-${order()}-${instance}-0a1b2c3d-${kind}`, message_url: 'https://n8n.example.com/webhook/x' });
	sandbox.link(number, id);
	return id;
}

/** The short hash of this n8n, as it stands in the names of its applications. */
async function instance(): Promise<string> {
	const node = await trigger({ workflowId: 'another', nodeId: 'another' });
	await node.activate();
	const [, , , , hash = ''] = String(ours()[0]?.app_name).split('-');
	await node.deactivate();
	return hash;
}

describe('calls', () => {
	it('that end go where they went, also where that was nowhere', async () => {
		// Without an address for the end of a call Plivo takes the one for its beginning.
		sandbox.editApplication(SUPPORT_LINE, { answer_url: 'https://voice.example.com/answer', hangup_url: '' });
		const node = await trigger();
		await node.activate();
		expect(ours()).toMatchObject([{ answer_url: 'https://voice.example.com/answer', hangup_url: '' }]);
		expect(await node.checkExists()).toBe(true);
	});

	it('go on as before also after the application that they were copied from was deleted', async () => {
		const node = await trigger();
		await node.activate();
		const [before] = ours();
		sandbox.removeApplication(SUPPORT_LINE);
		const moved = await trigger();
		moved.staticData = node.staticData;
		await moved.activate();
		expect(ours()).toEqual([{ ...before, message_url: moved.url() }]);
	});
});

describe('a number that somebody has put on an application of ours', () => {
	it('for another number gets one of its own', async () => {
		const before = sandbox.snapshot();
		const node = await trigger({}, [SUPPORT, SALES]);
		await node.activate();
		sandbox.link(SALES, String(applicationOf(SUPPORT)));
		expect(await node.checkExists()).toBe(false);
		await node.activate();
		expect(applicationOf(SALES)).not.toBe(applicationOf(SUPPORT));
		expect(await node.checkExists()).toBe(true);
		expect(ours()).toHaveLength(2);
		await node.deactivate();
		expect(ours()).toEqual([]);
		expect(sandbox.snapshot().numbers[SUPPORT]).toBe(before.numbers[SUPPORT]);
	});
});

describe('a registration that fails at its second number', () => {
	it('undoes all its steps by itself, before n8n asks for that', async () => {
		const before = sandbox.snapshot();
		const { default: methods } = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivoTrigger', 1).webhookMethods ?? {};
		if (methods === undefined) throw new Error('The node registers nothing');
		const removal = jest.spyOn(methods, 'delete').mockResolvedValue(true);
		const node = await trigger({}, [SUPPORT, SALES]);
		sandbox.faults.add({ method: 'POST', path: `/Number/${SALES}/`, fault: { kind: 'status', status: 400, error: 'no' } });
		await expect(node.activate()).rejects.toThrow(/^\+14158889999 could not be registered: no\./);
		expect(removal).toHaveBeenCalledTimes(1);
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('leaves the first alone where somebody has moved it meanwhile', async () => {
		const unknown = '12025550000';
		const node = await trigger({}, [SUPPORT, unknown]);
		const { opened, open } = gate();
		sandbox.faults.add({ path: `/Number/${unknown}/`, fault: { kind: 'slow', ms: 0, until: opened } });
		const activation = expect(node.activate()).rejects.toThrow(/\+12025550000 isn't a number of this Plivo account/);
		await until(() => sandbox.requests.some(({ path }) => path.includes(unknown)));
		sandbox.link(SUPPORT, SALES_INBOX);
		open();
		await activation;
		expect(applicationOf(SUPPORT)).toBe(SALES_INBOX);
		expect(ours()).toEqual([]);
	});
});

describe('what another n8n has', () => {
	it.each(['p', 't'] as const)('is named, and not taken without the option (%s)', async (kind) => {
		const id = leftBehind(kind);
		const before = sandbox.snapshot();
		const node = await trigger();
		if (kind === 'p') {
			await expect(node.activate()).rejects.toThrow(
				/\+14151234567 already go to another workflow or n8n \(https:\/\/n8n\.example\.com\/webhook\/x, application n8n-14151234567-20468599130939380-[0-9a-z]+-ffffff-0a1b2c3d-p\)\. Deactivate .*, or add the option Take Over/,
			);
		} else {
			await expect(node.listen()).rejects.toThrow(/a test of another workflow or n8n .*Deactivate/);
		}
		expect(sandbox.snapshot()).toEqual(before);
		expect(applicationOf(SUPPORT)).toBe(id);
	});

	it('is given back to it, and its former application not copied wrongly', async () => {
		const id = leftBehind('p');
		const before = sandbox.snapshot();
		const node = await trigger({ parameters: triggerParameters({ options: { takeOver: true } }) });
		await node.activate();
		expect(ours().find(({ app_id: one }) => one !== id)).toMatchObject({ answer_method: 'GET', app_name: expect.stringContaining('-20468599130939380-') });
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('goes back to what stood before all, when the other n8n has gone meanwhile', async () => {
		const before = sandbox.snapshot();
		const id = leftBehind('p');
		const node = await trigger({ parameters: triggerParameters({ options: { takeOver: true } }) });
		await node.activate();
		sandbox.removeApplication(id);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('for a test gives way to an active workflow, and stays there: it is not ours to delete', async () => {
		const id = leftBehind('t');
		const node = await trigger();
		await node.activate();
		expect(applicationOf(SUPPORT)).not.toBe(id);
		await node.deactivate();
		expect(applicationOf(SUPPORT)).toBe(SUPPORT_LINE);
		expect(ours().map(({ app_id: one }) => one)).toEqual([id]);
	});

	it('for a test may be taken by a test with the option, and is not given back to: it may be long over', async () => {
		const id = leftBehind('t');
		const node = await trigger({ parameters: triggerParameters({ options: { takeOver: true } }) });
		await node.listen();
		expect(applicationOf(SUPPORT)).not.toBe(id);
		await node.stopListening();
		expect(applicationOf(SUPPORT)).toBe(SUPPORT_LINE);
	});

	it('for a test, of another workflow of this n8n, gives way and is deleted', async () => {
		leftBehind('t', { instance: await instance() });
		const node = await trigger();
		await node.activate();
		expect(ours()).toHaveLength(1);
		await node.deactivate();
		expect(ours()).toEqual([]);
	});
});

describe('a test of another workflow that is listening now', () => {
	it('says to wait', async () => {
		const first = await trigger();
		await first.listen();
		const second = await trigger({ workflowId: 'workflow-2', nodeId: 'node-2' });
		await expect(second.listen()).rejects.toThrow(/a test of the workflow "Inbound"\. Wait until .*, or add/);
		await first.stopListening();
	});

	it('is ended by itself after an active workflow took its number', async () => {
		const before = sandbox.snapshot();
		const first = await trigger();
		await first.listen();
		const second = await trigger({ workflowId: 'workflow-2', nodeId: 'node-2' });
		await second.activate();
		expect(ours()).toHaveLength(2);
		await first.stopListening();
		expect(ours()).toHaveLength(1);
		await second.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});
});

it('a workflow is called by its name also after n8n was started again, or it was renamed', async () => {
	const first = await trigger();
	await first.activate();
	const renamed = await trigger({ workflowName: 'Its new name' });
	Object.assign(renamed, { staticData: first.staticData, baseUrl: first.baseUrl });
	expect(await renamed.checkExists()).toBe(true);
	const second = await trigger({ workflowId: 'workflow-2', nodeId: 'node-2' });
	await expect(second.activate()).rejects.toThrow(/the workflow "Its new name"/);
});

it('a workflow is deactivated although its credential cannot be used, and that is logged', async () => {
	const before = sandbox.snapshot();
	const node = await trigger({ credentials: { ...sandbox.account, baseUrl: sandbox.url } });
	await node.activate();
	node.credentials.authId = '';
	const errors = logged('error');
	await node.deactivate();
	expect(errors()).toMatch(/Could not restore the Plivo numbers of .*: The credential has no Auth ID/);
	node.credentials.authId = sandbox.account.authId;
	await node.deactivate();
	expect(sandbox.snapshot()).toEqual(before);
});

describe('a test that is called off while it begins', () => {
	it.each([`/Number/${SUPPORT}/`, '/Application/'])('gives the number back: while %s is changed', async (path) => {
		const before = sandbox.snapshot();
		const node = await trigger();
		const { opened, open } = gate();
		sandbox.faults.add({ method: 'POST', path, fault: { kind: 'slow', ms: 0, until: opened } });
		const listening = node.listen().then(
			() => 'listens',
			(error: Error) => error.message,
		);
		await until(() => sandbox.requests.some((request) => request.method === 'POST' && request.path.includes(path)));
		const stopping = node.stopListening();
		await until(() => !node.listens());
		open();
		await stopping;
		expect(await listening).toMatch(/Listening was stopped/);
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe('a copy of an active workflow that came with what n8n had written down for it', () => {
	async function copyOf(first: TriggerNode, numbers: string[]): Promise<TriggerNode> {
		const copy = await trigger({ workflowId: 'copy' }, numbers);
		copy.staticData = structuredClone(first.staticData);
		return copy;
	}

	it('leaves to the first what it has', async () => {
		const first = await trigger();
		await first.activate();
		const active = sandbox.snapshot();
		const copy = await copyOf(first, [SALES]);
		await copy.activate();
		expect(applicationOf(SUPPORT)).toBe(ours().find(({ app_name: name }) => name.includes(SUPPORT))?.app_id);
		await copy.deactivate();
		expect(sandbox.snapshot()).toEqual(active);
	});

	it('is refused its number, and changes nothing', async () => {
		const first = await trigger();
		await first.activate();
		const active = sandbox.snapshot();
		const copy = await copyOf(first, [SUPPORT]);
		await expect(copy.activate()).rejects.toThrow(/already go to the workflow "Inbound"/);
		expect(sandbox.snapshot()).toEqual(active);
	});

	it('gives the number back to the first where it took it with the option', async () => {
		const first = await trigger();
		await first.activate();
		const active = sandbox.snapshot();
		const copy = await copyOf(first, [SUPPORT]);
		copy.parameters = triggerParameters({ options: { takeOver: true } });
		await copy.activate();
		await copy.deactivate();
		expect(sandbox.snapshot()).toEqual(active);
	});
});

describe('another account in the credential', () => {
	it('is told apart: nothing of the former one is given back with it, and that is logged', async () => {
		const node = await trigger({ credentials: { ...sandbox.account, baseUrl: sandbox.url } });
		await node.activate();
		const active = sandbox.snapshot();
		const own = { ...node.credentials };
		Object.assign(node.credentials, sandbox.subaccount);
		const errors = logged('error');
		await node.deactivate();
		expect(errors()).toMatch(/^\+14151234567 could not be restored: they belong to the Plivo account MASANDBOXSANDBOX0000, but the credential is now for another account\. Choose a credential of that account/);
		expect(sandbox.snapshot()).toEqual(active);
		Object.assign(node.credentials, own);
		await node.deactivate();
		expect(ours()).toEqual([]);
	});

	it('is not what was written down', async () => {
		const node = await trigger({ credentials: { ...sandbox.account, baseUrl: sandbox.url } });
		await node.activate();
		expect(await node.checkExists()).toBe(true);
		Object.assign(node.credentials, sandbox.subaccount);
		expect(await node.checkExists()).toBe(false);
	});
});

/** Stands in for the name service, with this machine under every name. */
function toThisMachine(_name: string, ...[options, done]: LookupWords): void {
	if (typeof options === 'function') options(null, '127.0.0.1', 4);
	else if (options.all) done?.(null, [{ address: '127.0.0.1', family: 4 }]);
	else done?.(null, '127.0.0.1', 4);
}

type Found = (error: null, ...found: unknown[]) => void;
type LookupWords = [options: { all?: boolean } | Found, done?: Found];

describe('an address that only this machine can reach', () => {
	it('is refused, since Plivo is elsewhere', async () => {
		const before = sandbox.snapshot();
		// the sandbox by a name that does not look like one of this machine
		jest.spyOn(dns, 'lookup').mockImplementation(toThisMachine as typeof dns.lookup);
		const node = await trigger({ credentials: { ...sandbox.account, baseUrl: sandbox.url.replace('127.0.0.1', 'plivo.example') } });
		await expect(node.activate()).rejects.toThrow(
			/^Plivo can't reach this n8n, whose webhook address is http:\/\/127\.0\.0\.1.*Set the environment variable WEBHOOK_URL/,
		);
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe('what is not as before although nothing failed', () => {
	it('is logged: the former application was deleted', async () => {
		const node = await trigger();
		await node.activate();
		sandbox.removeApplication(SUPPORT_LINE);
		const warnings = logged('warn');
		await node.deactivate();
		expect(warnings()).toMatch(/\+14151234567 belongs to application 20468599130939380, which has been deleted at Plivo/);
	});

	it('is logged: a number that is no longer picked', async () => {
		const node = await trigger({}, [SUPPORT, LONDON]);
		await node.activate();
		sandbox.removeApplication(SUPPORT_LINE);
		node.parameters = triggerParameters({ numbers: [LONDON] });
		const warnings = logged('warn');
		await node.activate();
		expect(warnings()).toMatch(/\+14151234567 belongs to application/);
	});

	it.each([
		['list', { method: 'GET', path: '/Application/' }, /^Could not ask Plivo which numbers to restore: no/],
		['link', { method: 'POST', path: `/Number/${SUPPORT}/` }, /^\+14151234567 could not be restored: no/],
	])('is logged: a fault of the %s', async (what, rule, words) => {
		const before = sandbox.snapshot();
		const node = await trigger();
		await node.activate();
		sandbox.faults.add({ ...rule, fault: { kind: 'status', status: 400, error: 'no' } });
		const errors = logged('error');
		await node.deactivate();
		expect(errors()).toMatch(words);
		sandbox.faults.clear();
		// without the list, what was written down is given back all the same
		expect(applicationOf(SUPPORT) === SUPPORT_LINE).toBe(what === 'list');
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});
});

it('a number that is no longer picked and cannot be given back keeps nothing from starting, and stays written down', async () => {
	const before = sandbox.snapshot();
	const node = await trigger({}, [SUPPORT, SALES]);
	await node.activate();
	node.parameters = triggerParameters({ numbers: [SALES] });
	sandbox.faults.add({ method: 'POST', path: `/Number/${SUPPORT}/`, fault: { kind: 'status', status: 400, error: 'no' } });
	const warnings = logged('warn');
	await node.activate();
	expect(warnings()).toMatch(/\+14151234567 could not be restored: no/);
	expect(JSON.stringify(node.staticData)).toContain(`{"number":"${SUPPORT}","applicationId":`);
	expect(await node.checkExists()).toBe(false);
	await node.activate();
	expect(sandbox.snapshot().numbers[SUPPORT]).toBe(before.numbers[SUPPORT]);
	expect(JSON.stringify(node.staticData)).not.toContain(SUPPORT);
	await node.deactivate();
	expect(sandbox.snapshot()).toEqual(before);
});

it('nothing is changed at Plivo where all is in its place', async () => {
	const node = await trigger({}, [SUPPORT, LONDON]);
	await node.activate();
	const changes = () => sandbox.requests.filter(({ method }) => method !== 'GET').length;
	const first = changes();
	node.staticData = {};
	await node.activate();
	expect(changes()).toBe(first);
});

describe('options that cannot be used', () => {
	it.each([
		[{ keyword: '/(/' }, /'Keyword' contains/],
		[{ keyword: '/yes/i, /no/i' }, /'Keyword' contains .*, which looks like a regular expression/],
		[{ keyword: 'yes, /no/' }, /'Keyword' contains "\/no\/"/],
		[{ replyText: 'a'.repeat(1_601) }, /'Reply Text' has 1,601 characters /],
		[{ replyText: '👍'.repeat(400) }, /'Reply Text' has 800 characters as SMS counts them/],
		[{ replyText: "={{ 'a'.repeat(1601) }}" }, /'Reply Text' has 1,601 characters/],
		[{ fromNumbers: '+0*' }, /'From Numbers' contains/],
		[{ maxSizeMb: 0 }, /'Max Size \(MB\)' is "?0"?/],
		[{ replyText: '={{ ({ text: "Hi" }) }}' }, /'Reply Text' is .*, which isn't text/],
		[{ replyText: '={{ $("Settings").first().json.reply }}' }, /The options can't be used/],
		[{ raw: '={{ $("Settings").first().json.raw }}' }, /The options can't be used/],
	])('%j are refused before anything is registered', async (options, message) => {
		for (const registration of ['automatic', 'manual']) {
			const node = await trigger({ parameters: triggerParameters({ registration, options }) });
			await expect(node.activate()).rejects.toThrow(message);
		}
		expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});
});

describe('while Plivo cannot be asked', () => {
	it.each([
		['another number is picked', async (node: TriggerNode) => void (node.parameters = triggerParameters({ numbers: [SALES] }))],
		['a number more is picked', async (node: TriggerNode) => void (node.parameters = triggerParameters({ numbers: [SUPPORT, SALES] }))],
		['one less is picked', async (node: TriggerNode) => void (node.parameters = triggerParameters({ numbers: [LONDON] }))],
		['Plivo refuses', async () => undefined],
	])('it is not taken to be as before when %s', async (words, change) => {
		const node = await trigger({}, words === 'one less is picked' ? [SUPPORT, LONDON] : [SUPPORT]);
		await node.activate();
		await change(node);
		sandbox.faults.add({ times: 100, fault: { kind: 'status', status: words === 'Plivo refuses' ? 401 : 429, retryAfter: 60 } });
		await expect(node.checkExists()).rejects.toThrow(/^Could not ask Plivo about the numbers/);
	});

	it('a test does not begin', async () => {
		const node = await trigger();
		await node.activate();
		await node.listen();
		sandbox.faults.add({ times: 100, fault: { kind: 'status', status: 429, retryAfter: 60 } });
		await expect(node.listen()).rejects.toThrow(/Could not ask Plivo|could not be registered/);
	});
});

it('a test that was left behind on another number ends when the workflow begins', async () => {
	const before = sandbox.snapshot();
	const node = await trigger({}, [SALES]);
	await node.listen();
	node.kill();
	node.parameters = triggerParameters({ numbers: [SUPPORT] });
	await node.activate();
	expect(ours()).toHaveLength(1);
	await node.deactivate();
	expect(sandbox.snapshot()).toEqual(before);
});

describe('an end of a test of which nothing is known any more', () => {
	it('gives the number back to the active workflow', async () => {
		const node = await trigger();
		await node.activate();
		const active = sandbox.snapshot();
		await node.listen();
		node.testData = {};
		await node.stopListening();
		expect(sandbox.snapshot()).toEqual(active);
	});
});

describe('a number that was taken from another workflow', () => {
	/** Two workflows, of which the second has taken the number from the first. */
	async function taken(): Promise<{ first: TriggerNode; second: TriggerNode }> {
		const first = await trigger({ workflowId: 'first', nodeId: 'first', workflowName: 'The first' });
		await first.activate();
		const second = await trigger({ workflowId: 'second', nodeId: 'second' });
		await expect(second.activate()).rejects.toThrow(/the workflow "The first"/);
		second.parameters = triggerParameters({ options: { takeOver: true } });
		await second.activate();
		return { first, second };
	}

	it('goes back to it also after the second was healed', async () => {
		const { first, second } = await taken();
		sandbox.editApplication(String(applicationOf(SUPPORT)), { answer_url: 'https://voice.example.com/wrong' });
		await second.activate();
		await second.deactivate();
		expect(ours().find(({ app_id: id }) => id === applicationOf(SUPPORT))?.message_url).toBe(first.url());
	});

	it('goes where somebody has moved it in between', async () => {
		const { second } = await taken();
		sandbox.link(SUPPORT, SALES_INBOX);
		await second.activate();
		await second.deactivate();
		expect(applicationOf(SUPPORT)).toBe(SALES_INBOX);
	});

	it('goes back to it from a test that is called off while it begins', async () => {
		const first = await trigger();
		await first.activate();
		const active = sandbox.snapshot();
		const second = await trigger({ workflowId: 'second', nodeId: 'second', parameters: triggerParameters({ options: { takeOver: true } }) });
		const path = `/Number/${SUPPORT}/`;
		const calls = () => sandbox.requests.filter((request) => request.method === 'POST' && request.path.includes(path)).length;
		const before = calls();
		const { opened, open } = gate();
		sandbox.faults.add({ method: 'POST', path, fault: { kind: 'slow', ms: 0, until: opened } });
		const listening = expect(second.listen()).rejects.toThrow(/Listening was stopped/);
		await until(() => calls() > before);
		const stopping = second.stopListening();
		await until(() => !second.listens());
		open();
		await stopping;
		await listening;
		expect(sandbox.snapshot()).toEqual(active);
	});
});

it('numbers that are no longer wanted are given back by the deactivation, too', async () => {
	const before = sandbox.snapshot();
	const node = await trigger();
	await node.activate();
	node.parameters = triggerParameters({ events: ['status'] });
	await node.deactivate();
	expect(sandbox.snapshot()).toEqual(before);
});

describe('a check', () => {
	/** What the node has written down, to be changed. */
	const written = (node: TriggerNode) => node.staticData['node:Plivo Messaging Trigger'] as IDataObject;

	it('sees that an older address was written over the one that Plivo has: signatures are made over it', async () => {
		const node = await trigger();
		await node.activate();
		written(node).url = 'https://old.example.com/webhook';
		expect(await node.checkExists()).toBe(false);
		await node.activate();
		expect(written(node).url).toBe(node.url());
	});

	it('sees a changed address of this n8n also where the webhook is entered by hand', async () => {
		const parameters = triggerParameters({ registration: 'manual' });
		const node = await trigger({ parameters });
		await node.activate();
		const moved = await trigger({ parameters });
		moved.staticData = node.staticData;
		expect(await moved.checkExists()).toBe(false);
		await moved.activate();
		expect(written(moved).url).toBe(moved.url());
	});

	it('is not held up by what somebody has deleted', async () => {
		const node = await trigger({}, [SUPPORT, SALES]);
		await node.activate();
		sandbox.removeApplication(String(applicationOf(SUPPORT)));
		node.parameters = triggerParameters({ numbers: [SALES] });
		await node.activate();
		expect(await node.checkExists()).toBe(true);
		expect(written(node).taken).toMatchObject({ [sandbox.account.authId]: [{ number: SALES }] });
		sandbox.removeApplication(String(applicationOf(SALES)));
		await node.deactivate();
		expect(written(node).taken).toEqual({});
	});

	it('sees an application of this node that no number needs', async () => {
		const node = await trigger();
		await node.activate();
		const name = String(ours()[0]?.app_name).replace(/-\d+-\d+$/, `-${LONDON}-none`);
		sandbox.addApplication({ app_name: name, message_url: node.url() });
		expect(await node.checkExists()).toBe(false);
		await node.activate();
		expect(ours()).toHaveLength(1);
		expect(await node.checkExists()).toBe(true);
	});
});

it('an application of the active workflow for another number is not where a test gives its number back', async () => {
	const node = await trigger({}, [LONDON]);
	await node.activate();
	const active = sandbox.snapshot();
	node.parameters = triggerParameters({ numbers: [SALES] });
	await node.listen();
	node.testData = {};
	await node.stopListening();
	expect(sandbox.snapshot()).toEqual(active);
	expect(applicationOf(SALES)).toBe(SALES_INBOX);
});

it('numbers may come as a text, with blanks and more than once', async () => {
	const node = await trigger({ parameters: triggerParameters({ numbers: `+1 (415) 123-4567, ${SALES};\n${SUPPORT}` }) });
	await node.activate();
	expect(ours()).toHaveLength(2);
	expect(await node.checkExists()).toBe(true);
	const list = await trigger({ parameters: triggerParameters({ numbers: ['', SUPPORT, null, Number(SUPPORT), SALES] }), workflowId: 'workflow-1' });
	list.staticData = node.staticData;
	await list.activate();
	expect(ours()).toHaveLength(2);
});
