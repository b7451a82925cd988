import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import {
	raw,
	Receiver,
	type ReceivedWebhook,
	sdk,
	signaturesPass,
	startOnManualClock,
	stateOf,
	supportNumber,
} from './support.mts';

const supportLine = '20468599130939380';
const salesInbox = '13094892674577059';
const branchOffice = '64529074997228907';
const campaignReplies = '33660394121755210';
const customer = '14157654321';

let sandbox: Sandbox<ManualClock>;
let receiver: Receiver;
beforeAll(async () => {
	[sandbox, receiver] = await Promise.all([startOnManualClock(), Receiver.start()]);
});
beforeEach(() => sandbox.editApplication(supportLine, { message_url: `${receiver.url}/in` }));
afterEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
	receiver.answers = [];
});
afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

/** Somebody writes; returns the UUID and the webhook that heard of it, if one did. */
async function receive(message: Partial<Parameters<Sandbox['receive']>[0]> = {}) {
	const uuid = sandbox.receive({ from: `+${customer}`, to: supportNumber, text: 'Hi', ...message });
	await sandbox.clock.advance(0);
	return { uuid, webhook: receiver.received.find(({ params }) => params['MessageUUID'] === uuid) };
}

function certain(webhook: ReceivedWebhook | undefined): ReceivedWebhook {
	if (webhook === undefined) throw new Error('no webhook came');
	return webhook;
}

describe('the webhook', () => {
	it("of an SMS has Plivo's parameters, form-encoded", async () => {
		const { uuid, webhook } = await receive({ text: 'Größe? & = +' });
		expect(webhook).toMatchObject({
			method: 'POST',
			url: `${receiver.url}/in`,
			headers: { 'content-type': expect.stringContaining('application/x-www-form-urlencoded') },
		});
		expect(webhook?.params).toEqual({
			From: customer,
			To: supportNumber,
			Type: 'sms',
			MessageUUID: uuid,
			Text: 'Größe? & = +',
			Units: '1',
			TotalRate: '0.00000',
			TotalAmount: '0.00000',
			MessageIntent: '',
			PowerpackUUID: '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c',
			MessageTime: '2025-01-15 12:00:00.000000',
			CarrierFees: '0.00000',
			CarrierFeesRate: '0.00000',
			DestinationCountryISO: 'US',
			DestinationNetwork: '',
		});
	});

	it('of an MMS has text and media, which need no credentials', async () => {
		const bytes = Buffer.from([1, 2, 0, 255]);
		const media = [
			{ contentType: 'image/png', bytes, fileName: 'a.png' },
			{ contentType: 'text/vcard', bytes: Buffer.from('BEGIN:VCARD') },
		];
		const { uuid, webhook } = await receive({ text: 'Look', media });
		const { params } = certain(webhook);
		expect(params).toMatchObject({ Type: 'mms', Text: 'Look', Body: 'Look', MediaCount: '2', Units: '1' });
		expect(params).not.toHaveProperty('Media2');
		const file = await fetch(String(params['Media0']));
		expect([file.headers.get('content-type'), Buffer.from(await file.arrayBuffer())]).toEqual(['image/png', bytes]);
		const { body } = await raw(sandbox, 'GET', `/Message/${uuid}/Media/`);
		expect(body.objects).toMatchObject([
			{ file_name: 'a.png', size: 4, media_url: params['Media0'] },
			{ content_type: 'text/vcard', media_url: params['Media1'] },
		]);
	});

	it('has what the test adds, in the last word', async () => {
		const { webhook } = await receive({ text: 'STOP', intent: 'optout', params: { Extra: ['b', 'a'], TotalRate: '0.01' } });
		expect(webhook?.params).toMatchObject({ MessageIntent: 'optout', TotalRate: '0.01' });
		expect(sandbox.callbacks[0]?.params['Extra']).toEqual(['b', 'a']);
	});

	it('counts the units of a long text, and has an empty one', async () => {
		expect((await receive({ text: 'x'.repeat(2_000) })).webhook?.params).toMatchObject({ Units: '14' });
		expect((await receive({ text: '' })).webhook?.params).toMatchObject({ Units: '1', Text: '' });
	});

	it.each([
		['POST', '/in'],
		['POST', '/in?b=2&a=1%202'],
		['GET', '/in'],
		['GET', '/in?a=1'],
	] as const)("passes the SDK's validators as a %s of %s", async (method, path) => {
		const url = receiver.url + path;
		sandbox.editApplication(supportLine, { message_url: url, message_method: method });
		const { webhook } = await receive({ text: 'ünïcode ✓ & = +' });
		const { authToken } = sandbox.account;
		const { params, ...rest } = certain(webhook);
		// The SDK merges the query with the parameters, so what comes in the query must not be given twice.
		const own = Object.fromEntries(Object.entries(params).filter(([key]) => key !== 'a'));
		expect(rest.method).toBe(method);
		expect(signaturesPass({ ...rest, params: own }, url, authToken, authToken)).toEqual([true, true, true, true]);
		const changed = { ...own, Text: 'Send money' };
		expect(signaturesPass({ ...rest, params: changed }, url, authToken, authToken)).toEqual([false, false, true, true]);
	});

	it("of a subaccount's number is signed with the subaccount's token, and its message is the subaccount's", async () => {
		const { subaccount, account } = sandbox;
		sandbox.editApplication(branchOffice, { message_url: receiver.url });
		const { uuid, webhook } = await receive({ to: '13125550142' });
		const pass = (owner: string, main: string) => signaturesPass(certain(webhook), receiver.url, owner, main);
		expect(pass(subaccount.authToken, account.authToken)).toEqual([true, true, true, true]);
		expect(pass(account.authToken, subaccount.authToken)).toEqual([false, false, false, false]);
		expect((await raw(sandbox, 'GET', `/Message/${uuid}/`, { account: subaccount })).status).toBe(200);
	});
});

describe('who is called', () => {
	it('is nobody without an application or a message URL, and the message stays received', async () => {
		sandbox.editApplication(supportLine, { message_url: '' });
		for (const to of [supportNumber, '18005550199', '447700900123']) {
			const { uuid } = await receive({ to });
			expect(await stateOf(sandbox, uuid)).toEqual(['received', null]);
		}
		const { uuid } = await receive({ to: '12065550111', media: [{ contentType: 'image/png', bytes: Buffer.alloc(1) }] });
		expect(await stateOf(sandbox, uuid)).toEqual(['received', null]);
		expect(sandbox.callbacks).toEqual([]);
	});

	it('follows the link of the number', async () => {
		sandbox.editApplication(salesInbox, { message_url: `${receiver.url}/sales`, message_method: 'POST' });
		await raw(sandbox, 'POST', `/Number/${supportNumber}/`, { body: { app_id: salesInbox } });
		expect((await receive()).webhook?.url).toBe(`${receiver.url}/sales`);
		sandbox.link(supportNumber, supportLine);
		expect((await receive()).webhook?.url).toBe(`${receiver.url}/in`);
		sandbox.link(supportNumber, null);
		expect((await receive()).webhook).toBeUndefined();
	});

	it("is the Powerpack's application if it has one", async () => {
		sandbox.editApplication(campaignReplies, { message_url: `${receiver.url}/campaign` });
		sandbox.link('16465550101', supportLine);
		const { webhook } = await receive({ to: '16465550101' });
		expect(webhook).toMatchObject({
			url: `${receiver.url}/campaign`,
			params: { PowerpackUUID: '3f0c6a52-8d41-4b7e-9a0e-51c7d2e84b93' },
		});
		sandbox.removeApplication(campaignReplies);
		expect((await receive({ to: '16465550101' })).webhook?.url).toBe(`${receiver.url}/in`);
		sandbox.link('16465550118', supportLine);
		expect((await receive({ to: '16465550118' })).webhook?.params).toMatchObject({ PowerpackUUID: '' });
	});
});

describe('the record', () => {
	it('is in the list, delivered once the webhook took it', async () => {
		const { uuid } = await receive();
		const found = await sdk(sandbox).messages.list({ message_direction: 'inbound' });
		expect(Object.values(found)[0]).toMatchObject({
			messageUuid: uuid,
			fromNumber: customer,
			toNumber: supportNumber,
			messageState: 'delivered',
			messageDirection: 'inbound',
			messageType: 'sms',
			errorCode: '000',
		});
	});

	it('hides the sender and the media where the application does not log', async () => {
		sandbox.editApplication(salesInbox, { message_url: `${receiver.url}/sales`, message_method: 'POST' });
		const { uuid, webhook } = await receive({
			to: '14158889999',
			media: [{ contentType: 'image/png', bytes: Buffer.from('png') }],
		});
		expect((await raw(sandbox, 'GET', `/Message/${uuid}/`)).body).toMatchObject({ from_number: '14157654XXX', log: 'false' });
		expect((await raw(sandbox, 'GET', `/Message/${uuid}/Media/`)).body.objects).toEqual([]);
		expect(webhook?.params).toMatchObject({ From: customer, Text: 'Hi' });
		expect((await fetch(String(webhook?.params['Media0']))).status).toBe(200);
	});
});

it.each([
	[{ to: '14150000000' }, "isn't a number of this account"],
	[{ to: '12125550100' }, "doesn't accept messages of type sms"],
	[{ to: '447700900123', type: 'mms' as const }, "doesn't accept messages of type mms"],
	[{ to: '18005550199', type: 'whatsapp' as const }, "doesn't accept messages of type whatsapp"],
	[{ type: 'sms' as const, media: [{ contentType: 'image/png', bytes: Buffer.alloc(1) }] }, "can't have media"],
	[{ button: { text: 'Yes' } }, 'only a message of type whatsapp can have button'],
	[{ context: { messageUuid: 'x' } }, 'only a message of type whatsapp can have context'],
	[{ type: 'whatsapp' as const, intent: 'optout' as const }, "can't have an intent"],
])('cannot receive %j', (message, words) => {
	expect(() => sandbox.receive({ from: customer, to: supportNumber, ...message })).toThrow(words);
});

it('takes a UUID once', () => {
	const messageUuid = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
	expect(sandbox.receive({ from: customer, to: supportNumber, messageUuid })).toBe(messageUuid);
	expect(() => sandbox.receive({ from: customer, to: supportNumber, messageUuid })).toThrow('already exists');
});
