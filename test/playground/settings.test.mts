import { readSettings } from '../../playground/settings.mts';

const token = 'a-token-that-must-not-be-shown';
const given = { N8N_URL: 'http://localhost:5678', N8N_EMAIL: 'ann@example.com', N8N_PASSWORD: token };

test('without anything set: the usual ports and the sandbox', () => {
	expect(readSettings({}, false)).toEqual({
		given: undefined,
		n8nPort: 5678,
		sandboxPort: 4010,
		account: undefined,
		userFolder: 'user',
		fresh: false,
	});
});

test('ports and a real account come from the environment', () => {
	const env = { N8N_PORT: '6000', SANDBOX_PORT: ' 6001 ', PLIVO_AUTH_ID: 'MA123', PLIVO_AUTH_TOKEN: token };
	expect(readSettings(env, false)).toMatchObject({
		n8nPort: 6000,
		sandboxPort: 6001,
		account: { authId: 'MA123', authToken: token },
	});
});

test('headless runs take free ports, and never a real account or an n8n that runs already', () => {
	const env = { N8N_PORT: '6000', PLIVO_AUTH_ID: 'MA123', PLIVO_AUTH_TOKEN: token, ...given };
	expect(readSettings(env, true)).toEqual({
		given: undefined,
		n8nPort: undefined,
		sandboxPort: undefined,
		account: undefined,
		userFolder: 'e2e',
		fresh: true,
	});
});

test.each(['0', '65536', '-1', '80.5', 'http'])('%s is no port, and the message says which variable', (text) => {
	expect(() => readSettings({ SANDBOX_PORT: text }, false)).toThrow(`SANDBOX_PORT is "${text}", which isn't a valid port`);
});

test('half a set of credentials is named, without the half that is there', () => {
	expect(() => readSettings({ PLIVO_AUTH_ID: 'MA123' }, false)).toThrow('PLIVO_AUTH_ID is set but PLIVO_AUTH_TOKEN is not');
	const onlyToken = () => readSettings({ PLIVO_AUTH_TOKEN: token }, false);
	expect(onlyToken).toThrow('PLIVO_AUTH_TOKEN is set but PLIVO_AUTH_ID is not');
	expect(onlyToken).not.toThrow(token);
});

describe('an n8n that runs already', () => {
	test('with its account: the sandbox listens on this machine only', () => {
		expect(readSettings(given, false).given).toEqual({
			url: 'http://localhost:5678',
			email: 'ann@example.com',
			password: token,
			sandboxHost: '127.0.0.1',
			sandboxUrl: undefined,
		});
	});

	test('where it reaches the sandbox, and the slashes at the end that its paths would double', () => {
		const env = { ...given, N8N_URL: ' https://n8n.example.com/n8n// ', SANDBOX_HOST: '0.0.0.0', SANDBOX_URL: 'http://host.docker.internal:4010/' };
		expect(readSettings(env, false).given).toMatchObject({
			url: 'https://n8n.example.com/n8n',
			sandboxHost: '0.0.0.0',
			sandboxUrl: 'http://host.docker.internal:4010',
		});
	});

	test('a password may begin or end with a space', () => {
		expect(readSettings({ ...given, N8N_PASSWORD: ' a ' }, false).given?.password).toBe(' a ');
	});

	test('the account alone uses no n8n of others', () => {
		expect(readSettings({ ...given, N8N_URL: '' }, false).given).toBeUndefined();
	});

	test.each(['N8N_EMAIL', 'N8N_PASSWORD'])('without %s, the message names it and not the password', (name) => {
		const read = () => readSettings({ ...given, [name]: undefined }, false);
		expect(read).toThrow(`N8N_URL is set but ${name} is not`);
		expect(read).not.toThrow(token);
	});

	test.each([
		['N8N_URL', 'localhost:5678'],
		['N8N_URL', '5678'],
		['N8N_URL', `http://ann:${token}@localhost:5678`],
		['SANDBOX_URL', 'host.docker.internal:4010'],
		['SANDBOX_URL', 'http://host.docker.internal:4010?a=b'],
	])('%s=%s is no address, and the message says which variable', (name, text) => {
		const read = () => readSettings({ ...given, [name]: text }, false);
		expect(read).toThrow(`${name} isn't the address of a server`);
		expect(read).not.toThrow(token);
	});
});
