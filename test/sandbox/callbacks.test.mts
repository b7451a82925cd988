import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { Receiver, sdk, sendOne, signaturesPass, startOnManualClock } from './support.mts';

let sandbox: Sandbox<ManualClock>;
let receiver: Receiver;
beforeEach(async () => {
	[sandbox, receiver] = await Promise.all([startOnManualClock(), Receiver.start()]);
});
afterEach(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

it('reports every state to the URL, form-encoded, with the parameters of Plivo', async () => {
	const id = await sendOne(sandbox, { url: `${receiver.url}/status`, text: 'x'.repeat(200) });
	await sandbox.clock.advance(1_200);
	const always = {
		MessageUUID: id,
		ParentMessageUUID: id,
		From: '14151234567',
		To: '14157654321',
		Type: 'sms',
		Units: '2',
		TotalRate: '0.00140',
		TotalAmount: '0.00280',
		MCC: '312',
		MNC: '650',
		MessageTime: '2025-01-15 12:00:00.000000',
		QueuedTime: '2025-01-15 12:00:00.000000',
	};
	const SentTime = '2025-01-15 12:00:00.300000';
	expect(receiver.received.map(({ params }) => params)).toEqual([
		{ ...always, Status: 'queued', Sequence: '1' },
		{ ...always, Status: 'sent', Sequence: '2', SentTime },
		{ ...always, Status: 'delivered', Sequence: '3', SentTime, DeliveryReportTime: '2025-01-15 12:00:01.200000' },
	]);
	expect(receiver.received[0]).toMatchObject({
		method: 'POST',
		url: `${receiver.url}/status`,
		headers: { 'content-type': expect.stringContaining('application/x-www-form-urlencoded') },
	});
	expect(sandbox.callbacks).toHaveLength(3);
	expect(sandbox.callbacks[2]).toMatchObject({ messageUuid: id, attempt: 1, status: 200, time: sandbox.clock.now() });
});

it('names the error of a failed message and the powerpack', async () => {
	const powerpack_uuid = '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c';
	await sendOne(sandbox, { url: receiver.url, src: undefined, powerpack_uuid, dst: '12025550111' });
	await sandbox.clock.advance(1_200);
	const [queued, , undelivered] = receiver.received;
	expect(queued?.params).not.toHaveProperty('ErrorCode');
	expect(undelivered?.params).toMatchObject({ Status: 'undelivered', ErrorCode: '50', PowerpackUUID: powerpack_uuid });
});

it.each([
	['POST', '/status'],
	['POST', '/status?b=2&a=1%202'],
	['GET', '/status'],
	['GET', '/status?a=1'],
] as const)("signs a %s of %s so that the SDK's validators pass it", async (method, path) => {
	const url = receiver.url + path;
	await sendOne(sandbox, { url, method, dst: '447400123456', src: 'SENDERID' });
	await sandbox.clock.advance(0);
	const [webhook] = receiver.received;
	if (webhook === undefined) throw new Error('no callback came');
	const { authToken } = sandbox.account;
	if (method === 'GET') {
		expect(webhook).toMatchObject({ method: 'GET', params: { Status: 'queued' } });
		// The SDK merges the query with the parameters, so what comes in the query must not be given twice.
		webhook.params = Object.fromEntries(Object.entries(webhook.params).filter(([key]) => key !== 'a'));
	}
	expect(signaturesPass(webhook, url, authToken, authToken)).toEqual([true, true, true, true]);
	const elsewhere = url.replace('/status', '/elsewhere');
	expect(signaturesPass(webhook, elsewhere, authToken, authToken)).toEqual([false, false, false, false]);
	expect(signaturesPass(webhook, url, 'another token', 'another token')).toEqual([false, false, false, false]);
});

it("signs a subaccount's with the subaccount's token, and the Ma headers with the main account's", async () => {
	const { subaccount, account } = sandbox;
	await sdk(sandbox, subaccount).messages.create('13125550142', '14157654321', 'Hello', { url: receiver.url });
	await sandbox.clock.advance(0);
	const [webhook] = receiver.received;
	if (webhook === undefined) throw new Error('no callback came');
	expect(signaturesPass(webhook, receiver.url, subaccount.authToken, account.authToken)).toEqual([true, true, true, true]);
	expect(signaturesPass(webhook, receiver.url, account.authToken, subaccount.authToken)).toEqual([false, false, false, false]);
});

describe('when the receiver does not answer with 2xx', () => {
	const once = { dst: '12025550101' };

	it('tries again after 60, 120 and 240 seconds, then gives up', async () => {
		receiver.answers = [200, 500, 404, 302, 503];
		await sendOne(sandbox, { ...once, url: receiver.url });
		await sandbox.clock.advance(300);
		const start = sandbox.clock.now();
		await sandbox.clock.advance(3_600_000);
		const tries = sandbox.callbacks.filter(({ params }) => params['Status'] === 'sent');
		expect(tries.map(({ attempt, status, time }) => [attempt, status, (time - start) / 1_000])).toEqual([
			[1, 500, 0],
			[2, 404, 60],
			[3, 302, 180],
			[4, 503, 420],
		]);
		expect(receiver.received).toHaveLength(5);
		expect(new Set(tries.map(({ params }) => params['Sequence']))).toEqual(new Set(['2']));
	});

	it('stops as soon as it does', async () => {
		receiver.answers = [500, 200];
		await sendOne(sandbox, { ...once, url: receiver.url });
		await sandbox.clock.advance(3_600_000);
		expect(receiver.received.map(({ params }) => params['Status'])).toEqual(['queued', 'sent', 'queued']);
	});

	it('takes 8 seconds without an answer for a failure', async () => {
		const { clock } = sandbox;
		receiver.answers = ['silent'];
		await sendOne(sandbox, { ...once, url: receiver.url });
		await until(() => receiver.received.length === 1);
		await clock.advance(7_999, 0);
		const [first] = sandbox.callbacks;
		expect(first).toMatchObject({ attempt: 1 });
		expect(first?.error).toBeUndefined();
		await clock.advance(1, 0);
		await until(() => first?.error !== undefined);
		expect(first?.error).toContain('8 seconds');
		await clock.advance(60_000);
		const queued = sandbox.callbacks.filter(({ params }) => params['Status'] === 'queued');
		expect(queued.map(({ status }) => status)).toEqual([undefined, 200]);
	});

	it('tries again when nobody listens', async () => {
		const gone = await Receiver.start();
		await gone.close();
		await sendOne(sandbox, { ...once, url: gone.url });
		await sandbox.clock.advance(60_000);
		const tries = sandbox.callbacks.filter(({ params }) => params['Status'] === 'queued');
		expect(tries).toMatchObject([{ error: expect.stringContaining('ECONNREFUSED') }, { attempt: 2 }]);
	});
});

it('calls nobody any more after a reset', async () => {
	receiver.answers = [500];
	await sendOne(sandbox, { url: receiver.url });
	await sandbox.clock.advance(0);
	sandbox.reset();
	await sandbox.clock.advance(3_600_000);
	expect(receiver.received).toHaveLength(1);
	expect(sandbox.callbacks).toEqual([]);
});
