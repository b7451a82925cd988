import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Sandbox } from '../sandbox/server.mts';
import { askSandbox } from './exampleSandbox.mts';
import { callWebhook } from './plivoCalls.mts';
import type { Playground } from './playground.mts';
import type { EditorClient, Execution, Workflow } from './rest.mts';
import { until } from './triggerWorkflow.mts';

const PHONE = '14155550123';
const NUMBER = '14151234567';
/** Messages to it end undelivered, with the code 50. */
const WRONG_NUMBER = '12025550111';

/** By the file name of an example that begins with the Plivo trigger: what Plivo delivers to it, and what must come of that. */
const scenes: Record<string, (example: ActiveExample) => Promise<void>> = {
	'inbound-keyword-router.json': async (example) => {
		const answerTo = async (text: string, intent?: 'optout') =>
			await example.answersTo({ from: PHONE, to: NUMBER, text, ...(intent && { intent }) });
		await until('the number is registered', () => example.messageUrl(NUMBER) === example.url);
		assert.deepEqual(await answerTo('hours?'), [example.textOf('Send Hours')]);
		assert.deepEqual(await answerTo('Order 4711'), [example.textOf('Confirm Order')]);
		assert.deepEqual(await answerTo('Hi there'), [example.textOf('Send Menu')]);
		assert.deepEqual(await answerTo('Could somebody call me about my invoice?'), []);
		assert.deepEqual(await answerTo('STOP', 'optout'), []);
		assert.deepEqual(await answerTo('Stop.'), []);
	},
	'whatsapp-button-answer.json': async (example) => {
		const message = { type: 'whatsapp' as const, from: PHONE, to: NUMBER };
		example.sandbox.setWhatsappWebhook(NUMBER, { url: example.url });
		try {
			const touch = { ...message, button: { text: 'Yes', payload: 'yes' } };
			assert.deepEqual(await example.answersTo(touch), [example.textOf('Confirm')]);
			touch.button = { text: 'No', payload: 'no' };
			assert.deepEqual(await example.answersTo(touch), [example.textOf('Ask for Another Time')]);
			assert.deepEqual(await example.answersTo({ ...message, text: 'yes' }), []);
		} finally {
			example.sandbox.setWhatsappWebhook(NUMBER, undefined);
		}
	},
	'delivery-status-alert.json': async (example) => {
		const execution = await example.executionAfter(async () => {
			await askSandbox(example.sandbox, 'POST', { src: NUMBER, dst: WRONG_NUMBER, text: 'Hello', url: example.url });
		});
		const [item] = execution.output(execution.lastNode);
		assert.equal(item?.status, 'undelivered');
		assert.equal(
			item?.alert,
			`The message from +${NUMBER} to +${WRONG_NUMBER} was not delivered. The number of the recipient is invalid. Check the number and its country code. It may not exist, or be a landline.`,
		);
	},
};

/**
 * Activates an example that begins with the Plivo trigger, plays its scene with the sandbox, and deactivates it.
 *
 * @param file its name in examples/
 * @throws {Error} something else came of it than the example says
 */
export async function playScene(playground: Playground, file: string): Promise<void> {
	const scene = scenes[file];
	const workflow = playground.examples.get(file);
	const { sandbox, client } = playground;
	if (scene === undefined) throw new Error(`Add to playground/exampleTriggers.mts what ${file} does`);
	if (workflow === undefined || sandbox === undefined) throw new Error(`${file} is not in n8n, or there is no sandbox`);
	const before = sandbox.snapshot();
	const example = new ActiveExample(client, sandbox, workflow);
	await client.activate(workflow.id);
	try {
		// What is not signed is refused, by a webhook that is there.
		await until('n8n has activated it', async () => (await callWebhook(example.url, {})).status === 403);
		await scene(example);
	} finally {
		await client.deactivate(workflow.id);
	}
	await until('all at Plivo is as before', () => isDeepStrictEqual(sandbox.snapshot(), before));
}

class ActiveExample {
	/** The trigger's Production URL. */
	readonly url: string;

	constructor(
		private readonly client: EditorClient,
		readonly sandbox: Sandbox,
		private readonly workflow: Workflow,
	) {
		const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-plivo.plivoTrigger');
		// n8n gives every trigger one when it saves a workflow.
		if (!trigger || !('webhookId' in trigger)) throw new Error(`"${workflow.name}" has no trigger with a webhook`);
		this.url = `${client.url}/webhook/${String(trigger.webhookId)}/webhook`;
	}

	/** Where Plivo sends the messages of a number. */
	messageUrl(number: string): string | null | undefined {
		const { numbers, applications } = this.sandbox.snapshot();
		return applications.find(({ app_id: id }) => numbers[number]?.endsWith(`/${id}/`))?.message_url;
	}

	/** What one of its nodes sends to who wrote. */
	textOf(name: string): object {
		const { parameters } = this.workflow.nodes.find((node) => node.name === name) ?? {};
		return { type: parameters?.messageType, src: NUMBER, dst: PHONE, text: parameters?.text };
	}

	/** @returns what it sends after a message has come in, until its execution has ended */
	async answersTo(message: Parameters<Sandbox['receive']>[0]): Promise<object[]> {
		const before = this.sandbox.accepted.length;
		await this.executionAfter(() => this.sandbox.receive(message));
		return this.sandbox.accepted.slice(before).map(({ body: { type, src, dst, text } }) => ({ type, src, dst, text }));
	}

	/** @returns the next execution, once it has ended @throws {Error} it failed, or there is none in time */
	async executionAfter(cause: () => unknown): Promise<Execution> {
		const read = async () => await this.client.executions(this.workflow.id);
		const { count } = await read();
		await cause();
		let execution: Execution | undefined;
		await until('its execution has ended', async () => {
			const { count: now, ids } = await read();
			if (now === count || ids[0] === undefined) return false;
			execution = await this.client.execution(ids[0]);
			return !['new', 'running'].includes(execution.status);
		});
		if (execution?.status !== 'success') throw new Error(`It ended with ${execution?.status}: ${execution?.error}`);
		return execution;
	}
}
