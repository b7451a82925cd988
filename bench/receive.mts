import { randomUUID } from 'node:crypto';
import { callAsStranger, hugeCalls, madeUp, type StrangerCall } from '../test/e2e/checks/strangers.mts';
import { workflowNode } from '../test/e2e/checks/workflowNode.mts';
import type { InstalledN8n } from '../playground/install.mts';
import type { EditorClient, WorkflowNode } from '../playground/rest.mts';
import { until } from '../playground/until.mts';
import { mainAccount } from '../sandbox/fixtures.mts';
import { step } from '../scripts/console.mjs';
import { openN8n, saveWorkflow, type BenchN8n } from './n8n.mts';
import type { Called, Calls } from './processes/caller.mts';
import { Child } from './processes/child.mts';
import { ratio, seconds, show, type Report } from './report.mts';
import { inTurns, quantile, type Figures } from './rounds.mts';

const wholePlan = { perRate: [[10, 20], [25, 10], [50, 10]], floodSeconds: 10, rounds: 2 } as const;
const quickPlan = { perRate: [[10, 4], [25, 4], [50, 4]], floodSeconds: 4, rounds: 1 } as const;
const flood = { perSecond: 1_000, mostWaiting: 100 };
/** What n8n needs to be told so that a trigger of a package isn't dearer to it than its own Webhook node: docs/trigger.md. */
const settings: Array<[label: string, env: Record<string, string>]> = [['', {}], [', set', { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' }]];
const key = { name: 'x-key', value: 'benchmark' };

const text = `Messages with a V3 signature come in at fixed times, whatever the answers, to an active workflow of the trigger and a node that
does nothing. "Webhook" is n8n's own node in the trigger's place, which checks a header instead of a signature. n8n is called over
plain HTTP, as behind a proxy that ends TLS. "set" is an n8n with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true. "p50", "p99" and "slowest"
are of the time from the moment that a message was due to its answer. A round counts only if each message was answered with 200 and
has one execution. Calls of the flood have neither signature nor header, and at most ${flood.mostWaiting} of them wait for an answer at a time:
n8n itself takes no more. The signature of a call of 8 MB is made up.`;
const head = ['what', 'who', 'rounds', 'executions a second', 'refused a second', 'p50', 'p99', 'slowest'];

/** An active workflow that messages come in to. */
interface Receiver {
	name: string;
	url: string;
	workflowId: string;
}

/** Our trigger beside n8n's Webhook node. @param quick few messages, once */
export async function measureReceiving(installed: InstalledN8n, report: Report, quick: boolean): Promise<void> {
	const rows: string[][] = [];
	try {
		for (const [label, env] of settings) await measureIn(await openN8n(installed, env), { label, rows, node: installed.node }, report, quick);
	} finally {
		report.section('Receiving', text, head, rows);
	}
}

interface Part {
	label: string;
	/** The table, to be added to. */
	rows: string[][];
	/** That the processes which call run on. */
	node: string;
}

/** @param n8n stopped in the end */
async function measureIn({ client, credentials, stop }: BenchN8n, { label, rows, node }: Part, report: Report, quick: boolean): Promise<void> {
	const { perRate, floodSeconds, rounds } = quick ? quickPlan : wholePlan;
	const [caller, stranger] = [Child.start('caller.mts', node), Child.start('caller.mts', node)];
	const receive = async (to: Receiver, perSecond: number, forSeconds: number) => {
		const headers = { [key.name]: key.value };
		return await receiveRound(client, caller, to, { url: to.url, token: mainAccount.authToken, headers, perSecond, seconds: forSeconds });
	};
	try {
		const id = randomUUID();
		const { name: keyName, id: keyId } = await client.saveCredential({ name: 'Key', type: 'httpHeaderAuth', data: key });
		const manual = { events: ['message'], registration: 'manual', options: {} };
		const ours = { typeVersion: 1.1, webhookId: randomUUID(), parameters: manual, credentials };
		const parameters = { path: id, httpMethod: 'POST', authentication: 'headerAuth', options: {} };
		const theirs = { typeVersion: 2.1, webhookId: id, parameters, credentials: { httpHeaderAuth: { id: keyId, name: keyName } } };
		const receivers = [
			await activate(client, `Plivo Messaging Trigger${label}`, workflowNode('In', 'n8n-nodes-plivo.plivoTrigger', ours), '/webhook'),
			await activate(client, `Webhook${label}`, workflowNode('In', 'n8n-nodes-base.webhook', theirs), ''),
		];
		for (const to of receivers) await step(`Warming up ${to.name}`, async () => await receive(to, 20, 3));
		const measure = async (what: string, times: number, run: (to: Receiver) => Promise<Figures>): Promise<[Figures, Figures]> => {
			const contenders = receivers.map((to) => ({ name: `${what}, ${to.name}`, run: async () => await run(to) }));
			const [own = {}, webhook = {}] = await step(what + label, async () => await inTurns(times, contenders, report.failures));
			[own, webhook].forEach((figures, i) => rows.push(rowOf(what, receivers[i]?.name ?? '', times, figures)));
			return [own, webhook];
		};

		for (const [perSecond, forSeconds] of perRate) {
			const what = `${perSecond} messages a second`;
			const [own, webhook] = await measure(what, rounds, async (to) => await receive(to, perSecond, forSeconds));
			report.target(`${what}${label}, p99: trigger ÷ Webhook`, '≤', 1.15, ratio(own.p99, webhook.p99));
			report.target(`${what}${label}, time per execution: trigger ÷ Webhook`, '≤', 1.15, ratio(webhook.perSecond, own.perSecond));
		}

		const beside = '10 messages a second beside a flood';
		const [own] = await measure(beside, 1, async (to) => {
			const calls = stranger.ask<Called>({ ...flood, url: to.url, seconds: floodSeconds } satisfies Calls);
			const [figures, { ms, statuses }] = await Promise.all([receive(to, 10, floodSeconds), calls]);
			for (const status of Object.keys(statuses)) refused(Number(status));
			return { ...figures, refusedPerSecond: ms.length / floodSeconds };
		});
		report.target(`${beside}${label}: slowest, none lost`, '≤', 2, own.slowest && own.slowest / 1_000, ' s');
		if (label !== '') return;

		for (const [kind, call] of Object.entries<StrangerCall>(hugeCalls)) {
			const name = `a call of 8 MB (${kind})`;
			const [unproven, webhook] = await measure(name, rounds, async ({ url, workflowId }) => {
				// With the key, Webhook reads it, as the trigger would if it were proven.
				const isOurs = workflowId === receivers[0]?.workflowId;
				const start = performance.now();
				const status = await callAsStranger(url, { ...call, headers: { ...call.headers, ...(isOurs ? madeUp(url) : { [key.name]: key.value }) } });
				if (isOurs && status !== 'closed') refused(status);
				const ms = performance.now() - start;
				// Webhook has started an execution, whose work would be the next call's time.
				await client.end((await client.executions(workflowId)).ids[0] ?? '');
				return { p50: ms, slowest: ms };
			});
			report.target(`${name}: trigger ÷ Webhook`, '≤', 1.15, ratio(unproven.p50, webhook.p50));
		}
	} finally {
		for (const child of [caller, stranger]) child.stop();
		await stop();
	}
}

/** @param status 0: no answer */
function refused(status: number): void {
	if (status > 0 && status < 400) throw new Error(`the trigger answered a stranger with ${status}`);
}

/** @throws Error when a message wasn't answered with 200, or did not start exactly one execution */
async function receiveRound(client: EditorClient, caller: Child, { workflowId }: Receiver, calls: Calls): Promise<Figures> {
	const { count: before } = await client.executions(workflowId);
	const { ms, statuses, startedAt } = await caller.ask<Called>(calls);
	const messages = calls.perSecond * calls.seconds;
	if (statuses[200] !== messages) throw new Error(`${messages} messages were answered with ${JSON.stringify(statuses)}`);
	await until('each message has its execution', async () => (await client.executions(workflowId)).count >= before + messages);
	const { count, ids } = await client.executions(workflowId);
	if (count !== before + messages) throw new Error(`${messages} messages started ${count - before} executions`);
	const last = await client.end(ids[0] ?? '');
	if (last.status !== 'success') throw new Error(`an execution ended with ${last.status}`);
	const [p50, p99, slowest] = [0.5, 0.99, 1].map((part) => quantile(ms, part));
	return { perSecond: (messages * 1_000) / (last.stoppedAt - startedAt), p50, p99, slowest };
}

async function activate(client: EditorClient, name: string, start: WorkflowNode, path: string): Promise<Receiver> {
	const { id: workflowId } = await saveWorkflow(client, [start, workflowNode('Next', 'n8n-nodes-base.noOp', { position: [220, 0] })]);
	await client.activate(workflowId);
	const url = `${client.url}/webhook/${String(start.webhookId)}${path}`;
	await until('n8n has activated it', async () => (await fetch(url, { method: 'POST' })).status === 403);
	return { name, url, workflowId };
}

function rowOf(what: string, who: string, rounds: number, { perSecond, refusedPerSecond, p50, p99, slowest }: Figures): string[] {
	return [what, who, show(rounds), show(perSecond), show(refusedPerSecond), ...[p50, p99, slowest].map(seconds)];
}
