import type { Sandbox } from '../../sandbox/server.mts';
import { raw, startOnManualClock, supportNumber } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const plivoShape = (error: unknown) => ({ api_id: expect.stringMatching(/^[0-9a-f-]{36}$/), error });
const powerpack_uuid = '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c';
const urls = (count: number) => Array.from({ length: count }, (_, index) => `https://example.com/${index}.png`);

describe('a send request is refused, naming the parameter, when', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['a key is unknown', { sms: 1 }, "'sms'"],
		['dst is missing', { dst: undefined }, "'dst' is required"],
		['dst is a number', { dst: 14157654321 }, "'dst' must be of type string"],
		['dst is an array', { dst: ['14157654321'] }, "'dst' must be of type string"],
		['dst is empty', { dst: '' }, "'dst'"],
		['the only number is invalid', { dst: '111' }, "'111' is not a valid phone number."],
		['the number is too long', { dst: '141576543210000' }, "'141576543210000' is not a valid phone number."],
		['all of several numbers are invalid', { dst: '111<222' }, 'invalid phone numbers.'],
		['dst is src', { dst: '+1 415 123 4567' }, 'identical to src'],
		['neither src nor powerpack_uuid is given', { src: undefined }, "'src'"],
		['both src and powerpack_uuid are given', { powerpack_uuid }, "'powerpack_uuid'"],
		['src is no number of the account', { src: '14150001111' }, "'src' 14150001111"],
		['src is a voice number', { src: '12125550100' }, "'src' 12125550100 is not enabled for sms"],
		['src is an MMS number and the message is SMS', { src: '12065550111' }, "'src'"],
		['the sender ID is too long', { src: 'ABCDEFGHIJKL' }, "'src'"],
		['nothing is left of src', { src: '+-()' }, "'src'"],
		['the powerpack is unknown', { src: undefined, powerpack_uuid: 'nope' }, "'powerpack_uuid' nope"],
		['the powerpack is empty', { src: undefined, powerpack_uuid: '9e2c0f14-7f5d-4d0c-8a35-0d7f2f1b6a10' }, 'no number'],
		['text is missing', { text: undefined }, "'text' is required"],
		['text is empty', { text: '' }, "'text' is required"],
		['text is over the GSM limit', { text: 'a'.repeat(1_601) }, '1600'],
		['text is over the GSM limit by extension characters', { text: '€'.repeat(801) }, '1600'],
		['text is over the UCS-2 limit', { text: '✓'.repeat(738) }, '737'],
		['text is over the UCS-2 limit by emoji', { text: '😀'.repeat(369) }, '737'],
		['type is unknown', { type: 'rcs' }, "'type' must be one of sms, mms, whatsapp"],
		['an SMS has a template', { template: { name: 'x', language: 'de' } }, "'template' is only for messages of type whatsapp"],
		['an SMS has media', { media_urls: urls(1) }, "'media_urls'"],
		['url is no web address', { url: 'example.com/status' }, "'url'"],
		['method is another one', { method: 'PUT' }, "'method' must be one of GET, POST"],
		['message_expiry is text', { message_expiry: '300' }, "'message_expiry' must be of type integer"],
		['message_expiry is too low', { message_expiry: 4 }, "'message_expiry' must be >= 5"],
		['message_expiry is too high', { message_expiry: 10_800 }, "'message_expiry' must be <= 10799"],
		['log is a boolean', { log: false }, "'log' must be of type string"],
		['log is another text', { log: 'none' }, "'log' must be one of"],
		['trackable is text', { trackable: 'true' }, "'trackable' must be of type boolean"],
		['a DLT id is a number', { dlt_entity_id: 17 }, "'dlt_entity_id' must be of type string"],
		['the DLT category is unknown', { dlt_template_category: 'other' }, "'dlt_template_category' must be one of"],
		['an MMS has no media', { type: 'mms' }, "'media_urls' is required"],
		['an MMS has an empty list of media', { type: 'mms', media_urls: [] }, "'media_urls'"],
		['an MMS has eleven media', { type: 'mms', media_urls: urls(11) }, "'media_urls'"],
		['media come as one text', { type: 'mms', media_urls: urls(2).join(',') }, "'media_urls' must be of type array"],
		['URLs and ids are eleven together', { type: 'mms', media_urls: urls(10), media_ids: ['a'] }, 'more than 10 files'],
		['media_ids is one text', { type: 'mms', media_ids: 'a' }, "'media_ids' must be of type array"],
		['a media id is unknown', { type: 'mms', media_ids: ['nope'] }, "'media_ids' has 'nope'"],
		['an SMS has media ids', { media_ids: ['a'] }, "'media_ids'"],
		['a medium is no URL', { type: 'mms', media_urls: ['a.png'] }, "'media_urls' has 'a.png'"],
		['an MMS comes from an SMS number', { type: 'mms', src: '447700900123', media_urls: urls(1) }, "'src'"],
		['an MMS comes from a sender ID', { type: 'mms', src: 'SANDBOX', media_urls: urls(1) }, "'src'"],
		['an MMS goes overseas', { type: 'mms', dst: '447911123456', media_urls: urls(1) }, "'dst' 447911123456"],
	])('%s', async (_case, changes, words) => {
		const body = { src: supportNumber, dst: '14157654321', text: 'Hello', ...changes };
		const answer = await raw(sandbox, 'POST', '/Message/', { body });
		expect(answer.body).toEqual(plivoShape(expect.stringContaining(words)));
		expect(answer.status).toBe(400);
		expect(sandbox.accepted).toEqual([]);
	});

	it.each<[string, string | undefined, Record<string, string>]>([
		['is no JSON', 'src=1', {}],
		['is an array', '[]', {}],
		['is null', 'null', {}],
		['is missing', undefined, {}],
		['is a form', 'src=1&dst=2', { 'content-type': 'application/x-www-form-urlencoded' }],
	])('its body %s', async (_case, body, headers) => {
		const answer = await raw(sandbox, 'POST', '/Message/', { body, headers });
		expect(answer).toMatchObject({ status: 400, body: plivoShape('invalid json data sent in raw POST') });
	});
});

describe('credentials', () => {
	it.each<[string, { authId?: string; authToken?: string }]>([
		['a wrong token', { authToken: 'wrong' }],
		['an unknown auth id', { authId: 'MAXXXXXXXXXXXXXXXXXX' }],
	])('%s gets 401', async (_case, changes) => {
		const account = { ...sandbox.account, ...changes };
		const answer = await raw(sandbox, 'GET', '/Message/', { account });
		expect(answer).toMatchObject({ status: 401, body: plivoShape('invalid auth token') });
	});

	it('the right ones on the path of another account get 401', async () => {
		const { authId, authToken } = sandbox.account;
		const authorization = `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`;
		const answer = await raw(sandbox, 'GET', '/Message/', { account: sandbox.subaccount, headers: { authorization } });
		expect(answer.status).toBe(401);
	});

	it('are checked before the body, and no token is ever recorded', async () => {
		const account = { ...sandbox.account, authToken: 'wrong-token' };
		expect(await raw(sandbox, 'POST', '/Message/', { account, body: 'no json' })).toMatchObject({ status: 401 });
		await raw(sandbox, 'GET', '/Number/');
		expect(sandbox.requests.map(({ headers, authId }) => [headers['authorization'], authId])).toEqual([
			[account.authId, account.authId],
			[account.authId, account.authId],
		]);
		const recorded = JSON.stringify(sandbox.requests);
		for (const secret of ['wrong-token', sandbox.account.authToken, Buffer.from('wrong-token').toString('base64')]) {
			expect(recorded).not.toContain(secret);
		}
		expect(recorded).not.toContain('Basic');
	});
});

describe('paths and methods', () => {
	it.each(['/Nope/', '/Message', '/Message/a/b/', '/Number/19999999999/', '/Powerpack/nope/', '/Message/nope/', '/Application/1/', '/NumberPool/x/Number/'])(
		'%s gets 404',
		async (path) => {
			expect(await raw(sandbox, 'GET', path)).toMatchObject({ status: 404, body: plivoShape('not found') });
		},
	);

	it.each([
		['DELETE', '/Message/'],
		['POST', '/Number/'],
		['PUT', '/Powerpack/'],
		['PUT', '/Number/14151234567/'],
		['DELETE', '/Application/'],
		['PUT', '/Application/20468599130939380/'],
		['POST', '/NumberPool/1d5f3dd8-b207-4738-b59f-3c2ac7d3461c/Number/'],
	])('%s %s gets 405', async (method, path) => {
		expect(await raw(sandbox, method, path)).toMatchObject({ status: 405, body: plivoShape(expect.any(String)) });
	});
});

describe('lists', () => {
	it.each([
		['/Message/?foo=1', "'foo'"],
		['/Message/?limit=21', "'limit'"],
		['/Message/?limit=0', "'limit'"],
		['/Message/?limit=5.5', "'limit'"],
		['/Message/?offset=-1', "'offset'"],
		['/Message/?message_state=lost', "'message_state'"],
		['/Message/?message_type=fax', "'message_type'"],
		['/Message/?message_direction=up', "'message_direction'"],
		['/Message/?conversation_origin=chat', "'conversation_origin'"],
		['/Message/?message_type=sms&message_type=mms', "'message_type' must be of type string"],
		['/Message/?message_time=2025-01-15T12:00:00Z', "'message_time'"],
		['/Message/?message_time__gt=2025-02-30%2012:00', "'message_time__gt'"],
		['/Message/?from=14151234567', "'from'"],
		['/Number/?foo=1', "'foo'"],
		['/Number/?services=fax', "'services'"],
		['/Number/?limit=21', "'limit'"],
		['/Powerpack/?name=x', "'name'"],
		['/Application/?name=x', "'name'"],
		['/Application/?limit=21', "'limit'"],
		['/NumberPool/1d5f3dd8-b207-4738-b59f-3c2ac7d3461c/Number/?name=x', "'name'"],
	])('refuse %s', async (path, words) => {
		const answer = await raw(sandbox, 'GET', path);
		expect(answer).toMatchObject({ status: 400, body: plivoShape(expect.stringContaining(words)) });
	});
});
