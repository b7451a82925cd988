import { readOptions } from '../../conformance/options.mts';

const env = { PLIVO_AUTH_ID: 'MASANDBOXSANDBOX0000', PLIVO_AUTH_TOKEN: 'SandboxTokenOfTheMainAccountNotASecret00' };
const good = ['--from', '+1 (415) 123-4567', '--to', '14157654321'];

it('reads numbers as people write them, and knows what is left out', () => {
	expect(readOptions(good, env, [])).toEqual({
		authId: env.PLIVO_AUTH_ID,
		authToken: env.PLIVO_AUTH_TOKEN,
		from: '14151234567',
		to: ['14157654321'],
		whatsapp: undefined,
		waba: undefined,
		template: undefined,
		publicUrl: undefined,
		port: 4020,
		baseUrl: 'https://api.plivo.com',
		record: undefined,
		only: [],
		yes: false,
		waitSeconds: 180,
	});
});

it.each<[args: string[], words: string]>([
	[['--to', '14157654321'], '--from is missing'],
	[['--from', '14151234567'], '--to is missing'],
	[['--from', 'Acme', '--to', '14157654321'], '--from Acme must be a phone number'],
	[[...good, '--to', '14151234567'], 'must be different numbers'],
	[[...good, '--to', '14157654322', '--to', '14157654323'], 'twice at most'],
	[[...good, '--whatsapp', '12'], '--whatsapp 12 must be a phone number'],
	[[...good, '--waba', 'mine'], '--waba must be the digits'],
	[[...good, '--template', 'Order Update'], '--template must be the name'],
	[[...good, '--public-url', 'example.com'], 'must be an address without a path'],
	[[...good, '--public-url', 'https://example.com/hook'], 'must be an address without a path'],
	[[...good, '--base-url', 'http://example.com'], 'must begin with https://, because your Auth Token is sent there'],
	[[...good, '--port', '70000'], '--port 70000 must be a whole number from 1 to 65535'],
	[[...good, '--wait', '-1'], '--wait'],
	[[...good, '--only', 'everything'], '--only everything is no check. The checks are: one, two.'],
	[[...good, '--all'], "Unknown option '--all'"],
])('refuses %j with one clear error', (args, words) => {
	expect(() => readOptions(args, env, ['one', 'two'])).toThrow(words);
});

it.each<[env: Record<string, string>, words: string]>([
	[{}, 'PLIVO_AUTH_ID must be'],
	[{ PLIVO_AUTH_ID: 'XX', PLIVO_AUTH_TOKEN: 'x'.repeat(40) }, 'PLIVO_AUTH_ID must be'],
	[{ PLIVO_AUTH_ID: env.PLIVO_AUTH_ID }, 'PLIVO_AUTH_TOKEN must be'],
	[{ PLIVO_AUTH_ID: env.PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN: 'two words here' }, 'PLIVO_AUTH_TOKEN must be'],
])('refuses the environment %j without showing the token', (given, words) => {
	expect(() => readOptions(good, given, [])).toThrow(words);
	expect(() => readOptions(good, given, [])).not.toThrow('two words');
});
