import assert from 'node:assert/strict';
import type { Sandbox } from '../../../sandbox/server.mts';
import { callWebhook } from '../checks/plivoCalls.mts';
import type { Execution } from '../../../playground/rest.mts';
import { messageUrlOf } from '../checks/triggerWorkflow.mts';
import { until } from '../../../playground/until.mts';
import type { Sent, Stage } from './stage.mts';

/** The Production URL of an example's Plivo trigger. */
export function urlOf({ client, workflow }: Stage): string {
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-plivo.plivoTrigger');
	// n8n gives each trigger a webhook id when it saves a workflow.
	assert.ok(trigger && 'webhookId' in trigger, `"${workflow.name}" has no trigger with a webhook`);
	return `${client.url}/webhook/${String(trigger.webhookId)}/webhook`;
}

/**
 * Plays a scene while an example that Plivo starts is active.
 *
 * @param number whose messages must go to the example then; undefined if they are registered manually
 */
export async function whileListening(stage: Stage, number: string | undefined, scene: () => Promise<void>): Promise<void> {
	const url = urlOf(stage);
	await stage.whileActive(async () => {
		await until('n8n has activated it', async () => {
			if (number !== undefined && messageUrlOf(stage.sandbox, number) !== url) return false;
			// If the webhook exists, it rejects unsigned calls.
			return (await callWebhook(url, {})).status === 403;
		});
		await scene();
	});
}

/** Plays a scene while WhatsApp messages to a number go to an example, set up as its note says. */
export async function whileListeningToWhatsapp(stage: Stage, number: string, scene: () => Promise<void>): Promise<void> {
	await whileListening(stage, undefined, async () => {
		stage.sandbox.setWhatsappWebhook(number, { url: urlOf(stage) });
		try {
			await scene();
		} finally {
			stage.sandbox.setWhatsappWebhook(number, undefined);
		}
	});
}

/** A person sends a message. @returns the execution that it starts, once it has succeeded, and what it sent */
export async function receive(
	stage: Stage,
	message: Parameters<Sandbox['receive']>[0],
): Promise<{ execution: Execution; sent: Sent[] }> {
	const before = stage.sandbox.accepted.length;
	const execution = await stage.succeeds(await stage.startedBy(() => stage.sandbox.receive(message)));
	return { execution, sent: stage.sandbox.accepted.slice(before).map(({ body }) => body) };
}
