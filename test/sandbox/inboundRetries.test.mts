import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { Receiver, startOnManualClock, stateOf, supportNumber } from './support.mts';

const supportLine = '20468599130939380';

let sandbox: Sandbox<ManualClock>;
let receiver: Receiver;
beforeAll(async () => {
	[sandbox, receiver] = await Promise.all([startOnManualClock(), Receiver.start()]);
});
beforeEach(() => sandbox.editApplication(supportLine, { message_url: `${receiver.url}/in` }));
afterEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
	receiver.answers = [];
});
afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

/** Somebody writes. Returns the UUID. */
async function receive(): Promise<string> {
	const uuid = sandbox.receive({ from: '14157654321', to: supportNumber, text: 'Hi' });
	await sandbox.clock.advance(0);
	return uuid;
}

describe('when the webhook fails', () => {
	const tries = () => sandbox.callbacks.map(({ attempt, status }) => [attempt, status]);

	it('tries again after 60, 120 and 240 seconds, then leaves the message undelivered', async () => {
		receiver.answers = [500, 404, 302, 403];
		const start = sandbox.clock.now();
		const uuid = await receive();
		await sandbox.clock.advance(419_999);
		expect(await stateOf(sandbox, uuid)).toEqual(['received', null]);
		await sandbox.clock.advance(1);
		expect(await stateOf(sandbox, uuid)).toEqual(['undelivered', '2403']);
		await sandbox.clock.advance(3_600_000);
		expect(sandbox.callbacks.map(({ attempt, status, time }) => [attempt, status, (time - start) / 1_000])).toEqual([
			[1, 500, 0],
			[2, 404, 60],
			[3, 302, 180],
			[4, 403, 420],
		]);
		expect(new Set(receiver.received.map(({ params }) => params['MessageUUID']))).toEqual(new Set([uuid]));
		const nonces = receiver.received.map(({ headers }) => headers['x-plivo-signature-v3-nonce']);
		expect(new Set(nonces).size).toBe(4);
	});

	it('is delivered by a later try', async () => {
		receiver.answers = [500, 200];
		const uuid = await receive();
		await sandbox.clock.advance(60_000);
		expect([tries(), await stateOf(sandbox, uuid)]).toEqual([
			[
				[1, 500],
				[2, 200],
			],
			['delivered', '000'],
		]);
	});

	it('waits 8 seconds for an answer', async () => {
		receiver.answers = ['silent', 200];
		sandbox.receive({ from: '14157654321', to: supportNumber, text: 'Hi' });
		await until(() => receiver.received.length === 1);
		await sandbox.clock.advance(8_000, 0);
		await sandbox.clock.advance(60_000);
		expect(sandbox.callbacks).toMatchObject([{ error: expect.stringContaining('no answer within 8 seconds') }, { status: 200 }]);
	});

	it('has no code when nobody answered', async () => {
		const gone = await Receiver.start();
		await gone.close();
		sandbox.editApplication(supportLine, { message_url: gone.url });
		const uuid = await receive();
		await sandbox.clock.advance(420_000);
		expect(await stateOf(sandbox, uuid)).toEqual(['undelivered', null]);
		expect(sandbox.callbacks).toHaveLength(4);
	});

	it('calls nobody any more after a reset', async () => {
		receiver.answers = [500];
		await receive();
		sandbox.reset();
		await sandbox.clock.advance(3_600_000);
		expect(receiver.received).toHaveLength(1);
	});
});

describe('redelivery', () => {
	it('is the same call with another nonce', async () => {
		const uuid = await receive();
		sandbox.redeliver(uuid);
		await sandbox.clock.advance(0);
		const [first, second] = receiver.received;
		expect(second?.params).toEqual(first?.params);
		expect(second?.headers['x-plivo-signature-v3-nonce']).not.toBe(first?.headers['x-plivo-signature-v3-nonce']);
		expect(sandbox.callbacks).toMatchObject([{ attempt: 1 }, { attempt: 2, messageUuid: uuid }]);
	});

	it('changes nothing but a message that was not delivered, and is not tried again', async () => {
		receiver.answers = [500, 500, 500, 500, 500, 200];
		const uuid = await receive();
		await sandbox.clock.advance(420_000);
		sandbox.redeliver(uuid);
		await sandbox.clock.advance(3_600_000);
		expect(receiver.received).toHaveLength(5);
		expect(await stateOf(sandbox, uuid)).toEqual(['undelivered', '2500']);
		sandbox.redeliver(uuid);
		await sandbox.clock.advance(0);
		expect(await stateOf(sandbox, uuid)).toEqual(['delivered', '000']);
	});

	it('needs a message that a webhook was called for', async () => {
		sandbox.link(supportNumber, null);
		const uuid = await receive();
		expect(() => sandbox.redeliver(uuid)).toThrow('no webhook was called');
		expect(() => sandbox.redeliver('nope')).toThrow('no webhook was called');
	});
});
