import { expect, test } from './fixtures.mts';
import { SendWorkflow } from './sendWorkflow.mts';

// Workers send as a single process does.

test('200 messages of an execution on a worker are sent once each, in order for each recipient', async ({ setup }) => {
	const sends = await SendWorkflow.create(setup, { messages: 200, phones: 20 });
	const execution = await sends.run();
	expect(execution.status, execution.error).toBe('success');
	expect(sends.timesSent()).toEqual(Array(200).fill(1));
	for (let phone = 0; phone < 20; phone += 1) {
		const toPhone = sends.sent().filter((item) => item % 20 === phone);
		expect(toPhone).toEqual([...toPhone].sort((a, b) => a - b));
	}
	expect(await setup.ranOn(execution.id)).toMatch(/^worker-/);
});

test('and paced', async ({ setup }) => {
	const sends = await SendWorkflow.create(setup, { messages: 50, options: { requestsPer5Seconds: 20 } });
	const execution = await sends.run();
	expect(execution.status, execution.error).toBe('success');
	const times = sends.accepted().map(({ time }) => time);
	for (const time of times) expect(times.filter((other) => other >= time && other < time + 5_000).length).toBeLessThanOrEqual(20);
});

test('eight executions that a webhook starts at once are shared among the workers, and each sends once', async ({ setup }) => {
	const sends = await SendWorkflow.create(setup, { messages: 30 });
	await sends.activate();
	await sends.call();
	await sends.executions(1);
	await Promise.all(Array.from({ length: 7 }, () => sends.call()));
	const executions = await sends.executions(8);
	expect(executions.map(({ status }) => status)).toEqual(Array(8).fill('success'));
	expect(sends.timesSent()).toEqual(Array(30).fill(8));
	const workers = await Promise.all(executions.map(({ id }) => setup.ranOn(id)));
	process.stdout.write(`    ${[...workers].sort().join(' ')}\n`);
	expect(new Set(workers).size).toBe(2);
});
