import { addressLines } from '../../playground/addresses.mts';

const n8n = 'http://127.0.0.1:5678';
const account = { baseUrl: 'https://api.plivo.com', authId: 'MA123' };

test('the workflows are opened, then the test phones', () => {
	const addresses = { n8n, plivo: { ...account, real: false }, sandbox: 'http://127.0.0.1:4010' };
	expect(addressLines(addresses, ['Sign in   ann@example.com'])).toEqual([
		'Workflows http://127.0.0.1:5678/home/workflows',
		'Sign in   ann@example.com',
		'Phones    http://127.0.0.1:4010 (the sandbox in place of Plivo: what you send arrives there)',
	]);
});

test('with a real account, there are no phones', () => {
	expect(addressLines({ n8n, plivo: { ...account, real: true }, sandbox: undefined }, [])).toEqual([
		'Workflows http://127.0.0.1:5678/home/workflows',
		'Plivo     https://api.plivo.com (account MA123)',
	]);
});
