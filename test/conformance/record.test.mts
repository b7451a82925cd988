import fc from 'fast-check';
import { checks } from '../../conformance/checks/checks.mts';
import { Concealer } from '../../conformance/record/conceal.mts';
import { recordText } from '../../conformance/record/record.mts';
import { concealedText, plainText, said, saw } from '../../conformance/record/sighting.mts';
import type { Result } from '../../conformance/result.mts';
import { type Sandbox, startSandbox } from '../../sandbox/server.mts';
import { argumentsFor, from, run, secondTo, to } from './support.mts';

const [check] = checks;
if (check === undefined) throw new Error('there are no checks');

const digits = fc.stringMatching(/^[1-9]\d{9,13}$/);
const uuid = fc.uuid();
const token = fc.stringMatching(/^[A-Za-z0-9]{20,40}$/);
const authId = fc.stringMatching(/^[MS]A[A-Z0-9]{18}$/);
const host = fc.stringMatching(/^[a-z][a-z0-9]{2,9}(-[a-z0-9]{1,8})?\.[a-z]{3,9}\.(com|io|dev|app)$/);
const address = fc.ipV4();
const name = fc.stringMatching(/^[A-Z][a-z]{4,9}( [A-Z][a-z]{4,9})?$/);

/** Ways to write a number. */
const NUMBERS: Array<(digits: string) => string> = [
	(one) => one,
	(one) => `+${one}`,
	(one) => `00${one}`,
	(one) => `%2B${one}`,
	(one) => `%252B${one}`,
	(one) => `+${one.slice(0, 1)} (${one.slice(1, 4)}) ${one.slice(4, 7)}-${one.slice(7)}`,
	(one) => `${one.slice(0, 3)}.${one.slice(3, 6)}.${one.slice(6)}`,
	(one) => [...one].join(' '),
	(one) => `%2B${one.slice(0, 4)}%20${one.slice(4, 8)}%20${one.slice(8)}`,
	(one) => `${one.slice(0, 4)}%2520${one.slice(4)}`,
	(one) => `tel:+${one}`,
	(one) => `"${one}"`,
	(one) => one.slice(1),
	(one) => `0${one.slice(2)}`,
];

/** Ways to write any other text. */
const TEXTS: Array<(text: string) => string> = [
	(one) => one,
	(one) => one.toUpperCase(),
	(one) => one.toLowerCase(),
	(one) => encodeURIComponent(one),
	(one) => JSON.stringify({ a: one }),
	(one) => `/v1/Account/${one}/Message/`,
	(one) => `https://${one}/path?query=${one}`,
	(one) => `(${one}).`,
];

/** Everything that could be recognized, in one form: small letters, without what may stand between digits. */
function bare(text: string): string {
	const decoded = [1, 2].reduce((encoded) => encoded.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent), text);
	return decoded.toLowerCase().replace(/[\s().+\-/]/g, '');
}

it('never shows a number, a token, an ID, a host or a name, in whatever spelling', () => {
	fc.assert(
		fc.property(
			fc.record({ given: digits, seen: digits, unseen: digits, authId, token, waba: fc.stringMatching(/^\d{15}$/), host, seenHost: host, address, uuid, unseenUuid: uuid, alias: name }),
			fc.nat(),
			fc.infiniteStream(fc.nat()),
			(secret, around, choices) => {
				const concealer = new Concealer();
				concealer.addNumber(secret.given);
				concealer.addSecret('token', secret.token);
				concealer.addSecret('account', secret.authId);
				concealer.addSecret('waba', secret.waba);
				concealer.addSecret('host', secret.host);
				concealer.learn({ objects: [{ number: secret.seen, alias: secret.alias, message_uuid: [secret.uuid], media_url: `https://${secret.seenHost}/x` }] });
				const pick = <Item,>(items: Item[]): Item => items[(choices.next().value ?? 0) % items.length] as Item;
				const numbers = [secret.given, secret.seen, secret.unseen].map((one) => pick(NUMBERS)(one));
				const texts = [secret.authId, secret.token, secret.host, secret.seenHost, secret.uuid, secret.unseenUuid, secret.alias].map((one) => pick(TEXTS)(one));
				const basic = Buffer.from(`${secret.authId}:${secret.token}`).toString('base64');
				const all = [...numbers, ...texts, secret.address, secret.waba, `Basic ${basic}`];
				const results: Result[] = [
					{ check, outcome: 'seen', saw: all.map((one) => saw`HTTP ${400 + (around % 10)}: ${`error about ${one}, and so on`}`), conclusion: undefined },
					{ check, outcome: 'failed', why: `it broke: ${all.join(' | ')}` },
				];
				const record = bare(recordText(results, 'Plivo', new Date(0), concealer).replaceAll('\\|', '|'));
				const bareSecrets = [
					...[secret.given, secret.seen, secret.unseen].map((one) => one.slice(-7)),
					...[secret.authId, secret.token, secret.host, secret.seenHost, secret.uuid, secret.unseenUuid, secret.alias, secret.waba, basic].map(bare),
				];
				expect(bareSecrets.filter((one) => record.includes(one))).toEqual([]);
				expect(recordText(results, 'Plivo', new Date(0), concealer)).not.toContain(secret.address);
			},
		),
		{ numRuns: 500 },
	);
});

it('calls the same thing by the same word in every spelling, and leaves the words of Plivo', () => {
	const concealer = new Concealer();
	concealer.addNumber('14151234567');
	concealer.addNumber('14157654321');
	const text = (value: string) => concealer.conceal(value);
	expect(text('+1 (415) 123-4567 is 14151234567, not 4157654321')).toBe('+‹number-1› is ‹number-1›, not ‹number-2›');
	expect(text('text parameter length exceeds 737 unicode characters')).toBe('text parameter length exceeds 737 unicode characters');
	expect(text("'interactive.type' must be one of list, reply, cta_url.")).toContain('must be one of list, reply, cta_url.');
	expect(text('invalid phone numbers.')).toBe('invalid phone numbers.');
});

describe('of a run', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ timing: { sentAfterMs: 5, deliveredAfterMs: 10, readAfterMs: 15 } });
	});
	afterAll(async () => await sandbox.close());

	it('has a row for each check, and nothing of the account', async () => {
		const only = ['invalid-recipients', 'uuid-order', 'megabyte', 'message-signature', 'press-parts', 'template-components', 'media-download'];
		const { result } = await run(sandbox, [...(await argumentsFor(sandbox)), ...only.flatMap((id) => ['--only', id])]);
		for (const id of only) expect(result.record).toContain(`| \`${id}\` | `);
		const own = [from, to, secondTo, sandbox.account.authId, sandbox.account.authToken, '127.0.0.1', 'Support', ...sandbox.accepted.flatMap(({ message_uuid }) => message_uuid)];
		expect(own.filter((one) => bare(result.record).includes(bare(one)))).toEqual([]);
	});
});

describe('words of Plivo', () => {
	it.each(['invalid phone numbers.', 'text parameter length exceeds 737 unicode characters', "'text' has 1601 GSM characters, the maximum is 1600."])('stay if they name nobody: %s', (text) => {
		expect(concealedText(saw`HTTP 400 (${said(text)})`, new Concealer())).toBe(`HTTP 400 (${text})`);
	});

	it.each(['The account of Jane Doe is suspended', 'Contact Jane for number ending 4567', 'Sender MYSHOP is not registered for 98765', 'too many requests of O&#39;Brien Ltd'])('are left out if they may name somebody: %s', (text) => {
		expect(concealedText(saw`HTTP 400 (${said(text)})`, new Concealer())).toBe('HTTP 400 (other words)');
		expect(plainText(saw`HTTP 400 (${said(text)})`)).toContain(text);
	});
});
