import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { FaultRule } from '../../sandbox/faults.mts';
import { type Sandbox, startSandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { argumentsFor, environmentOf, from, personAt, run } from './support.mts';

const fast = { sentAfterMs: 5, deliveredAfterMs: 10, readAfterMs: 15 };
/** The checks that change something at Plivo, and one that sends. */
const changing = ['app-name-length', 'app-name-filter', 'megabyte', 'status-query', 'message-signature', 'unlink'].flatMap((id) => ['--only', id]);

let sandbox: Sandbox;
let before: string;
beforeAll(async () => {
	sandbox = await startSandbox({ timing: fast });
});
beforeEach(() => {
	sandbox.reset();
	before = JSON.stringify(sandbox.snapshot());
});
afterAll(async () => await sandbox.close());

/** How many requests the whole run makes that is stopped in the tests below. */
async function requestsOfWholeRun(): Promise<number> {
	await run(sandbox, [...(await argumentsFor(sandbox)), ...changing]);
	const { length } = sandbox.requests;
	sandbox.reset();
	return length;
}

it('leaves everything as it was after a run of all checks', async () => {
	const { result, printed } = await run(sandbox, [...(await argumentsFor(sandbox)), ...allButBursts]);
	expect(result.results.filter(({ outcome }) => outcome !== 'seen').map(({ check }) => check.id)).toEqual(['powerpack-application']);
	expect(JSON.stringify(sandbox.snapshot())).toBe(before);
	expect(result.left).toEqual([expect.stringContaining('uploaded test file'), expect.stringContaining('webhook of your WhatsApp number')]);
	expect(printed).toContain('✔ 3 application(s) deleted');
	// A plain one, one with GET, a shared one, a Cyrillic one, two with buttons, a list, a picture. Two more were rejected.
	expect(sandbox.accepted).toHaveLength(8);
	const recipients = sandbox.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/Message/')).flatMap(({ body }) => String(Reflect.get(Object(body), 'dst')).split('<'));
	expect(recipients.length).toBe(result.messagesSent);
	expect(result.messagesSent).toBeLessThanOrEqual(20);
});

/** The bursts wait for a minute. */
const allButBursts = [
	...['template-components', 'app-name-length', 'app-name-filter', 'media-login', 'megabyte', 'status-signature', 'status-query', 'callback-method'],
	...['invalid-recipients', 'uuid-order', 'all-invalid', 'unicode-limit', 'extension-characters', 'message-signature', 'powerpack-application', 'unlink'],
	...['whatsapp-in-list', 'reply-button', 'press-parts', 'press-id', 'location-parts', 'media-download'],
].flatMap((id) => ['--only', id]);

it('undoes everything when it is stopped at any request', async () => {
	const whole = await requestsOfWholeRun();
	expect(whole).toBeGreaterThan(20);
	for (let stopAt = 1; stopAt <= whole; stopAt += 1) {
		const stop = new AbortController();
		const watching = stopWhen(() => sandbox.requests.length >= stopAt, stop);
		const { result } = await run(sandbox, [...(await argumentsFor(sandbox)), ...changing], { stop: stop.signal }).catch((error: unknown) => {
			// Stopped before the plan: nothing was changed.
			if (stop.signal.aborted) return { result: { left: [] as string[] } };
			throw error;
		});
		clearInterval(watching);
		expect({ stopAt, after: JSON.stringify(sandbox.snapshot()) }).toEqual({ stopAt, after: before });
		expect(result.left.filter((line) => !line.includes('uploaded test file'))).toEqual([]);
		sandbox.reset();
	}
});

function stopWhen(isReached: () => boolean, stop: AbortController): NodeJS.Timeout {
	return setInterval(() => {
		if (isReached()) stop.abort();
	}, 0);
}

describe.each<[what: string, rule: FaultRule, only?: string]>([
	['the answer to creating an application is lost', { method: 'POST', path: /\/Application\/$/, fault: { kind: 'resetAfter' } }, 'app-name-filter'],
	['the answer to creating an application is an error, and it was created', { method: 'POST', path: /\/Application\/$/, fault: { kind: 'statusAfter', status: 500 } }, 'app-name-filter'],
	['the answer to linking the number is lost, each time', { method: 'POST', path: `/Number/${from}/`, times: 4, fault: { kind: 'resetAfter' } }],
	['the number cannot be read after it was linked', { method: 'GET', path: `/Number/${from}/`, times: 4, fault: { kind: 'resetBefore' } }],
	['deleting fails at first', { method: 'DELETE', path: '/Application/', times: 2, fault: { kind: 'status', status: 503 } }],
	['the answer to deleting is lost', { method: 'DELETE', path: '/Application/', times: 1, fault: { kind: 'resetAfter' } }],
	['there are too many requests', { method: 'GET', path: '/Application/', times: 2, fault: { kind: 'status', status: 429 } }],
	['the answer to creating the application for the number is lost', { method: 'POST', path: /\/Application\/$/, fault: { kind: 'resetAfter' } }, 'unlink'],
])('when %s', (_what, rule, only) => {
	it('leaves everything as it was', async () => {
		sandbox.faults.add(rule);
		const { result } = await run(sandbox, [...(await argumentsFor(sandbox)), ...(only === undefined ? ['app-name-filter', 'unlink'] : [only]).flatMap((id) => ['--only', id])]);
		expect(sandbox.faults.list()).toEqual([]);
		expect(JSON.stringify(sandbox.snapshot())).toBe(before);
		expect(result.left).toEqual([]);
	});
});

it('says what is left, and how to undo it by hand, when Plivo lets nothing be undone', async () => {
	sandbox.faults.add({ method: 'DELETE', path: '/Application/', times: 'always', fault: { kind: 'status', status: 405 } });
	const { result, printed } = await run(sandbox, [...(await argumentsFor(sandbox)), '--only', 'app-name-filter']);
	expect(result.left).toEqual([expect.stringMatching(/^1 application\(s\) whose names begin with conformance-[0-9a-f]{8}-: delete them in the Plivo console/)]);
	expect(printed).toContain(`✖ ${result.left[0] ?? ''}`);
});

it('does not touch a number that is in use, and says so', async () => {
	const { result } = await run(sandbox, [...(await argumentsFor(sandbox, { from: '14158889999' })), '--only', 'unlink']);
	expect(result.results).toEqual([expect.objectContaining({ outcome: 'left out', why: expect.stringContaining('--from is in use') })]);
	expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it.each(['447700900123', '12065550111'])('leaves the number %s with nothing, or with what it cannot set back, as it was', async (number) => {
	await run(sandbox, [...(await argumentsFor(sandbox, { from: number })), '--only', 'unlink']);
	expect(JSON.stringify(sandbox.snapshot())).toBe(before);
});

it('never sends the same again when the answer to a send is lost', async () => {
	sandbox.faults.add({ method: 'POST', path: '/Message/', fault: { kind: 'resetAfter' } });
	const { result } = await run(sandbox, [...(await argumentsFor(sandbox)), ...['status-query', 'status-signature', 'all-invalid'].flatMap((id) => ['--only', id])]);
	expect(result.results.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
	expect(sandbox.accepted).toHaveLength(1);
});

describe.each(['SIGINT', 'SIGTERM'] as const)('as a program, after %s', (signal) => {
	it.each([3, 6, 9, 12, 15])('leaves everything as it was when it has made %i requests', async (requests) => {
		sandbox.reset();
		const args = [...(await argumentsFor(sandbox)), ...changing];
		const child = spawn(process.execPath, ['scripts/run.mjs', 'conformance/main.mts', ...args], { env: { ...process.env, ...environmentOf(sandbox) }, stdio: ['ignore', 'pipe', 'pipe'] });
		let printed = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
		const ended = once(child, 'exit');
		const person = setInterval(() => {
			if (printed.includes('→ Send an SMS')) {
				clearInterval(person);
				personAt(sandbox).ask({ kind: 'text', from: '14157654321', to: from });
			}
		}, 20);
		await until(() => sandbox.requests.length >= requests || child.exitCode !== null);
		child.kill(signal);
		const [code] = (await ended) as [number | null];
		clearInterval(person);
		expect({ code, printed }).toEqual({ code: 130, printed: expect.stringContaining('Undoing what was changed') });
		expect(printed).not.toContain(sandbox.account.authToken);
		expect(JSON.stringify(sandbox.snapshot())).toBe(before);
	});
});

describe('as a program', () => {
	/** Starts it, and disturbs it after six requests. @returns its exit code */
	async function disturbed(disturb: (child: ReturnType<typeof spawn>) => void): Promise<number | null> {
		sandbox.reset();
		const args = [...(await argumentsFor(sandbox)), ...changing];
		const child = spawn(process.execPath, ['scripts/run.mjs', 'conformance/main.mts', ...args], { env: { ...process.env, ...environmentOf(sandbox) }, stdio: ['ignore', 'pipe', 'pipe'] });
		child.stdout.resume();
		child.stderr.resume();
		const ended = once(child, 'exit');
		await until(() => sandbox.requests.length >= 6 || child.exitCode !== null);
		disturb(child);
		const [code] = (await ended) as [number | null];
		return code;
	}

	it('undoes everything when one Ctrl-C comes as two signals, as npm passes it on', async () => {
		expect(await disturbed((child) => [1, 2].forEach(() => child.kill('SIGINT')))).toBe(130);
		expect(JSON.stringify(sandbox.snapshot())).toBe(before);
	});

	it('undoes everything when nobody reads its output anymore, as after a closed terminal', async () => {
		expect(await disturbed(({ stdout, stderr }) => [stdout, stderr].forEach((stream) => stream?.destroy()))).toBe(130);
		expect(JSON.stringify(sandbox.snapshot())).toBe(before);
	});
});

it('undoes everything although Plivo is away when it begins to', async () => {
	sandbox.reset();
	const stop = new AbortController();
	let away = false;
	// Without this, each pause would be a real one.
	const sleep = async () => {
		if (away) sandbox.faults.clear();
		await new Promise((resolve) => setTimeout(resolve, 5));
	};
	const running = run(sandbox, [...(await argumentsFor(sandbox)), ...changing], { stop: stop.signal, sleep });
	await until(() => JSON.stringify(sandbox.snapshot()) !== before && sandbox.requests.some(({ method, path }) => method === 'POST' && /Number/.test(path)));
	away = true;
	sandbox.faults.add({ fault: { kind: 'status', status: 500 }, times: 'always' });
	stop.abort();
	const { result } = await running;
	expect(result.left.filter((line) => !line.includes('upload'))).toEqual([]);
	expect(JSON.stringify(sandbox.snapshot())).toBe(before);
});
