import fc from 'fast-check';

import type { Application } from '../../../../nodes/Plivo/trigger/registration/plivoResources';
import { changesTo, settingsFor } from '../../../../nodes/Plivo/trigger/registration/applicationSettings';

const HOOK = 'https://n8n.example.com/webhook/a/webhook';

const FORMER: Application = {
	app_id: '20468599130939380',
	app_name: 'Support_line',
	answer_url: 'https://voice.example.com/answer?a=1',
	answer_method: 'GET',
	hangup_url: 'https://voice.example.com/hangup',
	hangup_method: 'POST',
	fallback_answer_url: 'https://voice.example.com/fallback',
	fallback_method: 'GET',
	message_url: 'https://crm.example.com/messages',
	message_method: 'GET',
	log_incoming_messages: false,
	sub_account: '/v1/Account/SASANDBOXSANDBOX0001/',
	default_app: true,
	public_uri: true,
	enabled: true,
};

/** The application that Plivo makes of settings, with its own for what they leave out. */
function made(settings: ReturnType<typeof settingsFor>, empty: null | '' = ''): Application {
	const methods = { answer_method: 'POST', hangup_method: 'POST', fallback_method: 'POST' };
	const urls = { answer_url: empty, hangup_url: empty, fallback_answer_url: empty };
	return { app_id: '1', app_name: 'n8n-', ...methods, ...urls, log_incoming_messages: true, ...settings };
}

const url = fc.constantFrom(undefined, null, '', 'https://a.example/1', 'https://a.example/2');
const method = fc.constantFrom(undefined, null, '', 'GET', 'POST');
const formers = fc.record({
	app_id: fc.constant('1'),
	app_name: fc.constant('Former'),
	answer_url: url,
	answer_method: method,
	hangup_url: url,
	hangup_method: method,
	fallback_answer_url: url,
	fallback_method: method,
	message_url: url,
	message_method: method,
	log_incoming_messages: fc.constantFrom(undefined, null, true, false),
	sub_account: fc.constantFrom(undefined, null, '', '/v1/Account/SASANDBOXSANDBOX0001/'),
}) as fc.Arbitrary<Application>;

describe('settingsFor', () => {
	it('has calls go on as before, and messages come here', () => {
		expect(settingsFor(FORMER, HOOK)).toEqual({
			answer_url: 'https://voice.example.com/answer?a=1',
			answer_method: 'GET',
			hangup_url: 'https://voice.example.com/hangup',
			hangup_method: 'POST',
			fallback_answer_url: 'https://voice.example.com/fallback',
			fallback_method: 'GET',
			message_url: HOOK,
			message_method: 'POST',
			log_incoming_messages: false,
			subaccount: 'SASANDBOXSANDBOX0001',
		});
	});

	it.each([undefined, { app_id: '1', app_name: 'Empty', answer_url: '', hangup_url: null, sub_account: null }])(
		'says nothing of what was not there: %j',
		(former) => {
			expect(settingsFor(former, HOOK)).toEqual({ message_url: HOOK, message_method: 'POST' });
		},
	);

	it.each([
		[true, true],
		[false, false],
		[null, undefined],
		[undefined, undefined],
	])('logs messages as before: %j', (log, expected) => {
		expect(settingsFor({ ...FORMER, log_incoming_messages: log }, HOOK).log_incoming_messages).toBe(expected);
	});

	it.each([
		['SASANDBOXSANDBOX0001', 'SASANDBOXSANDBOX0001'],
		['/v1/Account/SASANDBOXSANDBOX0001/', 'SASANDBOXSANDBOX0001'],
		['', undefined],
		['/v1/Account/MASANDBOXSANDBOX0000/', undefined],
	])('belongs to the same subaccount: %j', (path, expected) => {
		expect(settingsFor({ ...FORMER, sub_account: path }, HOOK).subaccount).toBe(expected);
	});
});

describe('changesTo', () => {
	it('is nothing for what was made of the settings, whatever stood before', () => {
		fc.assert(
			fc.property(formers, fc.constantFrom(null, '' as const), (former, empty) => {
				const settings = settingsFor(former, HOOK);
				expect(changesTo(made(settings, empty), settings)).toEqual({});
				// what is its own model: the former application is gone
				expect(changesTo(made(settings, empty), settingsFor(made(settings, empty), HOOK))).toEqual({});
			}),
		);
	});

	it('leads from any settings to any others', () => {
		fc.assert(
			fc.property(formers, formers, (before, after) => {
				const own = made(settingsFor(before, 'https://old.example/webhook'));
				const settings = settingsFor(after, HOOK);
				const changes = changesTo(own, settings);
				expect(changesTo({ ...own, ...changes }, settings)).toEqual({});
				expect({ ...own, ...changes }).toMatchObject({ message_url: HOOK, message_method: 'POST' });
				for (const key of Object.keys(changes)) expect(changes[key]).not.toBe(own[key]);
			}),
		);
	});

	it.each([
		[{ message_url: 'https://n8n.example.com/webhook-test/a/webhook' }, { message_url: HOOK }],
		[{ message_url: null }, { message_url: HOOK }],
		[{ message_method: 'GET' }, { message_method: 'POST' }],
		[{ answer_url: '', answer_method: 'POST' }, { answer_url: FORMER.answer_url, answer_method: 'GET' }],
		[{ hangup_url: 'https://x.example' }, { hangup_url: FORMER.hangup_url }],
		[{ fallback_method: 'POST' }, { fallback_method: 'GET' }],
		[{ log_incoming_messages: true }, { log_incoming_messages: false }],
		[{ log_incoming_messages: undefined }, {}],
		[{ app_name: 'other', sub_account: null, public_uri: false }, {}],
	])('of %j are %j', (own, expected) => {
		const settings = settingsFor(FORMER, HOOK);
		expect(changesTo({ ...made(settings), ...own } as Application, settings)).toEqual(expected);
	});

	it('empties what the former application has no more, and leaves the method of it', () => {
		const own = made(settingsFor(FORMER, HOOK));
		const settings = settingsFor({ app_id: '1', app_name: 'Former', answer_url: '', hangup_url: null }, HOOK);
		expect(changesTo(own, settings)).toEqual({ answer_url: '', hangup_url: '', fallback_answer_url: '' });
	});
});
