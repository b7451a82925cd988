import { checks } from '../../conformance/checks/checks.mts';
import { runConformance } from '../../conformance/main.mts';
import { type Sandbox, startSandbox } from '../../sandbox/server.mts';
import { argumentsFor, environmentOf, from, personAt, run, to } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ timing: { sentAfterMs: 5, deliveredAfterMs: 10, readAfterMs: 15 } });
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

function around(agrees: boolean, print: (line: string) => void = () => undefined) {
	const sleep = () => Promise.reject(new Error('nothing is waited for'));
	return { env: environmentOf(sandbox), print, agrees: () => Promise.resolve(agrees), person: personAt(sandbox), timing: {}, sleep, stop: new AbortController().signal };
}

const plain = () => ['--base-url', sandbox.url, '--from', from, '--to', to];

it('says what it would do, and does nothing without a yes', async () => {
	let printed = '';
	const result = await runConformance([...plain(), '--only', 'unicode-limit', '--only', 'status-query', '--only', 'unlink'], around(false, (line) => (printed += `${line}\n`)));
	expect(result).toBeUndefined();
	expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	expect(printed).toContain(`+${to}, and nobody else`);
	expect(printed).toMatch(/an SMS of 737 Cyrillic letters.* 2 +11 /);
	expect(printed).toMatch(/At most +3 +12/);
	expect(printed).toContain('the application that answers --from');
	expect(printed).toContain('status-query: needs --public-url');
	expect(printed).toContain('Nothing was sent or changed.');
});

it('leaves out what needs more than was given, and says so', async () => {
	const { result } = await run(sandbox, [...plain(), '--yes', '--only', 'status-query', '--only', 'uuid-order', '--only', 'press-id', '--only', 'template-components', '--only', 'media-login']);
	expect(result.results.map(({ check, outcome, ...rest }) => [check.id, outcome, 'why' in rest ? rest.why : ''])).toEqual([
		['template-components', 'left out', 'needs --waba'],
		['media-login', 'seen', ''],
		['status-query', 'left out', 'needs --public-url'],
		['uuid-order', 'left out', 'needs a second --to'],
		['press-id', 'left out', 'needs --whatsapp'],
	]);
});

it('leaves out what needs a person, and the rest goes on, when nobody is at the phone', async () => {
	const { result } = await run(sandbox, [...(await argumentsFor(sandbox)), '--wait', '0', '--only', 'message-signature', '--only', 'unlink']);
	expect(result.results.map(({ check, outcome }) => [check.id, outcome])).toEqual([['message-signature', 'left out'], ['unlink', 'seen']]);
});

it('goes on without those who do not answer in time', async () => {
	const { result } = await run(sandbox, [...(await argumentsFor(sandbox)), ...['press-parts', 'reply-button', 'media-login'].flatMap((id) => ['--only', id])], { person: { ask: () => undefined }, timing: { personMs: 50 } });
	expect(result.results.map(({ check, outcome }) => [check.id, outcome])).toEqual([['media-login', 'seen'], ['reply-button', 'left out'], ['press-parts', 'left out']]);
	expect(result.messagesSent).toBe(0);
});

it('makes no check when nothing is there for it', async () => {
	await expect(runConformance([...plain(), '--only', 'press-id'], around(true))).rejects.toThrow('No check can be made: press-id needs --whatsapp.');
});

it('refuses wrong credentials and a tunnel that leads elsewhere before anything is sent', async () => {
	const wrong = { ...around(true), env: { ...environmentOf(sandbox), PLIVO_AUTH_TOKEN: 'WrongTokenOfNobody' } };
	await expect(runConformance(plain(), wrong)).rejects.toThrow("Plivo doesn't accept PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN (HTTP 401).");
	const args = await argumentsFor(sandbox);
	const elsewhere = args.map((word, index) => (args[index - 1] === '--public-url' ? sandbox.url : word));
	await expect(runConformance(elsewhere, around(true))).rejects.toThrow("--public-url doesn't lead to this program");
	expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
});

it('asks one thing in one sentence, for each check', () => {
	expect(checks.filter(({ asks }) => !/^[A-Z][^?]*\?$/.test(asks)).map(({ id }) => id)).toEqual([]);
	expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
});
