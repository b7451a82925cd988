import { runInThisContext } from 'node:vm';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { Execution, runNode } from './run.mts';
import { against, messages, sendParameters, SENDS } from './sms.mts';

/** Node tells its own process of too many listeners, and the one of a test is a copy. */
const process = runInThisContext('process') as NodeJS.Process;

let sandbox: Sandbox;
const warnings: string[] = [];
const onWarning = ({ name }: Error) => void warnings.push(name);
beforeAll(async () => {
	process.on('warning', onWarning);
	sandbox = await startSandbox();
});
afterAll(async () => {
	process.off('warning', onWarning);
	await sandbox.close();
});
beforeEach(() => {
	sandbox.reset();
	warnings.length = 0;
});

const sends = (count: number, options: object) =>
	against(sandbox, { parameters: sendParameters({ options: { concurrency: 100, ...options } }), items: messages(count) });

/** Node tells of a warning with the next turn. */
const told = async () => {
	await new Promise((resolve) => setImmediate(resolve));
	return warnings.filter((name) => name === 'MaxListenersExceededWarning');
};

describe('of a leak of listeners, Node does not warn', () => {
	it('while a hundred requests are on their way', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 'always', fault: { kind: 'slow', ms: 500 } });
		const running = runNode(sends(100, {}));
		await until(() => sandbox.requests.length === 100);
		expect(await told()).toEqual([]);
		expect((await running).status).toBe('success');
		expect(await told()).toEqual([]);
	});

	it('while a hundred messages wait for their turn, and when they are called off', async () => {
		const execution = await Execution.of(sends(200, { requestsPer5Seconds: 2 }));
		const running = execution.finish();
		await until(() => sandbox.accepted.length === 2);
		expect(await told()).toEqual([]);
		execution.cancel();
		await running;
		expect(await told()).toEqual([]);
	});

	it('while a hundred messages wait to try again', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 100, fault: { kind: 'status', status: 429, retryAfter: 1 } });
		const run = await runNode(sends(100, {}));
		expect(run.status).toBe('success');
		expect(await told()).toEqual([]);
	});
});
