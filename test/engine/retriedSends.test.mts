import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, IRun } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { Execution, failure, nodeContext, output, runNode, type RunOptions } from './run.mts';
import { until } from '../until.mts';
import { acceptedFor, against, messages, recipient, RETRY_ON_FAIL, sendParameters, SENDS } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const [A, B, INVALID] = [recipient(0), recipient(1), '14151111111'];

const OK: Fault = { kind: 'slow', ms: 0 };
const NO: Fault = { kind: 'status', status: 400, error: 'no' };

/** Faults that meet the next sends, in order. */
function meet(...faults: Fault[]): void {
	for (const fault of faults) sandbox.faults.add({ method: 'POST', path: SENDS, fault });
}

const CONTINUE = { onError: 'continueRegularOutput' } as const;

function sends(items: IDataObject[], options: IDataObject = {}, settings?: RunOptions['settings'], changes: IDataObject = {}): RunOptions {
	return against(sandbox, { parameters: sendParameters({ options: { concurrency: 1, ...options }, ...changes }), items, settings });
}

/** A stand-in for Plivo that answers each send with a success of these words. */
async function answering<T>(body: unknown, run: (baseUrl: string) => Promise<T>): Promise<T> {
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

describe('a success of Plivo that reached nobody', () => {
	it.each([
		{ invalid_number: [recipient(0)] },
		{ message_uuid: [], invalid_number: [recipient(0)] },
		{ message_uuid: [''], invalid_number: recipient(0) },
	])('fails: %j', async (answer) => {
		await answering({ api_id: 'a', message: 'message(s) queued', ...answer }, async (baseUrl) => {
			for (const broadcast of [false, true]) {
				const options = sends(messages(1), { broadcast });
				const run = await runNode({ ...options, credentials: { ...options.credentials, baseUrl } });
				expect(failure(run).message).toBe(`Plivo rejected the phone number +${recipient(0)}`);
				expect(failure(run).description).toContain('country code');
				expect(failure(run).description).not.toContain('may have sent');
				expect(nodeContext(run)).toEqual({});
			}
		});
	});
});

describe('what stays in the execution of a node that is set to continue', () => {
	const refuseSecond = () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 9, fault: { kind: 'status', status: 400, error: 'no' } });
	};

	it.each([{}, RETRY_ON_FAIL])('is nothing when one of its items has failed (%j)', async (settings) => {
		refuseSecond();
		const run = await runNode(sends(messages(2), {}, { ...settings, ...CONTINUE }));
		expect(output(run).map(({ json }) => json.error)).toEqual([undefined, 'no']);
		expect(nodeContext(run)).toEqual({});
	});

	it('is what each try of Retry On Fail needs, and nothing after the last one', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 3, fault: { kind: 'status', status: 400, error: 'no' } });
		// The first item that comes out decides whether n8n runs the node again: one that is refused each time.
		const items = [{ to: 'nobody', text: 'Hi' }, ...messages(2)];
		const run = await runNode(sends(items, {}, { ...RETRY_ON_FAIL, ...CONTINUE }));
		expect(output(run)[0]?.json.error).toBeTruthy();
		expect(acceptedFor(sandbox, 2)).toEqual([1, 1]);
		expect(nodeContext(run)).toEqual({});
	});

	it('says of what had not left when it was cancelled that a retry does not send it', async () => {
		const execution = await Execution.of(sends(messages(20), { requestsPer5Seconds: 5 }, CONTINUE));
		const running = execution.finish();
		await until(() => execution.acceptedSoFar() >= 5);
		execution.cancel();
		const ended = await running;
		const last = output(ended).at(-1)?.json;
		expect(last?.error).toBe('This message was not sent, because the execution was canceled');
		expect(last?.message).toContain("A retry of this execution doesn't send it");
	});
});

const warningsOf = (run: IRun) => (run.data.resultData.runData['Plivo Messaging']?.at(-1)?.hints ?? []).filter(({ type }) => type === 'warning');

describe('recipients that are changed before a retry', () => {
	it('get nothing of what had been sent, and the item and the output panel say so', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const first = await runNode(sends(messages(2)));
		const changed = sends(messages(2), {}, undefined, { to: `={{ $itemIndex === 0 ? "${recipient(7)}" : $json.to }}` });
		const second = await (await Execution.retryOf(first, changed)).finish();
		expect(second.status).toBe('success');
		expect(sandbox.accepted.map(({ body }) => body.dst)).toEqual([recipient(0), recipient(1)]);
		expect(output(second).map(({ json }) => [json.to, json.not_sent_to])).toEqual([
			[[`+${recipient(0)}`], [`+${recipient(7)}`]],
			[[`+${recipient(1)}`], undefined],
		]);
		const [hint, ...others] = warningsOf(second);
		expect(others).toEqual([]);
		expect(hint?.message).toMatch(/^1 item had already been sent when 'To' was changed, so it wasn't sent to the new numbers: 1st item \(\+14155550127\)\./);
	});

	it('are not spoken of where they only are written in another way', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const first = await runNode(sends(messages(2)));
		const second = await (await Execution.retryOf(first, sends(messages(2), {}, undefined, { to: '=+{{ $json.to }}' }))).finish();
		expect(warningsOf(second)).toEqual([]);
		expect(acceptedFor(sandbox, 2)).toEqual([1, 1]);
	});

	it('take nothing away from an item whose fields are wrong now: it had been sent', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const first = await runNode(sends(messages(2)));
		const broken = sends(messages(2), {}, undefined, { to: '={{ $itemIndex === 0 ? "nobody" : $json.to }}' });
		const second = await (await Execution.retryOf(first, broken)).finish();
		expect(second.status).toBe('success');
		expect(output(second)[0]?.json.message_uuid).toEqual(sandbox.accepted[0]?.message_uuid);
	});
});

describe('a broadcast that is cut off', () => {
	it.each([CONTINUE, undefined])('says of an item of which a part was sent who has it (%j)', async (settings) => {
		const items = [{ to: A, text: 'x' }, { to: B, text: 'y' }, { to: `${A},${B}`, text: 'x' }];
		const execution = await Execution.of(sends(items, { broadcast: true, requestsPer5Seconds: 1 }, settings));
		const running = execution.finish();
		await until(() => execution.acceptedSoFar() === 1);
		execution.cancel();
		const ended = await running;
		if (settings === undefined) return;
		const last = output(ended).at(-1)?.json;
		expect(last?.error).toBe('This message was not sent to all of its numbers, because the execution was canceled');
		expect(last?.message).toBe(`Plivo accepted this message for +${A}. Leave out those numbers if you send it again.`);
	});
});

describe('a broadcast that is switched on or off before a retry', () => {
	it('on: nobody gets a text twice', async () => {
		meet(OK, NO);
		const items = [{ to: A, text: 'x' }, { to: A, text: 'x' }];
		const first = await runNode(sends(items));
		await (await Execution.retryOf(first, sends(items, { broadcast: true }))).finish();
		expect(sandbox.accepted.map(({ body }) => [body.dst, body.text])).toEqual([[A, 'x']]);
	});

	it('off: each item still has what is its own', async () => {
		meet(OK, NO);
		const items = [{ to: A, text: 'x' }, { to: INVALID, text: 'x' }, { to: B, text: 'y' }];
		const first = await runNode(sends(items, { broadcast: true }));
		const second = await (await Execution.retryOf(first, sends(items))).finish();
		expect(output(second).map(({ json }) => [json.rejected, json.invalid_number, Array.isArray(json.message_uuid)])).toEqual([
			[false, undefined, true],
			[true, [`+${INVALID}`], false],
			[undefined, undefined, true],
		]);
	});
});

describe('an upload that ends because another message failed', () => {
	it('is not taken for the failure, and nobody is said to have cancelled', async () => {
		sandbox.faults.add({ method: 'POST', path: /\/Media\/$/, fault: { kind: 'status', status: 500 } });
		meet(NO);
		const file = { data: { data: Buffer.from('picture').toString('base64'), mimeType: 'image/png', fileName: 'a.png' } };
		const parameters = sendParameters({ messageType: 'mms', mediaSource: 'binary', binaryPropertyNames: 'data', options: { concurrency: 2 } });
		const inputs = messages(2).map((json) => ({ json, binary: file }));
		const run = await runNode(against(sandbox, { parameters, inputs }));
		expect(failure(run).message).toMatch(/^no \(\d\w\w item, to \+\d+\)$/);
		expect(failure(run).description).toContain('1 item was not sent.');
	});
});

describe('a fault of the whole step at a later try', () => {
	it('takes nothing away from an item that an earlier try sent, and the record ends with the last try', async () => {
		const items = [{ to: 'nobody', text: 'Hi' }, { to: A, text: 'Hi' }];
		// The credential cannot be read at the last of the three tries.
		const options = { ...sends(items, {}, { ...RETRY_ON_FAIL, ...CONTINUE }), credentialReads: 2 };
		const run = await runNode(options);
		expect(output(run).map(({ json }) => [json.error === undefined, json.to])).toEqual([[false, undefined], [true, [`+${A}`]]]);
		expect(sandbox.accepted).toHaveLength(1);
		expect(nodeContext(run)).toEqual({});
	});
});

describe('a fault of the whole step after an outcome that nobody knows', () => {
	it('leaves that doubt with its own item', async () => {
		meet({ kind: 'statusAfter', status: 500 });
		const first = await runNode(sends(messages(3)));
		const options = sends(messages(3), {}, CONTINUE);
		const second = await (
			await Execution.retryOf(first, { ...options, credentials: { ...options.credentials, authId: '' } })
		).finish();
		expect(output(second).map(({ json }) => json.error)).toEqual([
			"This message may have been sent. Don't send it again. The credential has no Auth ID",
			'The credential has no Auth ID',
			'The credential has no Auth ID',
		]);
	});
});

describe('a message of unknown outcome that was to be sent again, and had not left when the run was over', () => {
	it('is not said to be unsent', async () => {
		meet({ kind: 'statusAfter', status: 500 });
		const first = await runNode(sends(messages(1)));
		const again = sends([...messages(1)], { ifOutcomeUnknown: 'sendAgain' }, CONTINUE);
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 429, retryAfter: 20 } });
		const execution = await Execution.retryOf(first, again);
		const running = execution.finish();
		await until(() => sandbox.requests.length === 2);
		// until its answer has reached the node, so that it is not in flight
		await new Promise((resolve) => setTimeout(resolve, 500));
		execution.cancel();
		const [item] = output(await running);
		expect(item?.json.error).toBe("This message may have been sent already. Don't send it again");
	});
});

describe('the advice after an outcome that nobody knows', () => {
	it.each([
		[undefined, 'stop', /retry the execution with the currently saved workflow\.$/],
		[CONTINUE, 'stop', /To send it again anyway, run the workflow with this item only\.$/],
		[undefined, 'sendAgain', /A retry of this execution sends it again, because/],
	])('is about what n8n does next (%j, %s)', async (settings, ifOutcomeUnknown, advice) => {
		meet({ kind: 'statusAfter', status: 500 });
		const run = await runNode(sends(messages(1), { ifOutcomeUnknown }, settings));
		const said = settings === undefined ? failure(run).description : output(run)[0]?.json.message;
		expect(said).toMatch(advice);
	});
});

describe('a refusal with many words', () => {
	it('names a few numbers, and does not stand whole on each of 1,000 items', async () => {
		const items = Array.from({ length: 1_000 }, (_, i) => ({ to: recipient(i), text: 'Hi' }));
		const invalid = items.map(({ to }) => to);
		await answering({ api_id: 'a', message: 'm', message_uuid: [], invalid_number: invalid }, async (baseUrl) => {
			const options = sends(items, { broadcast: true }, CONTINUE);
			const run = await runNode({ ...options, credentials: { ...options.credentials, baseUrl } });
			expect(output(run)[999]?.json.error).toBe(`Plivo rejected the phone numbers ${invalid.slice(0, 5).map((number) => `+${number}`).join(', ')} and 995 more`);
		});
	});
});

describe('blank rows of a sheet', () => {
	it('are told of with a plus sign before each number too, and behind another problem', async () => {
		const rows = [{ to: 'x' }, ...messages(1), {}, {}];
		const run = await runNode(sends(rows, {}, undefined, { to: '=+{{ $json.to }}' }));
		expect(failure(run).description).toContain("In 2 of them, 'To' is empty: remove blank rows from a sheet with a Filter node");
	});

	it('are counted, and the Filter node is named', async () => {
		const rows = [...messages(3), { to: '', text: 'Hi' }, { to: '', text: 'Hi' }, { text: 'Hi' }];
		const run = await runNode(sends(rows));
		expect(failure(run).message).toBe("\'To\' is empty: its expression gave nothing (4th item)");
		expect(failure(run).description).toContain('3 of the 6 items have this problem, also: 5th item and 6th item.');
		expect(failure(run).description).toContain('Filter node');
		expect(sandbox.requests).toHaveLength(0);
	});
});
