import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { holdWaits, isOfPace } from './heldWaits.mts';
import { Execution, failure, output, runNode } from './run.mts';
import { against, recipient, sendParameters } from './sms.mts';

// On the real clock, as Plivo's limit of 20 lists a minute is what this is about.
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(async () => {
	sandbox.reset();
	const to = Array.from({ length: 401 }, (_, i) => recipient(i));
	await runNode(against(sandbox, { parameters: sendParameters({ text: 'Hi' }), items: [{ to }] }));
	sandbox.requests.length = 0;
});

const returnAll = () => against(sandbox, { parameters: { resource: 'message', operation: 'list', returnAll: true } });

describe('Send Template Instead for more people than Plivo looks up in a minute', () => {
	it('sends to those whom it has looked up, waits for the next minute with the others, and stops when it is cancelled', async () => {
		const items = Array.from({ length: 21 }, (_, i) => ({ to: recipient(i) }));
		const template = { templateMode: 'fields', templateName: 'welcome', templateLanguage: 'en_US' };
		const parameters = sendParameters({ messageType: 'whatsapp', whatsappType: 'text', text: 'Hi', ifOutside24Hours: 'sendTemplate', ...template });
		sandbox.accepted.length = 0;
		const execution = await Execution.of(against(sandbox, { parameters, items, settings: { onError: 'continueRegularOutput' } }));
		const waits = holdWaits(1_000);
		const running = execution.finish();
		await until(() => execution.acceptedSoFar() === 20 && waits.begun.some(isOfPace));
		execution.cancel();
		const results = output(await running).map(({ json }) => json.sent_as ?? json.error);
		waits.release();
		expect(sandbox.requests.filter(({ method }) => method === 'GET')).toHaveLength(20);
		expect(results.filter((result) => result === 'template')).toHaveLength(20);
		expect(results.filter((result) => result === 'This message was not sent, because the execution was canceled')).toHaveLength(1);
	});
});

describe('Return All over more records than Plivo gives in a minute', () => {
	it('stops at once when the execution is cancelled', async () => {
		const execution = await Execution.of(returnAll());
		const waits = holdWaits(1_000);
		const running = execution.finish();
		await until(() => sandbox.requests.length === 20 && waits.begun.some(isOfPace));
		execution.cancel();
		// It would never end if it waited.
		await running;
		waits.release();
		expect(sandbox.requests).toHaveLength(20);
	});

	it('uses up nothing of the minute with requests that never reach Plivo', async () => {
		const closed = { ...sandbox.account, baseUrl: 'http://127.0.0.1:9' };
		const waits = holdWaits(30_000);
		const list = { resource: 'message', operation: 'list' };
		// Five tries each.
		const runs = await Promise.all(Array.from({ length: 5 }, async () => await runNode({ parameters: list, credentials: closed })));
		waits.release();
		expect(runs.map((run) => failure(run).message)).toEqual(Array(5).fill('No connection to Plivo (ECONNREFUSED)'));
	});

	it('waits for the next minute, without asking in vain', async () => {
		const began = Date.now();
		const run = await runNode(returnAll());
		expect(output(run)).toHaveLength(401);
		expect(sandbox.requests).toHaveLength(21);
		expect(Date.now() - began).toBeGreaterThan(60_000);
	});
});
