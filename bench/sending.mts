import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { InstalledN8n } from '../playground/install.mts';
import type { Execution } from '../playground/rest.mts';
import { certificate } from '../test/certificates.mts';
import { openN8n, saveWorkflow, userFolder } from './n8n.mts';
import { Child } from './processes/child.mts';
import type { SandboxQuestion, Tally } from './processes/sandbox.mts';
import type { Figures } from './rounds.mts';
import { sendingNodes, type Sender } from './sendingNodes.mts';

/** Who sends how many messages, under which conditions. */
export interface Run {
	sender: Sender;
	messages: number;
	/** Of every answer of the sandbox. Default: 0. */
	latencyMs?: number;
	/** Neither the sandbox nor our node has a limit. Default: both have Plivo's. */
	unlimited?: boolean;
	/** How many workflows share the messages, all started at the same moment. Default: 1. */
	workflows?: number;
	/** In an n8n that has only just started, and whose heap is so small that V8 must collect what is garbage. */
	fresh?: boolean;
}

/** Plivo's window of five seconds, and a little: what was sent before doesn't count any more. */
const windowMs = 5_500;
/** Just after its start n8n has some 350 MB in use. */
const heapMb = 600;
/** HTTP Request waits for more than three minutes alone with ten thousand items. */
const ceilingMs = 900_000;

/** Starts an n8n, and a sandbox behind TLS that it takes for Plivo. */
export async function openSending(installed: InstalledN8n) {
	const authority = certificate({ name: 'Benchmark', ca: true });
	const { key, cert } = certificate({ name: 'api.plivo.com', issuer: authority });
	const authorityFile = join(userFolder, 'authority.pem');
	await writeFile(authorityFile, authority.cert);
	const sandbox = Child.start('sandbox.mts', installed.node);
	const restartSandbox = async (port: number, { latencyMs = 0, unlimited = false }: Pick<Run, 'latencyMs' | 'unlimited'>) =>
		await sandbox.ask<number>({ start: { port, tls: { key, cert }, latencyMs, unlimited } } satisfies SandboxQuestion);
	const port = await restartSandbox(0, {});
	const env = {
		NODE_EXTRA_CA_CERTS: authorityFile,
		NODE_OPTIONS: `--import ${new URL('processes/leadToSandbox.mts', import.meta.url).href}`,
		BENCH_SANDBOX_PORT: String(port),
		NO_PROXY: '127.0.0.1,localhost,api.plivo.com',
	};
	let n8n = await openN8n(installed, env);

	/** @throws Error when an execution failed, or the sandbox didn't take each message exactly once */
	const send = async (run: Run): Promise<Figures> => {
		const { sender, messages, unlimited = false, workflows = 1 } = run;
		const { client, credentials } = n8n;
		const each = messages / workflows;
		const options = unlimited ? { requestsPer5Seconds: 1_000_000 } : {};
		const nodes = Array.from({ length: workflows }, (_, i) => sendingNodes(sender, i * each, each, options, credentials));
		const saved = await Promise.all(nodes.map(async (one) => await saveWorkflow(client, one)));
		if (sender === 'Plivo Messaging' && !unlimited) await delay(windowMs);
		await restartSandbox(port, run);
		const before = await n8n.restartPeak();
		const ids = await Promise.all(saved.map(async (workflow) => await client.start(workflow, 'Start')));
		const ended: Execution[] = [];
		// One after the other, because n8n has to answer each question beside its work.
		for (const id of ids) ended.push(await client.end(id, ceilingMs));
		const peak = await n8n.peak();
		for (const { id } of saved) await client.deleteWorkflow(id);
		const { accepted, recipients, firstAt, ...seen } = await sandbox.ask<Tally>({} satisfies SandboxQuestion);
		const failed = ended.find(({ status }) => status !== 'success');
		if (failed !== undefined) throw new Error(`${failed.status}: ${failed.error}`);
		const wanted = sender === 'Edit Fields' ? 0 : messages;
		if (accepted !== wanted || recipients !== wanted) throw new Error(`the sandbox took ${accepted} messages for ${recipients} numbers`);
		const runs = ended.flatMap((execution) => execution.runs.Send ?? []);
		const items = runs.reduce((sum, { data }) => sum + (data?.main?.[0]?.length ?? 0), 0);
		if (items !== messages) throw new Error(`${items} items came out`);
		return {
			...seen,
			ms: Math.max(...runs.map(({ executionTime }) => executionTime)),
			totalMs: Math.max(...ended.map(({ stoppedAt }) => stoppedAt)) - Math.min(...ended.map(({ startedAt }) => startedAt)),
			preparationMs: firstAt && firstAt - Math.min(...runs.map(({ startTime }) => startTime)),
			grownMb: before && peak && peak - before,
		};
	};
	const warmUp = async (sender: Sender) => await send({ sender, messages: 20, unlimited: true });
	return {
		warmUp,
		run: async (run: Run): Promise<Figures> => {
			if (run.fresh) {
				await n8n.stop();
				n8n = await openN8n(installed, { ...env, NODE_OPTIONS: `${env.NODE_OPTIONS} --max-old-space-size=${heapMb}` });
				await warmUp(run.sender);
			}
			return await send(run);
		},
		close: async () => {
			sandbox.stop();
			await n8n.stop();
		},
	};
}
