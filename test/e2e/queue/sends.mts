import assert from 'node:assert/strict';
import type { Check } from '../checks/checks.mts';
import { SendWorkflow } from './sendWorkflow.mts';
import type { QueueSetup } from './setup.mts';

/** Checks that workers send as a single process does. */
export function queueSends(setup: QueueSetup): Check[] {
	return [
		[
			'200 messages of an execution on a worker are sent once each, in order for each recipient',
			async () => {
				const sends = await SendWorkflow.create(setup, { messages: 200, phones: 20 });
				const execution = await sends.run();
				assert.equal(execution.status, 'success', execution.error);
				assert.deepEqual(sends.timesSent(), Array(200).fill(1));
				for (let phone = 0; phone < 20; phone += 1) {
					const toPhone = sends.sent().filter((item) => item % 20 === phone);
					assert.deepEqual(toPhone, [...toPhone].sort((a, b) => a - b));
				}
				assert.match(await setup.ranOn(execution.id), /^worker-/);
			},
		],
		[
			'and paced',
			async () => {
				const sends = await SendWorkflow.create(setup, { messages: 50, options: { requestsPer5Seconds: 20 } });
				const execution = await sends.run();
				assert.equal(execution.status, 'success', execution.error);
				const times = sends.accepted().map(({ time }) => time);
				for (const time of times) assert.ok(times.filter((other) => other >= time && other < time + 5_000).length <= 20);
			},
		],
		[
			'eight executions that a webhook starts at once are shared among the workers, and each sends once',
			async () => {
				const sends = await SendWorkflow.create(setup, { messages: 30 });
				await sends.activate();
				await sends.call();
				await sends.executions(1);
				await Promise.all(Array.from({ length: 7 }, () => sends.call()));
				const executions = await sends.executions(8);
				assert.deepEqual(executions.map(({ status }) => status), Array(8).fill('success'));
				assert.deepEqual(sends.timesSent(), Array(30).fill(8));
				const workers = await Promise.all(executions.map(({ id }) => setup.ranOn(id)));
				process.stdout.write(`    ${[...workers].sort().join(' ')}\n`);
				assert.equal(new Set(workers).size, 2);
			},
		],
	];
}
