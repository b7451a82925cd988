import { readFileSync } from 'node:fs';
import type { ManualClock } from '../../sandbox/clock.mts';
import type { InboundMessage } from '../../sandbox/inbound/inboundMessage.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { type Position, positionsOf, readVariants, switches, type VariantName, variantNames, variantsWith } from '../../sandbox/variants.mts';
import { raw, type ReceivedWebhook, Receiver, sdk, sdkApplications, sdkSend, signaturesPass, startOnManualClock, stateOf, supportNumber, upload } from './support.mts';

const customer = '14157654321';
const campaignNumber = '16465550101';
const name = 'n8n-14151234567-20468599130939380-t6m2x8-0f1e2d-0a1b2c3d-p';

let sandbox: Sandbox<ManualClock>;
let receiver: Receiver;
beforeAll(async () => {
	const limits = { listPerMinute: 100, requestsPer5Seconds: 6 };
	[sandbox, receiver] = await Promise.all([startOnManualClock({ limits }), Receiver.start()]);
	// The SDK prints every application that it makes.
	jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
	receiver.answers.length = 0;
});
afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

/** Sends with the official SDK. @returns its answer, or the text of the error */
async function answerTo(text: string, dst: string, options: object = {}): Promise<unknown> {
	return await sdk(sandbox).messages.create(supportNumber, dst, text, options).then(
		(answer) => answer,
		(error: Error) => error.message,
	);
}

/** Whether Plivo accepts what the SDK sends. */
async function isAccepted(text: string): Promise<boolean> {
	return typeof (await answerTo(text, customer)) === 'object';
}

/** What the webhook of a WhatsApp message is called with, as far as it begins with these words. */
async function whatsappParams(message: Partial<InboundMessage>, ...beginnings: string[]): Promise<Record<string, string>> {
	sandbox.setWhatsappWebhook(supportNumber, { url: `${receiver.url}/whatsapp` });
	sandbox.receive({ from: customer, to: supportNumber, type: 'whatsapp', ...message });
	await sandbox.clock.advance(0);
	const params = receiver.received.at(-1)?.params ?? {};
	return Object.fromEntries(Object.entries(params).filter(([key]) => beginnings.some((beginning) => key.startsWith(beginning))));
}

/** The call for an incoming message, whose URL was registered with a method. */
async function messageCall(method = 'POST'): Promise<ReceivedWebhook | undefined> {
	const applications = sdkApplications(sandbox);
	const { appId } = await applications.create('Inbox', { messageUrl: `${receiver.url}/in`, messageMethod: method });
	sandbox.link(supportNumber, appId);
	sandbox.receive({ from: customer, to: supportNumber, text: 'Hi' });
	await sandbox.clock.advance(0);
	return receiver.received.at(-1);
}

/** The call for the status of a message. */
async function statusCall(): Promise<ReceivedWebhook | undefined> {
	await answerTo('Hi', customer, { url: `${receiver.url}/status?order=7` });
	await sandbox.clock.advance(0);
	return receiver.received.at(-1);
}

/** What holds according to the SDK's validators: V3, Ma-V3, V2, Ma-V2. */
function holds(call: ReceivedWebhook | undefined, path: string): boolean[] {
	const { authToken } = sandbox.account;
	return call === undefined ? [] : signaturesPass(call, receiver.url + path, authToken, authToken);
}

const bySignature = {
	'v3-v2': [true, true, true, true],
	v3: [true, true, false, false],
	v2: [false, false, true, true],
	'ma-v3': [false, true, false, false],
};

const reply = (type: string) => ({ type, body: { text: 'Ship it?' }, action: { buttons: [{ id: 'y', title: 'Yes' }] } });
const cyrillic = 'Ж'.repeat(400);
const euros = '€'.repeat(801);

/** What can be seen in each position of each switch. */
const rows: { [Name in VariantName]: { see(): Promise<unknown>; seen: Record<Position<Name>, unknown> } } = {
	'message-signature': { see: async () => holds(await messageCall(), '/in'), seen: bySignature },
	'status-signature': { see: async () => holds(await statusCall(), '/status?order=7'), seen: bySignature },
	'status-query': {
		see: async () => {
			const call = await statusCall();
			const { pathname, search } = new URL(call?.url ?? '');
			return [search, holds(call, pathname + search)];
		},
		seen: { kept: ['?order=7', [true, true, true, true]], dropped: ['', [true, true, true, true]] },
	},
	'callback-method': {
		see: async () => {
			const { method, params } = (await messageCall('GET')) ?? {};
			return [method, params?.['Text']];
		},
		seen: { 'as-asked': ['GET', 'Hi'], 'always-post': ['POST', 'Hi'] },
	},
	'app-name-length': {
		see: async () => {
			const applications = sdkApplications(sandbox);
			const made = await applications.create(name, {}).catch((error: Error) => error.message);
			return typeof made === 'string' ? made : (await applications.get(made.appId))['appName'];
		},
		seen: {
			'100': name,
			'40': expect.stringContaining(`'app_name' has ${name.length} characters, the maximum is 40.`),
			cut: 'n8n-14151234567-20468599130939380-t6m2x8',
		},
	},
	'app-name-filter': {
		see: async () => {
			const { body } = await raw(sandbox, 'GET', '/Application/?app_name=line');
			return body.objects.map(({ app_name: found }) => found);
		},
		seen: {
			prefix: [],
			substring: ['Support_line'],
			ignored: ['Support_line', 'Sales_inbox', 'Default_Application', 'Branch_office', 'Campaign_replies'],
		},
	},
	unlink: {
		see: async () => {
			const { status } = await raw(sandbox, 'POST', `/Number/${supportNumber}/`, { body: { app_id: '' } });
			return [status, sandbox.snapshot().numbers[supportNumber]];
		},
		seen: { default: [400, expect.stringContaining('20468599130939380')], 'none-possible': [202, null] },
	},
	'powerpack-application': {
		see: async () => {
			const urlOf = (path: string) => ({ app_name: 'x', message_url: receiver.url + path });
			sandbox.editApplication('33660394121755210', urlOf('/powerpack'));
			sandbox.link(campaignNumber, sandbox.addApplication(urlOf('/number')));
			sandbox.receive({ from: customer, to: campaignNumber, text: 'Hi' });
			await sandbox.clock.advance(0);
			return new URL(receiver.received.at(-1)?.url ?? '').pathname;
		},
		seen: { powerpack: '/powerpack', number: '/number' },
	},
	'invalid-recipients': {
		see: async () => await answerTo('Hi', `${customer}<111`).then((answer) => Reflect.get(Object(answer), 'invalid_number') as unknown),
		seen: { reported: ['111'], dropped: undefined },
	},
	'all-invalid': {
		see: async () => {
			const { status, body } = await raw(sandbox, 'POST', '/Message/', { body: { src: supportNumber, dst: '111<222', text: 'Hi' } });
			return [status, body['error'], body['message_uuid'], body['invalid_number']];
		},
		seen: {
			refused: [400, 'invalid phone numbers.', undefined, undefined],
			accepted: [202, undefined, [], ['111', '222']],
		},
	},
	'uuid-order': {
		see: async () => {
			const uuids = await sdkSend(sandbox, { src: supportNumber, dst: `${customer}<14155550123`, text: 'Hi' });
			return await Promise.all(uuids.map(async (uuid) => (await sdk(sandbox).messages.get(uuid)).toNumber));
		},
		seen: { request: [customer, '14155550123'], reversed: ['14155550123', customer] },
	},
	'unicode-limit': {
		see: async () => [await answerTo(cyrillic, customer).then((answer) => (typeof answer === 'string' ? answer : 'accepted')), await isAccepted('Ж'.repeat(368)), await isAccepted('x'.repeat(1_600))],
		seen: {
			'737': ['accepted', true, true],
			bytes: [expect.stringContaining('text parameter length exceeds 737 unicode characters'), true, true],
		},
	},
	'extension-characters': {
		see: async () => [await isAccepted(euros), await isAccepted('€'.repeat(1_601))],
		seen: { two: [false, false], one: [true, false] },
	},
	megabyte: {
		see: async () => {
			const file = (size: number) => [new File([Buffer.alloc(size)], 'a.png', { type: 'image/png' })];
			return [(await upload(sandbox, file(2_000_001))).status, (await upload(sandbox, file(2_000_000))).status];
		},
		seen: { '1048576': [201, 201], '1000000': [400, 201] },
	},
	'media-download': {
		see: async () => {
			receiver.answers.push(200, 404);
			const send = async (path: string) => await sdkSend(sandbox, { src: supportNumber, dst: customer, type: 'mms', media_urls: [receiver.url + path] });
			const uuids = [...(await send('/plain.png')), ...(await send('/signed.png?token=1'))];
			await sandbox.clock.advance(1_200);
			return [await Promise.all(uuids.map(async (uuid) => await stateOf(sandbox, uuid))), receiver.received.length];
		},
		seen: {
			any: [[['delivered', '000'], ['delivered', '000']], 0],
			'no-query': [[['delivered', '000'], ['failed', '140']], 0],
			fetched: [expect.arrayContaining([['delivered', '000'], ['failed', '140']]), 2],
		},
	},
	'media-login': {
		see: async () => {
			const { body } = await upload(sandbox, [new File(['x'], 'a.png', { type: 'image/png' })]);
			const url = String(body.objects[0]?.['media_url']);
			const { authId, authToken } = sandbox.account;
			const authorization = `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`;
			return [(await fetch(url)).status, (await fetch(url, { headers: { authorization } })).status];
		},
		seen: { open: [200, 200], required: [401, 200] },
	},
	'template-components': {
		see: async () => {
			const [template] = sandbox.templates;
			const { body } = await raw(sandbox, 'GET', `/WhatsApp/Template/${sandbox.wabaId}/${template?.template_id}/`);
			const { components } = body;
			return [typeof components, typeof components === 'string' ? (JSON.parse(components) as unknown) : components];
		},
		seen: {
			meta: ['object', expect.arrayContaining([expect.objectContaining({ type: 'BODY' })])],
			none: ['undefined', undefined],
			text: ['string', expect.arrayContaining([expect.objectContaining({ type: 'BODY' })])],
		},
	},
	'reply-button': {
		see: async () => {
			const send = async (type: string) => await sdkSend(sandbox, { src: supportNumber, dst: customer, type: 'whatsapp', interactive: reply(type) });
			return await Promise.all(['reply', 'button'].map(async (type) => await send(type).then(() => true, () => false)));
		},
		seen: { both: [true, true], reply: [true, false], button: [false, true] },
	},
	'press-parts': {
		see: async () => await whatsappParams({ button: { text: 'Yes', payload: 'y' }, context: { messageUuid: 'u' } }, 'Button', 'Context'),
		seen: {
			brackets: { 'Button[Text]': 'Yes', 'Button[Payload]': 'y', 'Context[MessageUUID]': 'u' },
			dots: { 'Button.Text': 'Yes', 'Button.Payload': 'y', 'Context.MessageUUID': 'u' },
			json: { Button: '{"Text":"Yes","Payload":"y"}', Context: '{"MessageUUID":"u"}' },
			flat: { ButtonText: 'Yes', ButtonPayload: 'y', ContextMessageUUID: 'u' },
		},
	},
	'press-id': {
		see: async () => await whatsappParams({ button: { text: 'Yes', payload: 'y' } }, 'Button'),
		seen: { sent: { 'Button[Text]': 'Yes', 'Button[Payload]': 'y' }, missing: { 'Button[Text]': 'Yes' } },
	},
	'location-parts': {
		see: async () => await whatsappParams({ location: { latitude: '37.48', longitude: '-122.14', name: 'Pier' } }, 'ContentType', 'L', 'Name'),
		seen: {
			flat: { ContentType: 'location', Latitude: '37.48', Longitude: '-122.14', Name: 'Pier' },
			brackets: { ContentType: 'location', 'Location[Latitude]': '37.48', 'Location[Longitude]': '-122.14', 'Location[Name]': 'Pier' },
			json: { ContentType: 'location', Location: '{"Latitude":"37.48","Longitude":"-122.14","Name":"Pier"}' },
		},
	},
	'whatsapp-in-list': {
		see: async () => {
			const uuid = sandbox.receive({ from: customer, to: supportNumber, type: 'whatsapp', text: 'Hi' });
			sandbox.receive({ from: customer, to: supportNumber, text: 'Hi' });
			const { body } = await raw(sandbox, 'GET', '/Message/');
			const types = body.objects.map(({ message_type: type }) => type);
			return [types, (await sdk(sandbox).messages.get(uuid)).messageType];
		},
		seen: { 'at-once': [['sms', 'whatsapp'], 'whatsapp'], never: [['sms'], 'whatsapp'] },
	},
	'retry-after': {
		see: async () => {
			await requests(6);
			await sandbox.clock.advance(1_500);
			const { status, headers } = await raw(sandbox, 'GET', '/Powerpack/');
			return [status, headers.get('retry-after')];
		},
		seen: { absent: [429, null], seconds: [429, '4'] },
	},
	'rejected-requests': {
		see: async () => {
			const rejected = await requests(5, '/Powerpack/nope/');
			const found = await requests(7);
			await sandbox.clock.advance(4_000);
			await requests(6);
			await sandbox.clock.advance(1_000);
			return [rejected, found, await requests(1)];
		},
		seen: {
			counted: [[404, 404, 404, 404, 404], [200, 429, 429, 429, 429, 429, 429], [200]],
			'all-counted': [[404, 404, 404, 404, 404], [200, 429, 429, 429, 429, 429, 429], [429]],
			free: [[404, 404, 404, 404, 404], [200, 200, 200, 200, 200, 200, 429], [200]],
		},
	},
};

/** The statuses of some requests, one after another. */
async function requests(count: number, path = '/Powerpack/'): Promise<number[]> {
	const statuses: number[] = [];
	for (let index = 0; index < count; index += 1) statuses.push((await raw(sandbox, 'GET', path)).status);
	return statuses;
}

describe.each(variantNames)('%s', (switched) => {
	const { see, seen } = rows[switched];

	it.each(positionsOf(switched))('%s', async (position) => {
		Object.assign(sandbox.variants, { [switched]: position });
		expect(await see()).toEqual(seen[position as keyof typeof seen]);
	});

	it('shows another thing in each position', () => {
		const shown = Object.values(seen).map((value) => JSON.stringify(value, (_, inner: unknown) => (inner instanceof Object && 'sample' in inner ? String(inner.sample) : inner)));
		expect(new Set(shown).size).toBe(positionsOf(switched).length);
	});

	it("is in the sandbox's README, with all of its positions", () => {
		const lines = readFileSync('sandbox/README.md', 'utf8').split('\n');
		const line = lines.find((one) => one.startsWith('| `') && one.split('|')[1]?.includes(`\`${switched}\``)) ?? '';
		expect(positionsOf(switched).filter((position) => !line.includes(`\`${position}\``))).toEqual([]);
	});
});

describe('the switches', () => {
	it('are read from texts, and the last one counts', () => {
		expect(readVariants([])).toEqual({});
		expect(readVariants(['press-id=missing', 'uuid-order=reversed', 'press-id=sent'])).toEqual({ 'press-id': 'sent', 'uuid-order': 'reversed' });
	});

	it.each([
		['press-ids=sent', `there is no switch "press-ids". The switches are: ${variantNames.join(', ')}`],
		['toString=sent', `there is no switch "toString". The switches are: ${variantNames.join(', ')}`],
		['press-id=gone', 'the switch press-id has no position "gone". Its positions are: sent, missing'],
		['press-id', 'the switch press-id has no position "". Its positions are: sent, missing'],
		['press-id=sent=x', 'the switch press-id has no position "sent=x". Its positions are: sent, missing'],
	])('reject %s', (text, message) => {
		expect(() => readVariants(['uuid-order=reversed', text])).toThrow(message);
	});

	it('are changed from another process, and a reset restores those of the start', async () => {
		const url = `${sandbox.url}/sandbox/variants`;
		const post = async (body: object) => await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
		expect((await post({ 'press-id': 'missing', 'uuid-order': 'reversed' })).status).toBe(204);
		expect(await (await fetch(url)).json()).toEqual(variantsWith({ 'press-id': 'missing', 'uuid-order': 'reversed' }));
		const wrong = await post({ 'press-id': 'gone' });
		expect([wrong.status, await wrong.json()]).toEqual([400, { error: 'the switch press-id has no position "gone". Its positions are: sent, missing' }]);
		sandbox.reset();
		expect(sandbox.variants).toEqual(variantsWith());
		const other = await startOnManualClock({ variants: { 'press-id': 'missing' } });
		other.variants['press-id'] = 'sent';
		other.reset();
		expect(other.variants).toEqual(variantsWith({ 'press-id': 'missing' }));
		await other.close();
	});

	it('are in /sandbox/about, each where it stands', async () => {
		sandbox.variants['press-id'] = 'missing';
		const page = await (await fetch(`${sandbox.url}/sandbox/about`)).text();
		for (const one of variantNames) expect(page).toMatch(new RegExp(`^ {2}${one} +${sandbox.variants[one]} +\\(${positionsOf(one).join(', ')}\\)$`, 'm'));
		expect(page).toMatch(/press-id +missing/);
	});

	it('each say what isn\'t known', () => {
		for (const { unknown } of Object.values(switches)) expect(unknown).toMatch(/^(Which|Whether|How|What) .+\.$/);
	});
});
