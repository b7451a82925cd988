import { readSettings } from '../../playground/settings.mts';

const token = 'a-token-that-must-not-be-shown';

test('without anything set: the usual ports and the sandbox', () => {
	expect(readSettings({}, false)).toEqual({
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

test('headless runs take free ports and never a real account', () => {
	const env = { N8N_PORT: '6000', PLIVO_AUTH_ID: 'MA123', PLIVO_AUTH_TOKEN: token };
	expect(readSettings(env, true)).toEqual({
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
