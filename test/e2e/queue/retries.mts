import assert from 'node:assert/strict';
import type { Fault } from '../../../sandbox/faults.mts';
import type { Check } from '../checks/checks.mts';
import { meetFault } from '../checks/meetFault.mts';
import type { Execution } from '../../../playground/rest.mts';
import { limitIsFree, SendWorkflow } from './sendWorkflow.mts';
import type { QueueSetup } from './setup.mts';

const MESSAGES = 40;
const ONCE_EACH = Array(MESSAGES).fill(1);

/** Checks that any worker that tries again knows what was sent before. */
export function queueRetries(setup: QueueSetup): Check[] {
	async function failWith(fault: Fault, retryOnFail?: boolean): Promise<{ sends: SendWorkflow; failed: Execution }> {
		const sends = await SendWorkflow.create(setup, { messages: MESSAGES, retryOnFail });
		await limitIsFree(setup);
		meetFault(setup.sandbox, fault);
		return { sends, failed: await sends.run() };
	}

	return [
		[
			'with Retry On Fail and a temporary rejection, each message is sent once',
			async () => {
				const { sends, failed } = await failWith({ kind: 'status', status: 400, error: 'no' }, true);
				assert.equal(failed.status, 'success', failed.error);
				assert.deepEqual(sends.timesSent(), ONCE_EACH);
			},
		],
		[
			'with Retry On Fail and a lost connection, nothing is sent twice, and the error names the message in doubt',
			async () => {
				const { sends, failed } = await failWith({ kind: 'resetAfter' }, true);
				assert.match(failed.error ?? '', /This message may have been sent already\. Don't send it again \[item \d+\]/);
				assert.equal(Math.max(...sends.timesSent()), 1);
			},
		],
		[
			'if another worker retries a failed execution, it sends the rest',
			async () => {
				// The workers decide which one gets it.
				for (let attempt = 0; attempt < 10; attempt += 1) {
					const { sends, failed } = await failWith({ kind: 'status', status: 400, error: 'no' });
					assert.equal(failed.status, 'error');
					const before = sends.sent().length;
					assert.ok(before > 0 && before < MESSAGES, `${before} were sent at first`);
					const retried = await setup.client.retry(failed);
					assert.equal(retried.status, 'success', retried.error);
					assert.deepEqual(sends.timesSent(), ONCE_EACH);
					if ((await setup.ranOn(retried.id)) !== (await setup.ranOn(failed.id))) return;
				}
				throw new Error('The same worker ran it ten times');
			},
		],
		[
			"and an execution whose message may have been sent doesn't send it again, on any worker",
			async () => {
				const { sends, failed } = await failWith({ kind: 'statusAfter', status: 500 });
				const workers = new Set([await setup.ranOn(failed.id)]);
				for (let attempt = 0; attempt < 10 && workers.size < 2; attempt += 1) {
					const retried = await setup.client.retry(failed);
					assert.equal(retried.status, 'error');
					assert.match(retried.error ?? '', /may have been sent/);
					assert.equal(Math.max(...sends.timesSent()), 1);
					workers.add(await setup.ranOn(retried.id));
				}
				assert.equal(workers.size, 2, 'The same worker ran it ten times');
			},
		],
	];
}
