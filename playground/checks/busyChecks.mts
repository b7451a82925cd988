import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { PHONE, TRIGGER_NUMBER } from '../numbers.mts';
import type { Playground } from '../playground.mts';
import { until } from '../until.mts';
import type { Check } from './checks.mts';
import { TriggerWorkflow } from './triggerWorkflow.mts';
import { workflowNode } from './workflowNode.mts';

/** n8n itself waits out a pause of less than 65 seconds, and the execution keeps its place. */
const SLOW_SECONDS = 45;

/** Has the execution of the message "Slow" take its time. */
const pause = workflowNode('Next', 'n8n-nodes-base.wait', {
	typeVersion: 1.1,
	webhookId: crypto.randomUUID(),
	parameters: { amount: `={{ $json.text === 'Slow' ? ${SLOW_SECONDS} : 0 }}`, unit: 'seconds' },
});

/** What becomes of messages while n8n runs as many executions as it may, and so answers nobody. */
export function busyChecks(playground: Playground): Check[] {
	const { sandbox } = playground;
	if (sandbox === undefined) return [];
	const receive = (text: string) => sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text });
	const statusesOf = (uuid: string) => sandbox.callbacks.filter(({ messageUuid }) => messageUuid === uuid).map(({ status, error }) => status ?? error);
	return [
		[
			'a message whose execution waits for its turn starts the workflow once, although Plivo hangs up and comes again',
			async () => {
				await playground.restart('stop', { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
				try {
					const trigger = await TriggerWorkflow.create(playground, 'Busy check', {}, [pause]);
					await trigger.activate();
					receive('Slow');
					await until('the first one runs', async () => (await playground.client.executions(trigger.workflow.id)).ids.length === 1);
					const uuid = receive('In the queue');
					await until('Plivo has hung up', () => statusesOf(uuid)[0] === 'no answer within 8 seconds');
					await delay(31_000);
					sandbox.redeliver(uuid);
					await until('the second try is over', () => statusesOf(uuid)[1] !== undefined, 20_000);
					await trigger.expectExecutions(2, 60_000);
					const { ids } = await playground.client.executions(trigger.workflow.id);
					await Promise.all(ids.map((id) => playground.client.end(id, 60_000)));
					sandbox.redeliver(uuid);
					await until('the third try is over', () => statusesOf(uuid)[2] !== undefined);
					process.stdout.write(`    ${statusesOf(uuid).join(', ')}\n`);
					assert.equal(statusesOf(uuid)[2], 200);
					await trigger.expectExecutions(2);
					await trigger.deactivate();
				} finally {
					await playground.restart('stop');
				}
			},
		],
	];
}
