import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AcceptedSend } from '../../../sandbox/requestLog.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { manualTriggerOf } from '../../../playground/example.mts';
import type { Playground } from '../../../playground/playground.mts';
import type { EditorClient, Execution, Workflow } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';

/** A message that the sandbox accepted, with Plivo's parameter names. */
export type Sent = AcceptedSend['body'];

/** An example in a running n8n with the sandbox, and what can be done with it. */
export class Stage {
	readonly client: EditorClient;
	readonly sandbox: Sandbox;

	private constructor(
		readonly playground: Playground,
		readonly workflow: Workflow,
	) {
		assert.ok(playground.sandbox, 'Only with the sandbox');
		this.client = playground.client;
		this.sandbox = playground.sandbox;
	}

	/** @param file its name in examples/ @throws {Error} n8n doesn't have it */
	static of(playground: Playground, file: string): Stage {
		const workflow = playground.examples.get(file);
		assert.ok(workflow, `${file} is not in n8n`);
		return new Stage(playground, workflow);
	}

	/**
	 * Imports a copy in which some nodes have other parameters.
	 *
	 * @param changes by the names of the nodes
	 * @param more settings of the workflow
	 */
	async copy(changes: Record<string, object>, more: object = {}): Promise<Stage> {
		const { name, connections, settings } = this.workflow;
		const nodes = structuredClone(this.workflow.nodes);
		for (const [node, parameters] of Object.entries(changes)) {
			const found = nodes.find((one) => one.name === node);
			assert.ok(found, `"${name}" has no node "${node}"`);
			Object.assign(found.parameters, parameters);
		}
		const copy = { name: `${name} ${randomUUID()}`, nodes, connections, settings: { ...settings, saveManualExecutions: true, ...more } };
		return new Stage(this.playground, await this.client.createWorkflow(copy));
	}

	/** Presses Execute Workflow. @returns the ID of the execution, which has just begun */
	async start(): Promise<string> {
		const trigger = manualTriggerOf(this.workflow);
		assert.ok(trigger, `"${this.workflow.name}" has no button`);
		return await this.client.start(this.workflow, trigger.name);
	}

	/** Presses Execute Workflow. @returns the execution, once it has succeeded, and what it sent */
	async run(): Promise<{ execution: Execution; sent: Sent[] }> {
		const before = this.sandbox.accepted.length;
		const execution = await this.succeeds(await this.start());
		return { execution, sent: this.sandbox.accepted.slice(before).map(({ body }) => body) };
	}

	/** @returns the execution, once it has ended @throws {Error} it failed, or doesn't end */
	async succeeds(id: string): Promise<Execution> {
		const execution = await this.client.end(id);
		assert.equal(execution.status, 'success', execution.error);
		return execution;
	}

	/** Activates it while something is done with it. Afterward, everything at Plivo must be as before. */
	async whileActive(scene: () => Promise<void>): Promise<void> {
		const before = this.sandbox.snapshot();
		await this.client.activate(this.workflow.id);
		try {
			await scene();
		} finally {
			await this.client.deactivate(this.workflow.id);
		}
		await until('all at Plivo is as before', () => isDeepStrictEqual(this.sandbox.snapshot(), before));
	}

	/** @returns the ID of the execution that something starts */
	async startedBy(cause: () => unknown): Promise<string> {
		const read = async () => (await this.client.executions(this.workflow.id)).ids;
		const before = await read();
		await cause();
		let started: string | undefined;
		await until('an execution has begun', async () => {
			started = (await read()).find((id) => !before.includes(id));
			return started !== undefined;
		});
		return started ?? '';
	}

	/** The messages to these phones that the sandbox accepted, oldest first. */
	sentTo(...phones: string[]): Sent[] {
		return this.sandbox.accepted.map(({ body }) => body).filter(({ dst }) => phones.includes(dst));
	}

	/** The options of a node. */
	options(node: string): Record<string, unknown> {
		return this.parameter(node, 'options') as Record<string, unknown>;
	}

	/** A parameter of the example. */
	parameter(node: string, name: string): unknown {
		return this.workflow.nodes.find((one) => one.name === node)?.parameters[name];
	}
}
