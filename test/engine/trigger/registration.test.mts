import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { positionsOf } from '../../../sandbox/variants.mts';
import { TriggerNode, triggerParameters } from './triggerNode.mts';

const SUPPORT = '14151234567';
const SALES = '14158889999';
const TOLL_FREE = '18005550199';
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
});

afterAll(async () => await sandbox.close());

async function trigger(changes: Partial<Parameters<typeof TriggerNode.start>[1]> = {}, numbers = [SUPPORT]): Promise<TriggerNode> {
	const started = await TriggerNode.start(sandbox, { parameters: triggerParameters({ numbers }), ...changes });
	triggers.push(started);
	return started;
}

/** Another workflow than the first. */
async function other(numbers = [SUPPORT], options = {}): Promise<TriggerNode> {
	return await trigger({
		workflowId: 'workflow-2',
		workflowName: 'Another one',
		nodeId: 'node-2',
		parameters: triggerParameters({ numbers, options }),
	});
}

/** Where the messages of a number go, as Plivo sees it. */
function messageUrl(number: string): string | null {
	const { numbers, applications } = sandbox.snapshot();
	const application = applications.find(({ app_id: id }) => numbers[number]?.endsWith(`/${id}/`));
	return application?.message_url ?? null;
}

function ours(): string[] {
	return sandbox.snapshot().applications.flatMap(({ app_name: name }) => (name.startsWith('n8n-') ? [name] : []));
}

// Each of them has to find its own applications among others.
describe.each(positionsOf('app-name-filter'))('activating and deactivating, with app-name-filter=%s,', (filter) => {
	beforeEach(() => {
		sandbox.variants['app-name-filter'] = filter;
	});

	it('brings the messages here and leaves Plivo byte for byte as it was', async () => {
		const before = sandbox.snapshot();
		const node = await trigger({}, [SUPPORT, SALES, TOLL_FREE, LONDON]);
		await node.activate();
		for (const number of [SUPPORT, SALES, TOLL_FREE, LONDON]) expect(messageUrl(number)).toBe(node.url());
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('answers calls as before while it is active', async () => {
		const { applications } = sandbox.snapshot();
		const node = await trigger({}, [SUPPORT, SALES]);
		await node.activate();
		for (const [number, former] of [[SUPPORT, 'Support_line'], [SALES, 'Sales_inbox']] as const) {
			const was = applications.find(({ app_name: name }) => name === former);
			const is = sandbox.snapshot().applications.find(({ app_name: name }) => name.startsWith(`n8n-${number}-`));
			for (const key of [
				'answer_url',
				'answer_method',
				'hangup_url',
				'hangup_method',
				'fallback_answer_url',
				'fallback_method',
				'log_incoming_messages',
				'sub_account',
			] as const) {
				expect(is?.[key]).toEqual(was?.[key]);
			}
		}
	});

	it('keeps a subaccount', async () => {
		const before = sandbox.snapshot();
		const node = await trigger({ credentials: { ...sandbox.subaccount, baseUrl: sandbox.url } }, ['13125550142']);
		await node.activate();
		expect(sandbox.snapshot().applications.find(({ app_name: name }) => name.startsWith('n8n-'))?.sub_account).toContain(
			sandbox.subaccount.authId,
		);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('names what stood before in the application, and no other', async () => {
		const node = await trigger({}, [SUPPORT, LONDON]);
		await node.activate();
		expect(ours().sort()).toEqual([
			expect.stringMatching(/^n8n-14151234567-20468599130939380-[0-9a-z]{6}-[0-9a-f]{6}-[0-9a-f]{8}-p$/),
			expect.stringMatching(/^n8n-447700900123-none-[0-9a-z]{6}-[0-9a-f]{6}-[0-9a-f]{8}-p$/),
		]);
	});

	it('deletes no number, and nothing that hangs on an application', async () => {
		const node = await trigger();
		await node.activate();
		await node.deactivate();
		const deletions = sandbox.requests.filter(({ method }) => method === 'DELETE');
		expect(deletions.map(({ path, query }) => [path.split('/')[4], query.cascade])).toEqual([['Application', 'false']]);
		expect(sandbox.snapshot().looseEndpoints).toEqual([]);
	});

	it('can be done twice over without a trace', async () => {
		const before = sandbox.snapshot();
		const node = await trigger();
		await node.activate();
		const active = sandbox.snapshot();
		await node.activate();
		expect(sandbox.snapshot()).toEqual(active);
		await node.deactivate();
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('gives back a number that is no longer picked', async () => {
		const before = sandbox.snapshot();
		const node = await trigger({}, [SUPPORT, SALES]);
		await node.activate();
		node.parameters = triggerParameters({ numbers: [SALES] });
		await node.activate();
		expect(sandbox.snapshot().numbers[SUPPORT]).toBe(before.numbers[SUPPORT]);
		expect(ours()).toHaveLength(1);
		node.parameters = triggerParameters({ events: ['status'] });
		await node.activate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('changes nothing at Plivo for manual registration and for statuses', async () => {
		for (const parameters of [triggerParameters({ registration: 'manual' }), triggerParameters({ events: ['status'] })]) {
			const node = await trigger({ parameters });
			await node.activate();
			expect(await node.checkExists()).toBe(true);
			await node.deactivate();
			await node.listen();
			await node.stopListening();
		}
		// It looks once, when it is activated and when it is deactivated, whether a node without data has left something.
		expect(new Set(sandbox.requests.map(({ method, path }) => `${method} ${path.split('/')[4]}`))).toEqual(new Set(['GET Application']));
		expect(sandbox.requests).toHaveLength(4);
	});
});

describe('what is refused', () => {
	it.each([
		[['12025550000'], /\+12025550000 isn't a number of this Plivo account/],
		[['12065550111'], /\+12065550111 is assigned to something that isn't an XML application.*give it an XML application/],
		[[], /'Number Names or IDs' is empty. Pick/],
		[['hello'], /'Number Names or IDs' contains "hello", which isn't a valid phone number/],
	])('%s', async (numbers, message) => {
		const before = sandbox.snapshot();
		const node = await trigger({}, numbers);
		await expect(node.activate()).rejects.toThrow(message);
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('credentials that Plivo does not take', async () => {
		const node = await trigger({ credentials: { ...sandbox.account, authToken: 'wrong', baseUrl: sandbox.url } });
		await expect(node.activate()).rejects.toThrow(/copy both again/);
	});
});

it.each(positionsOf('unlink'))('a number without an application is left without one, with unlink=%s', async (position) => {
	sandbox.variants.unlink = position;
	const before = sandbox.snapshot();
	expect(before.numbers[LONDON]).toBeNull();
	for (const numbers of [[LONDON], [LONDON, SUPPORT]]) {
		const node = await trigger({}, numbers);
		await node.activate();
		expect(messageUrl(LONDON)).toBe(node.url());
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	}
});

describe.each([
	['40', /^\+14151234567 could not be registered: 'app_name' has 58 characters, the maximum is 40\. Set Registration to Manual, and enter this node's webhook address in/],
	['cut', /^Plivo changed the name of the application for \+14151234567 from (n8n-14151234567-\S+) to n8n-14151234567-\S+\. .* so it didn't register it\. Set Registration to Manual, and enter this node's webhook address in/],
] as const)('where the name of an application is too long, with app-name-length=%s,', (length, message) => {
	it.each(['activate', 'listen'] as const)('nothing is changed at Plivo, and the error says why: %s', async (begin) => {
		sandbox.variants['app-name-length'] = length;
		const before = sandbox.snapshot();
		const node = await trigger();
		for (let attempt = 0; attempt < 2; attempt++) await expect(node[begin]()).rejects.toThrow(message);
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('a registration from before goes on and is given back', async () => {
		const before = sandbox.snapshot();
		const node = await trigger();
		await node.activate();
		sandbox.variants['app-name-length'] = length;
		expect(await node.checkExists()).toBe(true);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe('what was moved', () => {
	it('is healed when n8n starts again', async () => {
		const node = await trigger({}, [SUPPORT, SALES]);
		const before = sandbox.snapshot();
		await node.activate();
		expect(await node.checkExists()).toBe(true);

		sandbox.link(SUPPORT, '30039778631346811');
		expect(await node.checkExists()).toBe(false);
		await node.activate();
		expect(messageUrl(SUPPORT)).toBe(node.url());
		expect(ours()).toHaveLength(2);
		await node.deactivate();
		// It goes back to where somebody had moved it.
		expect(sandbox.snapshot().numbers).toEqual({ ...before.numbers, [SUPPORT]: before.numbers[TOLL_FREE] });
		expect(ours()).toEqual([]);
	});

	it('a changed address of this n8n', async () => {
		const before = sandbox.snapshot();
		const node = await trigger();
		await node.activate();
		const moved = await trigger();
		moved.staticData = node.staticData;
		expect(await moved.checkExists()).toBe(false);
		await moved.activate();
		expect(messageUrl(SUPPORT)).toBe(moved.url());
		await moved.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('settings for calls that were changed meanwhile', async () => {
		const node = await trigger();
		await node.activate();
		sandbox.editApplication('20468599130939380', { answer_url: 'https://voice.example.com/new', hangup_url: '' });
		expect(await node.checkExists()).toBe(false);
		await node.activate();
		const [own] = sandbox.snapshot().applications.filter(({ app_name: name }) => name.startsWith('n8n-'));
		expect(own).toMatchObject({ answer_url: 'https://voice.example.com/new', hangup_url: '' });
		expect(await node.checkExists()).toBe(true);
	});

	it('lost static data', async () => {
		const before = sandbox.snapshot();
		const node = await trigger({}, [SUPPORT, LONDON]);
		await node.activate();
		node.staticData = {};
		await node.activate();
		expect(await node.checkExists()).toBe(true);
		node.staticData = {};
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('is left alone at the end, when somebody moved it on purpose', async () => {
		const node = await trigger();
		await node.activate();
		sandbox.link(SUPPORT, '13094892674577059');
		await node.deactivate();
		expect(sandbox.snapshot().numbers[SUPPORT]).toContain('13094892674577059');
		expect(ours()).toEqual([]);
	});

	it('a former application that was deleted: calls go on by ours, and messages go nowhere', async () => {
		const node = await trigger();
		await node.activate();
		const [active] = sandbox.snapshot().applications.filter(({ app_name: name }) => name.startsWith('n8n-'));
		sandbox.removeApplication('20468599130939380');
		expect(await node.checkExists()).toBe(true);
		await node.deactivate();
		const left = sandbox.snapshot();
		expect(left.numbers[SUPPORT]).toContain(active?.app_id);
		expect(left.applications).toContainEqual({ ...active, message_url: '' });
		// From then on it is what the number had.
		await node.activate();
		expect(messageUrl(SUPPORT)).toBe(node.url());
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(left);
	});

	it('a former application that was deleted, of a number without calls: it is left without one', async () => {
		sandbox.editApplication('20468599130939380', { answer_url: '', hangup_url: '', fallback_answer_url: '' });
		const node = await trigger();
		await node.activate();
		sandbox.removeApplication('20468599130939380');
		await node.deactivate();
		expect(sandbox.snapshot().numbers[SUPPORT]).toBeNull();
		expect(ours()).toEqual([]);
	});

	it('is taken to be as before when Plivo cannot be asked', async () => {
		const node = await trigger();
		await node.activate();
		sandbox.faults.add({ fault: { kind: 'status', status: 503 }, times: 100 });
		expect(await node.checkExists()).toBe(true);
		sandbox.faults.clear();
	});
});

describe.each(positionsOf('app-name-filter'))('two that want one number, with app-name-filter=%s:', (filter) => {
	beforeEach(() => {
		sandbox.variants['app-name-filter'] = filter;
	});

	it('the second is refused by name, and takes it with the option', async () => {
		const before = sandbox.snapshot();
		const first = await trigger();
		await first.activate();
		const second = await other();
		const refusal =
			/^The messages of \+14151234567 already go to the workflow "Inbound"\. Deactivate that workflow first, or add the option Take Over to this node\.$/;
		await expect(second.activate({ tries: 3 })).rejects.toThrow(refusal);
		expect(messageUrl(SUPPORT)).toBe(first.url());

		second.parameters = triggerParameters({ options: { takeOver: true } });
		await second.activate();
		expect(messageUrl(SUPPORT)).toBe(second.url());
		await second.deactivate();
		expect(messageUrl(SUPPORT)).toBe(first.url());
		await first.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('the first ends first: the number still comes back to what it had', async () => {
		const before = sandbox.snapshot();
		const first = await trigger();
		await first.activate();
		const second = await other([SUPPORT], { takeOver: true });
		await second.activate();
		await first.deactivate();
		expect(messageUrl(SUPPORT)).toBe(second.url());
		await second.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('do not get in the way of each other with different numbers that one application answers', async () => {
		const before = sandbox.snapshot();
		expect(before.numbers[TOLL_FREE]).toBe(before.numbers['16465550104']);
		const first = await trigger({}, [TOLL_FREE]);
		await first.activate();
		const second = await other(['16465550104']);
		await second.activate();
		expect([messageUrl(TOLL_FREE), messageUrl('16465550104')]).toEqual([first.url(), second.url()]);
		await second.deactivate();
		expect(messageUrl(TOLL_FREE)).toBe(first.url());
		await first.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('at the same moment: one gets it, and the other leaves nothing behind', async () => {
		const before = sandbox.snapshot();
		const first = await trigger();
		const second = await other();
		const results = await Promise.allSettled([first.activate(), second.activate()]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(ours()).toHaveLength(1);
		await Promise.all([first.deactivate(), second.deactivate()]);
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe('listening for a test event', () => {
	it('borrows the number, and gives it back', async () => {
		const before = sandbox.snapshot();
		const node = await trigger();
		await node.listen();
		expect(messageUrl(SUPPORT)).toBe(node.url(true));
		await node.stopListening();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('gives it back to the active workflow', async () => {
		const before = sandbox.snapshot();
		const node = await trigger({}, [SUPPORT, LONDON]);
		await node.activate();
		const active = sandbox.snapshot();
		await node.listen();
		expect(messageUrl(SUPPORT)).toBe(node.url(true));
		await node.stopListening();
		expect(sandbox.snapshot()).toEqual(active);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('the workflow is activated meanwhile: it has the number at once', async () => {
		const before = sandbox.snapshot();
		const node = await trigger();
		await node.listen();
		await node.activate();
		expect(messageUrl(SUPPORT)).toBe(node.url());
		await node.stopListening();
		expect(messageUrl(SUPPORT)).toBe(node.url());
		expect(ours()).toHaveLength(1);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('the workflow is deactivated meanwhile: the test goes on', async () => {
		const before = sandbox.snapshot();
		const node = await trigger();
		await node.activate();
		await node.listen();
		await node.deactivate();
		expect(messageUrl(SUPPORT)).toBe(node.url(true));
		await node.stopListening();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it.each([
		['listening', async (node: TriggerNode) => (await node.listen(), await node.stopListening())],
		['activation', async (node: TriggerNode) => (await node.activate(), await node.deactivate())],
	])('n8n is killed meanwhile: the next %s heals it', async (_what, next) => {
		const before = sandbox.snapshot();
		const node = await trigger();
		await node.listen();
		node.kill();
		await next(node);
		expect(sandbox.snapshot()).toEqual(before);
	});

	it('n8n is killed while the active workflow has lent its number: its start heals it', async () => {
		const node = await trigger();
		await node.activate();
		const active = sandbox.snapshot();
		await node.listen();
		node.kill();
		expect(await node.checkExists()).toBe(false);
		await node.activate();
		expect(messageUrl(SUPPORT)).toBe(node.url());
		await node.listen();
		await node.stopListening();
		expect(sandbox.snapshot()).toEqual(active);
	});

	it("another workflow's number is not borrowed without the option, and goes back to it with the option", async () => {
		const first = await trigger();
		await first.activate();
		const active = sandbox.snapshot();
		const second = await other();
		await expect(second.listen()).rejects.toThrow(/Take Over/);
		expect(sandbox.snapshot()).toEqual(active);
		second.parameters = triggerParameters({ options: { takeOver: true } });
		await second.listen();
		expect(messageUrl(SUPPORT)).toBe(second.url(true));
		await second.stopListening();
		expect(sandbox.snapshot()).toEqual(active);
	});
});
