import { randomUUID } from 'node:crypto';
import { callAsStranger, hugeCalls, madeUp, type StrangerCall } from '../playground/checks/strangers.mts';
import { workflowNode } from '../playground/checks/workflowNode.mts';
import type { InstalledN8n } from '../playground/install.mts';
import type { EditorClient, WorkflowNode } from '../playground/rest.mts';
import { until } from '../playground/until.mts';
import { mainAccount } from '../sandbox/fixtures.mts';
import { step } from '../scripts/console.mjs';
import { openN8n, saveWorkflow } from './n8n.mts';
import type { Called, Calls } from './processes/caller.mts';
import { Child } from './processes/child.mts';
import { ratio, seconds, show, type Report } from './report.mts';
import { inTurns, quantile, type Figures } from './rounds.mts';

const wholePlan = { perRate: [[10, 20], [25, 10], [50, 10]], floodSeconds: 10, rounds: 5 } as const;
const quickPlan = { perRate: [[10, 4], [25, 4], [50, 4]], floodSeconds: 4, rounds: 1 } as const;
const flood = { perSecond: 1_000, mostWaiting: 100 };

const text = `Messages with a V3 signature come in at fixed times, whatever the answers, to an active workflow of the trigger and a node that
does nothing. "Webhook" is n8n's own node in the trigger's place, which checks no signature. n8n is called over plain HTTP, as behind
a proxy that ends TLS. "p50", "p99" and "slowest" are of the time from the moment that a message was due to its answer. A round
counts only if each message was answered with 200 and has one execution. Calls of the flood have no signature, and at most
${flood.mostWaiting} of them wait for an answer at a time. The signature of a call of 8 MB is made up.`;
const head = ['what', 'who', 'rounds', 'executions a second', 'p50', 'p99', 'slowest'];

/** An active workflow that messages come in to. */
interface Receiver {
	name: string;
	url: string;
	workflowId: string;
}

/** Our trigger beside n8n's Webhook node. @param quick few messages, once */
export async function measureReceiving(installed: InstalledN8n, report: Report, quick: boolean): Promise<void> {
	const { perRate, floodSeconds, rounds } = quick ? quickPlan : wholePlan;
	const rows: string[][] = [];
	const { client, credentials, stop } = await openN8n(installed);
	const [caller, stranger] = [Child.start('caller.mts', installed.node), Child.start('caller.mts', installed.node)];
	const receive = async (to: Receiver, perSecond: number, forSeconds: number) =>
		await receiveRound(client, caller, to, { url: to.url, token: mainAccount.authToken, perSecond, seconds: forSeconds });
	try {
		const id = randomUUID();
		const manual = { events: ['message'], registration: 'manual', options: {} };
		const ours = { typeVersion: 1.1, webhookId: randomUUID(), parameters: manual, credentials };
		const theirs = { typeVersion: 2.1, webhookId: id, parameters: { path: id, httpMethod: 'POST', options: {} } };
		const trigger = await activate(client, 'Plivo Messaging Trigger', workflowNode('In', 'n8n-nodes-plivo.plivoTrigger', ours), '/webhook');
		const receivers = [trigger, await activate(client, 'Webhook', workflowNode('In', 'n8n-nodes-base.webhook', theirs), '')];
		for (const to of receivers) await step(`Warming up ${to.name}`, async () => await receive(to, 20, 3));
		const measure = async (what: string, run: (to: Receiver) => Promise<Figures>): Promise<[Figures, Figures]> => {
			const contenders = receivers.map((to) => ({ name: `${what}, ${to.name}`, run: async () => await run(to) }));
			const [own = {}, webhook = {}] = await step(what, async () => await inTurns(rounds, contenders, report.failures));
			rows.push(rowOf(what, trigger.name, rounds, own), rowOf(what, 'Webhook', rounds, webhook));
			return [own, webhook];
		};

		for (const [perSecond, forSeconds] of perRate) {
			const what = `${perSecond} messages a second`;
			const [own, webhook] = await measure(what, async (to) => await receive(to, perSecond, forSeconds));
			report.target(`${what}, p99: trigger ÷ Webhook`, '≤', 1.15, ratio(own.p99, webhook.p99));
			report.target(`${what}, time per execution: trigger ÷ Webhook`, '≤', 1.15, ratio(webhook.perSecond, own.perSecond));
		}

		let managed = 0;
		const besideFlood = async () => {
			const calls = stranger.ask<Called>({ ...flood, url: trigger.url, seconds: floodSeconds } satisfies Calls);
			const [figures, { ms, statuses }] = await Promise.all([receive(trigger, 10, floodSeconds), calls]);
			for (const status of Object.keys(statuses)) refused(Number(status));
			managed = Math.round(ms.length / floodSeconds);
			return figures;
		};
		const [beside = {}] = await step('10 messages a second beside a flood', async () => await inTurns(1, [{ name: 'flood', run: besideFlood }], report.failures));
		const what = `10 messages a second beside ${show(managed)} unsigned calls`;
		rows.push(rowOf(what, trigger.name, 1, beside));
		report.target(`${what} (${show(flood.perSecond)} tried): slowest, none lost`, '≤', 2, beside.slowest && beside.slowest / 1_000, ' s');

		for (const [kind, call] of Object.entries<StrangerCall>(hugeCalls)) {
			const name = `a call of 8 MB (${kind})`;
			const [own, webhook] = await measure(name, async ({ url, workflowId }) => {
				const start = performance.now();
				const status = await callAsStranger(url, { ...call, headers: { ...call.headers, ...madeUp(url) } });
				if (url === trigger.url && status !== 'closed') refused(status);
				const ms = performance.now() - start;
				// Webhook has started an execution, whose work would be the next call's time.
				await client.end((await client.executions(workflowId)).ids[0] ?? '');
				return { p50: ms, slowest: ms };
			});
			report.target(`${name}: trigger ÷ Webhook`, '≤', 1.15, ratio(own.p50, webhook.p50));
		}
	} finally {
		for (const child of [caller, stranger]) child.stop();
		await stop();
		report.section('Receiving', text, head, rows);
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
	// Nobody has signed this call: the trigger refuses it, and Webhook has one execution to begin with.
	let status = 404;
	await until('n8n has activated it', async () => (status = (await fetch(url, { method: 'POST' })).status) !== 404);
	if (status === 200) await until('that call has its execution', async () => (await client.executions(workflowId)).count === 1);
	return { name, url, workflowId };
}

function rowOf(what: string, who: string, rounds: number, { perSecond, p50, p99, slowest }: Figures): string[] {
	return [what, who, show(rounds), show(perSecond), ...[p50, p99, slowest].map(seconds)];
}
