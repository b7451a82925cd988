import fc from 'fast-check';
import { HookContext } from 'n8n-core';

import type { Fault } from '../../../sandbox/faults.mts';
import { gate } from '../../../sandbox/gate.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { until } from '../../until.mts';
import { newProcess } from '../newProcess.mts';
import { RequestCount } from './requestCount.mts';
import { TriggerNode, triggerParameters } from './triggerNode.mts';

/** One that has an application, and one that has none. */
const NUMBERS = ['14151234567', '447700900123'] as const;
const WORKFLOWS = 3;
/** n8n 2.41 tries a deactivation again that fails. */
const triesAgain = 'listAgents' in HookContext.prototype;
const RUNS = triesAgain ? Number(process.env.CLAIM_SEQUENCES ?? 200) : 40;

let sandbox: Sandbox;
const nodes: TriggerNode[] = [];

beforeAll(async () => {
	sandbox = await startSandbox({ limits: { listPerMinute: 1_000, requestsPer5Seconds: 1_000_000 } });
	for (let index = 0; index < WORKFLOWS; index++) nodes.push(await workflow(index));
});

afterAll(async () => {
	for (const node of nodes) await node.close();
	await sandbox.close();
});

/** The last one is a copy of the first, so that their nodes have the same ID. */
async function workflow(index: number): Promise<TriggerNode> {
	const nodeId = `node-${index === WORKFLOWS - 1 ? 0 : index}`;
	return await TriggerNode.start(sandbox, { parameters: {}, workflowId: `workflow-${index}`, workflowName: `Workflow ${index}`, nodeId });
}

/** What a user would say of one number: who has claimed it, the last one at the end, above the application that it had. */
interface Expected {
	bottom: string | null;
	claims: Array<{ workflow: number; kind: 'p' | 't' }>;
	/** Workflows whose test on it was cut short when n8n was killed: it may stay on their address until somebody takes the number, or gives it back. */
	dead: Set<number>;
}

const step = fc.record({
	what: fc.constantFrom(
		...(['activate', 'activate', 'activate', 'deactivate', 'deactivate', 'listen', 'listen', 'end', 'end'] as const),
		...(['kill', 'restart', 'move', 'rename', 'delete', 'callOff'] as const),
	),
	workflow: fc.nat({ max: WORKFLOWS - 1 }),
	/** Which of the numbers the node has; one of them at least. */
	numbers: fc.constantFrom<readonly string[]>([NUMBERS[0]], [NUMBERS[1]], NUMBERS),
	takeOver: fc.boolean(),
	/** Which request of the step goes wrong, and how. */
	fault: fc.option(
		fc.record({
			at: fc.integer({ min: 1, max: 14 }),
			fault: fc.constantFrom<Fault>(
				{ kind: 'status', status: 400, error: 'no' },
				{ kind: 'statusAfter', status: 400 },
			),
		}),
		{ freq: 4 },
	),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A model of the workflows, beside the real ones. */
class World {
	readonly numbers = new Map<string, Expected>();

	/** The numbers of each workflow that is active, or that listens. */
	readonly active = new Map<number, readonly string[]>();

	readonly listening = new Map<number, readonly string[]>();

	/** Whether a request of the step may fail. */
	hasFault = false;

	constructor() {
		for (const node of nodes) node.kill();
		sandbox.reset();
		const { numbers } = sandbox.snapshot();
		for (const number of NUMBERS) this.numbers.set(number, { bottom: idOf(numbers[number]), claims: [], dead: new Set() });
		for (const node of nodes) {
			node.staticData = {};
			node.testData = undefined;
			node.isActive = false;
		}
	}

	of(number: string): Expected {
		const expected = this.numbers.get(number);
		if (expected === undefined) throw new Error('no such number');
		return expected;
	}

	/** Whether a claim has to be refused without Take Over. */
	isHeld(workflow: number, kind: 'p' | 't', numbers: readonly string[]): boolean {
		return numbers.some((number) => {
			const holders = this.of(number).claims.filter((claim) => claim.kind === 'p' || kind === 't');
			const last = holders.at(-1);
			return last !== undefined && last.workflow !== workflow;
		});
	}

	push(workflow: number, kind: 'p' | 't', numbers: readonly string[]): void {
		this.pop(workflow, kind);
		for (const number of numbers) {
			this.of(number).claims.push({ workflow, kind });
			if (!this.hasFault) this.of(number).dead.clear();
		}
		(kind === 'p' ? this.active : this.listening).set(workflow, numbers);
	}

	pop(workflow: number, kind: 'p' | 't'): void {
		for (const expected of this.numbers.values()) {
			const left = expected.claims.filter((claim) => claim.workflow !== workflow || claim.kind !== kind);
			if (left.length < expected.claims.length && !this.hasFault) expected.dead.clear();
			if (!this.hasFault) expected.dead.delete(workflow);
			expected.claims = left;
		}
		(kind === 'p' ? this.active : this.listening).delete(workflow);
	}

	/** An active workflow is activated anew: it takes again what it has lost, and keeps its place elsewhere. */
	reclaim(workflow: number): void {
		for (const number of this.active.get(workflow) ?? []) {
			const { claims, dead } = this.of(number);
			if (!claims.some((one) => one.workflow === workflow && one.kind === 'p')) claims.push({ workflow, kind: 'p' });
			if (!this.hasFault) dead.clear();
		}
	}

	/** n8n is stopped in the middle of all tests. */
	kill(): void {
		for (const [workflow, numbers] of [...this.listening]) {
			this.pop(workflow, 't');
			for (const number of numbers) this.of(number).dead.add(workflow);
		}
	}

	/** Every number's messages go where a user would say. */
	check(): void {
		const { numbers, applications } = sandbox.snapshot();
		for (const [number, { bottom, claims, dead }] of this.numbers) {
			const id = idOf(numbers[number]);
			const top = claims.at(-1);
			const found = applications.find(({ app_id: one }) => one === id)?.message_url;
			if ([...dead].some((workflow) => nodes[workflow]?.url(true) === found)) continue;
			if (top === undefined) expect([number, id]).toEqual([number, bottom]);
			else {
				expect([number, found]).toEqual([number, nodes[top.workflow]?.url(top.kind === 't')]);
			}
		}
	}
}

function idOf(path: string | null | undefined): string | null {
	return /\/Application\/(\d+)\/$/.exec(path ?? '')?.[1] ?? null;
}

function ours() {
	return sandbox.snapshot().applications.filter(({ app_name: name }) => name.startsWith('n8n-'));
}

function nodeOf(workflow: number): TriggerNode {
	const node = nodes[workflow];
	if (node === undefined) throw new Error('no such workflow');
	return node;
}

async function failed(work: Promise<void>): Promise<string | undefined> {
	return await work.then(
		() => undefined,
		(error: Error) => error.message,
	);
}

/** Claims numbers, or is refused; either way it must be as the model says. */
async function claim(world: World, { workflow, numbers, takeOver }: Step, kind: 'p' | 't'): Promise<void> {
	const node = nodeOf(workflow);
	node.parameters = triggerParameters({ numbers, options: takeOver ? { takeOver } : {} });
	const isHeld = !takeOver && world.isHeld(workflow, kind, numbers);
	const error = await failed(kind === 'p' ? node.activate() : node.listen());
	if (!world.hasFault) expect([error ?? 'taken', isHeld]).toEqual([isHeld ? expect.stringMatching(/already go to/) : 'taken', isHeld]);
	if (error === undefined) world.push(workflow, kind, numbers);
}

/** n8n starts again, and before 2.41 it activates all that is active anew. */
async function restart(world: World): Promise<void> {
	for (const [workflow, numbers] of [...world.active]) {
		const node = nodeOf(workflow);
		// As published: a test may have been of a later draft.
		node.parameters = triggerParameters({ numbers: [...numbers] });
		const error = await failed(node.activate());
		// One of two whose number somebody had moved away: the first has it.
		if (error === undefined) world.reclaim(workflow);
		else {
			expect(error).toMatch(/already go to/);
			node.isActive = false;
			world.pop(workflow, 'p');
		}
	}
}

async function take(world: World, now: Step): Promise<void> {
	// The limit of Plivo's account, which all steps would share, is tested elsewhere.
	newProcess();
	const { what, workflow, numbers, fault } = now;
	const node = nodeOf(workflow);
	const [number = ''] = numbers;
	if (fault !== null && ['activate', 'deactivate', 'listen'].includes(what)) sandbox.faults.add({ path: new RequestCount(fault.at), fault: fault.fault });
	world.hasFault = fault !== null;
	switch (what) {
		case 'activate':
			if (!world.active.has(workflow)) await claim(world, now, 'p');
			break;
		case 'listen':
			if (!world.listening.has(workflow)) await claim(world, now, 't');
			break;
		case 'deactivate':
			if (!world.active.has(workflow)) break;
			await node.deactivate({ tries: 3 });
			expect(node.shown).toBeUndefined();
			// The user has to, where n8n does not.
			if (!triesAgain && world.hasFault) await node.deactivate();
			world.pop(workflow, 'p');
			break;
		case 'end':
			if (!world.listening.has(workflow)) break;
			await node.stopListening();
			world.pop(workflow, 't');
			break;
		case 'callOff':
			if (!world.active.has(workflow)) await callOff(world, now);
			break;
		case 'kill':
		case 'restart':
			for (const one of nodes) one.kill();
			world.kill();
			await restart(world);
			break;
		case 'move': {
			const id = sandbox.addApplication({ app_name: 'Moved', answer_url: 'https://voice.example.com/moved' });
			sandbox.link(number, id);
			Object.assign(world.of(number), { bottom: id, claims: [], dead: new Set() });
			break;
		}
		case 'rename':
		case 'delete':
			await disturb(world, now, number);
	}
	sandbox.faults.clear();
}

/** The workflow is deactivated while Plivo takes its time over some request of the activation. */
async function callOff(world: World, { workflow, numbers, fault }: Step): Promise<void> {
	const node = nodeOf(workflow);
	node.parameters = triggerParameters({ numbers, options: { takeOver: true } });
	const { opened, open } = gate();
	sandbox.faults.add({ path: new RequestCount(fault?.at ?? 3), fault: { kind: 'slow', ms: 0, until: opened } });
	const before = sandbox.requests.length;
	const activation = failed(node.activate());
	await until(() => sandbox.requests.length >= before + Math.min(fault?.at ?? 3, 3));
	const deactivation = node.deactivate({ tries: 3 });
	open();
	await Promise.all([activation, deactivation]);
	node.isActive = false;
	world.pop(workflow, 'p');
}

/** Somebody renames or deletes the application of a workflow that has the number, which then is deactivated, or healed. */
async function disturb(world: World, { what, takeOver: isHealed }: Step, number: string): Promise<void> {
	const top = world.of(number).claims.at(-1);
	if (top?.kind !== 'p') return;
	const id = idOf(sandbox.snapshot().numbers[number]) ?? '';
	if (what === 'rename') sandbox.editApplication(id, { app_name: 'Renamed' });
	else sandbox.removeApplication(id);
	const node = nodeOf(top.workflow);
	if (isHealed) {
		node.parameters = triggerParameters({ numbers: [...(world.active.get(top.workflow) ?? [])], options: { takeOver: true } });
		await node.activate();
		world.reclaim(top.workflow);
	} else {
		await node.deactivate({ tries: 3 });
		world.pop(top.workflow, 'p');
	}
}

it(`for any order of workflows, tests, faults and changes by hand, each number's messages go where they should (${RUNS} sequences)`, async () => {
	const seed = Number(process.env.CLAIM_SEED ?? Date.now() % 1_000_000_000);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
			const world = new World();
			for (const now of steps) {
				await take(world, now);
				world.check();
			}
			for (const workflow of [...world.listening.keys()]) await take(world, { what: 'end', workflow, numbers: NUMBERS, takeOver: false, fault: null });
			for (const workflow of [...world.active.keys()]) await take(world, { what: 'deactivate', workflow, numbers: NUMBERS, takeOver: false, fault: null });
			// What a test left behind, when n8n was killed, goes with the next that its workflow does.
			if (steps.some(({ what }) => what === 'kill' || what === 'restart')) {
				for (const workflow of nodes.keys()) {
					for (const what of ['activate', 'deactivate'] as const) await take(world, { what, workflow, numbers: NUMBERS, takeOver: false, fault: null });
				}
			}
			world.check();
			expect(ours()).toEqual([]);
		}),
		{ numRuns: RUNS, seed },
	);
	console.info(`stack of claims: ${RUNS} sequences, seed ${seed}`);
}, 3_600_000);
