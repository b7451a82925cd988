import { credentialType } from '../../../playground/examples.mts';
import { PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import { gate } from '../../../sandbox/gate.mts';
import { expect, test } from '../fixtures.mts';
import { callWebhook } from './plivoCalls.mts';
import { delivery, WaitingExecution } from './waitWorkflow.mts';

// An execution that waits for a delivery continues with the statuses of its message, and with nothing else.

test('waiting for a delivery ends when the message is delivered', async ({ playground }) => {
	const waiting = await WaitingExecution.start(playground, { ...delivery, to: PHONE });
	const result = await waiting.result();
	expect(result).toMatchObject({
		...{ delivered: true, timed_out: false, status: 'delivered', message_uuid: waiting.uuid, to: `+${PHONE}`, error_code: null },
	});
});

test('and when it failed, with the meaning of the error code', async ({ playground }) => {
	const waiting = await WaitingExecution.start(playground, { ...delivery, to: '12025550110' });
	const result = await waiting.result();
	expect(result).toMatchObject({ delivered: false, status: 'undelivered', error_code: '30' });
	expect(String(result.error_meaning)).toMatch(/spam/i);
});

test('waiting for a WhatsApp message lasts until it is read', async ({ playground }) => {
	const whatsapp = { messageType: 'whatsapp', whatsappType: 'text', to: PHONE, waitUntil: 'read' };
	const result = await (await WaitingExecution.start(playground, { ...delivery, ...whatsapp })).result();
	expect(result).toMatchObject({ delivered: true, status: 'read' });
});

test('a status that arrives at once is rejected until n8n waits, and accepted when it arrives again', async ({ playground, sandbox }) => {
	// Plivo has the message, but n8n doesn't know yet.
	const answered = gate();
	sandbox.faults.add({ method: 'POST', path: '/Message/', fault: { kind: 'slow', ms: 0, until: answered.opened } });
	const waiting = await WaitingExecution.start(playground, delivery);
	const answers = [await waiting.tell('delivered')];
	// 409, or 500 as long as n8n hasn't stored anything of the execution.
	expect(answers[0]).toBeGreaterThanOrEqual(400);
	answered.open();
	await until('n8n takes the status', async () => answers[answers.push(await waiting.tell('delivered')) - 1] === 200);
	process.stdout.write(`    answers ${JSON.stringify(answers)}\n`);
	// Plivo calls again after any answer but 200.
	for (const status of answers.slice(0, -1)) expect(status).toBeGreaterThanOrEqual(400);
	expect((await waiting.result()).delivered).toBe(true);
});

test('statuses that arrive out of order, and twice, end it once', async ({ playground }) => {
	const waiting = await WaitingExecution.start(playground, delivery);
	await waiting.waits();
	expect(await waiting.tell('queued', { Sequence: '1' })).toBe(200);
	expect((await waiting.current()).status).toBe('waiting');
	expect(await waiting.tell('delivered', { Sequence: '3' })).toBe(200);
	await waiting.tell('sent', { Sequence: '2' });
	await waiting.tell('delivered', { Sequence: '3' });
	expect((await waiting.result()).status).toBe('delivered');
});

test('forged statuses end nothing', async ({ playground }) => {
	const waiting = await WaitingExecution.start(playground, delivery);
	await waiting.waits();
	expect(await waiting.tell('delivered', {}, 'made-up')).toBe(403);
	expect((await callWebhook(waiting.address, {}, 'Status=delivered')).status).toBe(403);
	expect((await callWebhook(waiting.address.replace(/signature=[^&]{8}/, 'signature=00000000'), {}, 'Status=delivered')).status).toBe(401);
	expect((await callWebhook(waiting.address, {}, '', 'GET')).status).toBe(404);
	expect((await waiting.current()).status).toBe('waiting');
	expect(await waiting.tell('delivered')).toBe(200);
	expect((await waiting.result()).delivered).toBe(true);
});

test("a late status of an earlier round's message ends nothing", async ({ playground }) => {
	const first = await WaitingExecution.start(playground, delivery, [{}, {}]);
	await first.waits();
	expect(await first.tell('delivered')).toBe(200);
	const second = await first.next();
	await second.waits();
	expect(await first.tell('read')).toBe(200);
	expect((await second.current()).status).toBe('waiting');
	expect(await second.tell('failed', { ErrorCode: '200' })).toBe(200);
	const results = await second.results();
	expect(results.map(({ status, message_uuid: uuid }) => [status, uuid])).toEqual([['delivered', first.uuid], ['failed', second.uuid]]);
});

test("a status that can't be checked because the credential is gone ends nothing", async ({ playground }) => {
	const { client, plivo } = playground;
	const own = await client.saveCredential({ name: 'Soon gone', type: credentialType, data: { ...plivo } });
	const waiting = await WaitingExecution.start(playground, delivery, undefined, own);
	await waiting.waits();
	await client.request('DELETE', `/rest/credentials/${own.id}`);
	// If its token was read for an earlier status, it's still kept for five seconds.
	await until('the token is forgotten', async () => (await waiting.tell('queued')) === 500);
	expect(await waiting.tell('delivered')).toBe(500);
	expect((await waiting.current()).status).toBe('waiting');
	await client.request('POST', `/rest/executions/${waiting.id}/stop`);
});
