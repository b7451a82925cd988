import { SILENT } from '../../../playground/numbers.mts';
import { expect, test } from '../fixtures.mts';
import { answerOf, delivery, question, WaitingExecution } from './waitWorkflow.mts';

// How long Send and Wait waits: past the end of n8n, and up to its limit.

let timesOut: WaitingExecution;

test.beforeAll(async ({ playground }) => {
	// n8n looks for waits that are due once a minute, so the result is checked at the end.
	const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' } };
	timesOut = await WaitingExecution.start(playground, { ...delivery, options: { limitWaitTime } });
});

test('waiting for a delivery and for an answer continues after n8n was killed and restarted under another address', async ({ playground }) => {
	const [parcel, asked] = [await WaitingExecution.start(playground, delivery), await WaitingExecution.start(playground, question)];
	await parcel.waits();
	await asked.waits();
	await playground.restart('kill', { WEBHOOK_URL: playground.client.url.replace('127.0.0.1', 'localhost') });
	expect(await parcel.tell('delivered')).toBe(200);
	expect((await parcel.result()).delivered).toBe(true);
	await asked.answer({ answer: '0' });
	expect(answerOf(await asked.result()).approved).toBe(true);
	await playground.restart('stop');
});

test('n8n made a tool of it that an agent can ask for approval with, without fields that have no effect there', async ({ playground }) => {
	const tool = (await playground.client.nodeTypes()).find(({ name }) => name === 'n8n-nodes-plivo.plivoHitlTool');
	expect(tool).toBeDefined();
	const shown = tool?.properties.filter(({ name }) => name === 'waitFor') ?? [];
	for (const { displayOptions } of shown) expect(displayOptions?.show?.['@tool']).toEqual([false]);
});

test("at its limit, the wait says so, and doesn't return its input", async () => {
	expect(await timesOut.result()).toEqual({
		...{ delivered: false, timed_out: true, status: 'unknown', is_final: false, error_code: null, error_meaning: null, error_remedy: null, message_uuid: timesOut.uuid, to: `+${SILENT}` },
	});
});
