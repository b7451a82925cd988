import type { Fault } from '../../../sandbox/faults.mts';
import { meetFault } from '../checks/meetFault.mts';
import type { Execution } from '../../../playground/rest.mts';
import { expect, test } from './fixtures.mts';
import { limitIsFree, SendWorkflow } from './sendWorkflow.mts';
import type { QueueSetup } from './setup.mts';

const MESSAGES = 40;
const ONCE_EACH = Array(MESSAGES).fill(1);

// Any worker that tries again knows what was sent before.

async function failWith(setup: QueueSetup, fault: Fault, retryOnFail?: boolean): Promise<{ sends: SendWorkflow; failed: Execution }> {
	const sends = await SendWorkflow.create(setup, { messages: MESSAGES, retryOnFail });
	await limitIsFree(setup);
	meetFault(setup.sandbox, fault);
	return { sends, failed: await sends.run() };
}

test('with Retry On Fail and a temporary rejection, each message is sent once', async ({ setup }) => {
	const { sends, failed } = await failWith(setup, { kind: 'status', status: 400, error: 'no' }, true);
	expect(failed.status, failed.error).toBe('success');
	expect(sends.timesSent()).toEqual(ONCE_EACH);
});

test('with Retry On Fail and a lost connection, nothing is sent twice, and the error names the message in doubt', async ({ setup }) => {
	const { sends, failed } = await failWith(setup, { kind: 'resetAfter' }, true);
	expect(failed.error).toMatch(/This message may have been sent already\. Don't send it again \([\d,]+(?:st|nd|rd|th) item, to \+\d+\)/);
	expect(Math.max(...sends.timesSent())).toBe(1);
});

test('if another worker retries a failed execution, it sends the rest', async ({ setup }) => {
	// The workers decide which one gets it.
	for (let attempt = 0; attempt < 10; attempt += 1) {
		const { sends, failed } = await failWith(setup, { kind: 'status', status: 400, error: 'no' });
		expect(failed.status).toBe('error');
		const before = sends.sent().length;
		expect(before, 'sent at first').toBeGreaterThan(0);
		expect(before, 'sent at first').toBeLessThan(MESSAGES);
		const retried = await setup.client.retry(failed);
		expect(retried.status, retried.error).toBe('success');
		expect(sends.timesSent()).toEqual(ONCE_EACH);
		if ((await setup.ranOn(retried.id)) !== (await setup.ranOn(failed.id))) return;
	}
	throw new Error('The same worker ran it ten times');
});

test("and an execution whose message may have been sent doesn't send it again, on any worker", async ({ setup }) => {
	const { sends, failed } = await failWith(setup, { kind: 'statusAfter', status: 500 });
	const workers = new Set([await setup.ranOn(failed.id)]);
	for (let attempt = 0; attempt < 10 && workers.size < 2; attempt += 1) {
		const retried = await setup.client.retry(failed);
		expect(retried.status).toBe('error');
		expect(retried.error).toMatch(/may have been sent/);
		expect(Math.max(...sends.timesSent())).toBe(1);
		workers.add(await setup.ranOn(retried.id));
	}
	expect(workers.size, 'The same worker ran it ten times').toBe(2);
});
