import assert from 'node:assert/strict';
import type { Check } from './checks.mts';
import { SILENT } from '../../../playground/numbers.mts';
import type { Playground } from '../../../playground/playground.mts';
import { waitAnswerChecks } from './waitAnswers.mts';
import { waitDeliveryChecks } from './waitDeliveries.mts';
import { answerOf, delivery, question, WaitingExecution } from './waitWorkflow.mts';

/** Checks that Send and Wait works in a real n8n as described. */
export function waitChecks(playground: Playground): Check[] {
	const { sandbox } = playground;
	if (sandbox === undefined) return [];
	const begin = async (parameters: object) => await WaitingExecution.start(playground, parameters);
	let timesOut: WaitingExecution;
	return [
		[
			'a wait with a limit begins',
			async () => {
				// n8n looks for waits that are due once a minute, so the result is checked at the end.
				const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' } };
				timesOut = await begin({ ...delivery, options: { limitWaitTime } });
			},
		],
		...waitDeliveryChecks(playground, sandbox),
		...waitAnswerChecks(playground),
		[
			'waiting for a delivery and for an answer continues after n8n was killed and restarted under another address',
			async () => {
				const [parcel, asked] = [await begin(delivery), await begin(question)];
				await parcel.waits();
				await asked.waits();
				await playground.restart('kill', { WEBHOOK_URL: playground.client.url.replace('127.0.0.1', 'localhost') });
				try {
					assert.equal(await parcel.tell('delivered'), 200);
					assert.equal((await parcel.result()).delivered, true);
					await asked.answer({ answer: '0' });
					assert.equal(answerOf(await asked.result()).approved, true);
				} finally {
					await playground.restart('stop');
				}
			},
		],
		[
			'n8n made a tool of it that an agent can ask for approval with, without fields that have no effect there',
			async () => {
				const tool = (await playground.client.nodeTypes()).find(({ name }) => name === 'n8n-nodes-plivo.plivoHitlTool');
				assert.ok(tool);
				const shown = tool.properties.filter(({ name }) => name === 'waitFor');
				assert.ok(shown.every(({ displayOptions }) => JSON.stringify(displayOptions?.show?.['@tool']) === '[false]'));
			},
		],
		[
			"at its limit, the wait says so, and doesn't return its input",
			async () => {
				assert.deepEqual(await timesOut.result(), {
					...{ delivered: false, timedOut: true, state: 'unknown', message_uuid: timesOut.uuid, to: [SILENT] },
				});
			},
		],
	];
}
