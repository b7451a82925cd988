import type { Sandbox } from '../../sandbox/server.mts';
import { raw, sendOne, startOnManualClock } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
afterAll(async () => await sandbox.close());

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

it.each(['CONVERTED', 'NOT_CONVERTED', 'CONVERTED_WITH_OTHERS'])('records %s, in the words of Plivo', async (status) => {
	const id = await sendOne(sandbox, { trackable: true });
	const body = { status, timestamp: '2025-01-15T12:30:00Z' };
	expect(await raw(sandbox, 'POST', `/Message/${id}/Conversion/`, { body })).toMatchObject({ status: 200 });
	expect((await raw(sandbox, 'POST', `/Message/${id}/Conversion/`, { body })).body).toEqual({
		api_id: expect.stringMatching(uuid),
		conversion_uuid: expect.stringMatching(/^conv-[0-9a-f-]{36}$/),
		message: 'successfully recorded.',
		message_uuid: id,
	});
});

it('takes the path in lower case, as Plivo prints it', async () => {
	const id = await sendOne(sandbox);
	const { authId, authToken } = sandbox.account;
	const response = await fetch(`${sandbox.url}/v1/account/${authId}/message/${id}/conversion/`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({ status: 'CONVERTED' }),
	});
	expect(await response.json()).toMatchObject({ message_uuid: id });
});

it.each<[string, unknown, string]>([
	['no status', { timestamp: '2025-01-15T12:30:00Z' }, "'status' is required."],
	['another status', { status: 'converted' }, "'status' must be one of CONVERTED, NOT_CONVERTED, CONVERTED_WITH_OTHERS."],
	['an unknown key', { status: 'CONVERTED', note: 'x' }, "'note' is not a parameter of this request."],
	['a time that is none', { status: 'CONVERTED', timestamp: '2025-02-30T12:30:00Z' }, "'timestamp' is not a valid ISO 8601"],
	['a time with a blank', { status: 'CONVERTED', timestamp: '2025-01-15 12:30:00' }, "'timestamp' is not a valid ISO 8601"],
	['a number for a time', { status: 'CONVERTED', timestamp: 1736944200 }, "'timestamp' must be of type string."],
	['no JSON', 'status=CONVERTED', 'invalid json'],
])('refuses %s', async (_case, body, words) => {
	const id = await sendOne(sandbox);
	expect(await raw(sandbox, 'POST', `/Message/${id}/Conversion/`, { body })).toMatchObject({
		status: 400,
		body: { api_id: expect.any(String), error: expect.stringContaining(words) },
	});
});

it('knows the message, and no other method', async () => {
	const body = { status: 'CONVERTED' };
	expect(await raw(sandbox, 'POST', '/Message/nope/Conversion/', { body })).toMatchObject({ status: 404 });
	const account = sandbox.subaccount;
	const id = await sendOne(sandbox);
	expect(await raw(sandbox, 'POST', `/Message/${id}/Conversion/`, { account, body })).toMatchObject({ status: 404 });
	expect(await raw(sandbox, 'GET', `/Message/${id}/Conversion/`)).toMatchObject({ status: 405 });
});
