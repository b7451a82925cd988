import assert from 'node:assert/strict';
import { gate } from '../../../sandbox/gate.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import type { Check } from './checks.mts';
import { credentialType } from '../../../playground/examples.mts';
import { PHONE } from '../../../playground/numbers.mts';
import type { Playground } from '../../../playground/playground.mts';
import { until } from '../../../playground/until.mts';
import { callWebhook } from './plivoCalls.mts';
import { delivery, WaitingExecution } from './waitWorkflow.mts';

/** Checks that an execution that waits for a delivery continues with the statuses of its message, and with nothing else. */
export function waitDeliveryChecks(playground: Playground, sandbox: Sandbox): Check[] {
	const begin = async (parameters: object, inputs?: object[], credential?: { id: string; name: string }) =>
		await WaitingExecution.start(playground, parameters, inputs, credential);
	return [
		[
			'waiting for a delivery ends when the message is delivered',
			async () => {
				const waiting = await begin({ ...delivery, to: PHONE });
				const result = await waiting.result();
				assert.deepEqual(
					[result.delivered, result.timedOut, result.state, result.message_uuid, result.to, result.error_code],
					[true, false, 'delivered', waiting.uuid, [PHONE], null],
				);
			},
		],
		[
			'and when it failed, with the meaning of the error code',
			async () => {
				const waiting = await begin({ ...delivery, to: '12025550110' });
				const result = await waiting.result();
				assert.deepEqual([result.delivered, result.state, result.error_code], [false, 'undelivered', '30']);
				assert.match(String(result.error_meaning), /spam/i);
			},
		],
		[
			'waiting for a WhatsApp message lasts until it is read',
			async () => {
				const whatsapp = { messageType: 'whatsapp', whatsappType: 'text', to: PHONE, waitUntil: 'read' };
				const result = await (await begin({ ...delivery, ...whatsapp })).result();
				assert.deepEqual([result.delivered, result.state], [true, 'read']);
			},
		],
		[
			'a status that arrives at once is rejected until n8n waits, and accepted when it arrives again',
			async () => {
				// Plivo has the message, but n8n doesn't know yet.
				const answered = gate();
				sandbox.faults.add({ method: 'POST', path: '/Message/', fault: { kind: 'slow', ms: 0, until: answered.opened } });
				const waiting = await begin(delivery);
				const answers = [await waiting.tell('delivered')];
				// 409, or 500 as long as n8n hasn't stored anything of the execution.
				assert.ok((answers[0] ?? 0) >= 400);
				answered.open();
				await until('n8n takes the status', async () => answers[answers.push(await waiting.tell('delivered')) - 1] === 200);
				process.stdout.write(`    answers ${JSON.stringify(answers)}\n`);
				// Plivo calls again after any answer but 200.
				assert.ok(answers.slice(0, -1).every((status) => status >= 400));
				assert.equal((await waiting.result()).delivered, true);
			},
		],
		[
			'statuses that arrive out of order, and twice, end it once',
			async () => {
				const waiting = await begin(delivery);
				await waiting.waits();
				assert.equal(await waiting.tell('queued', { Sequence: '1' }), 200);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.equal(await waiting.tell('delivered', { Sequence: '3' }), 200);
				await waiting.tell('sent', { Sequence: '2' });
				await waiting.tell('delivered', { Sequence: '3' });
				assert.equal((await waiting.result()).state, 'delivered');
			},
		],
		[
			'forged statuses end nothing',
			async () => {
				const waiting = await begin(delivery);
				await waiting.waits();
				assert.equal(await waiting.tell('delivered', {}, 'made-up'), 403);
				assert.equal((await callWebhook(waiting.address, {}, 'Status=delivered')).status, 403);
				assert.equal((await callWebhook(waiting.address.replace(/signature=[^&]{8}/, 'signature=00000000'), {}, 'Status=delivered')).status, 401);
				assert.equal((await callWebhook(waiting.address, {}, '', 'GET')).status, 404);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.equal(await waiting.tell('delivered'), 200);
				assert.equal((await waiting.result()).delivered, true);
			},
		],
		[
			"a late status of an earlier round's message ends nothing",
			async () => {
				const first = await begin(delivery, [{}, {}]);
				await first.waits();
				assert.equal(await first.tell('delivered'), 200);
				const second = await first.next();
				await second.waits();
				assert.equal(await first.tell('read'), 200);
				assert.equal((await second.current()).status, 'waiting');
				assert.equal(await second.tell('failed', { ErrorCode: '200' }), 200);
				const results = await second.results();
				assert.deepEqual(results.map(({ state, message_uuid: uuid }) => [state, uuid]), [['delivered', first.uuid], ['failed', second.uuid]]);
			},
		],
		[
			"a status that can't be checked because the credential is gone ends nothing",
			async () => {
				const { client, plivo } = playground;
				const own = await client.saveCredential({ name: 'Soon gone', type: credentialType, data: { ...plivo } });
				const waiting = await begin(delivery, undefined, own);
				await waiting.waits();
				await client.request('DELETE', `/rest/credentials/${own.id}`);
				// If its token was read for an earlier status, it's still kept for five seconds.
				await until('the token is forgotten', async () => (await waiting.tell('queued')) === 500);
				assert.equal(await waiting.tell('delivered'), 500);
				assert.equal((await waiting.current()).status, 'waiting');
				await client.request('POST', `/rest/executions/${waiting.id}/stop`);
			},
		],
	];
}
