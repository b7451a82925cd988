import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { Receiver, sendWhatsApp, signaturesPass, startOnManualClock, stateOf, supportNumber } from './support.mts';

const customer = '14157654321';

let sandbox: Sandbox<ManualClock>;
let receiver: Receiver;
beforeAll(async () => {
	[sandbox, receiver] = await Promise.all([startOnManualClock(), Receiver.start()]);
});
beforeEach(() => sandbox.setWhatsappWebhook(supportNumber, { url: `${receiver.url}/whatsapp` }));
afterEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
});
afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

async function paramsOf(message: Partial<Parameters<Sandbox['receive']>[0]>): Promise<Record<string, string>> {
	sandbox.receive({ from: customer, to: supportNumber, type: 'whatsapp', ...message });
	await sandbox.clock.advance(0);
	return receiver.received.at(-1)?.params ?? {};
}

it("has Plivo's parameters, its text in Body only", async () => {
	expect(await paramsOf({ text: 'Hi 👋', messageUuid: 'db3ce55a-7f1d-11e1-8ea7-1231380bc196' })).toEqual({
		From: customer,
		To: supportNumber,
		Type: 'whatsapp',
		MessageUUID: 'db3ce55a-7f1d-11e1-8ea7-1231380bc196',
		ContentType: 'text',
		Body: 'Hi 👋',
		Units: '1',
		TotalRate: '0.00000',
		TotalAmount: '0.00000',
		MessageTime: '2025-01-15 12:00:00.000000',
		ConversationID: '',
		ConversationOrigin: '',
		ConversationExpirationTimestamp: '',
	});
});

it('has media, buttons and what it answers', async () => {
	const media = await paramsOf({ text: 'Caption', media: [{ contentType: 'image/jpeg', bytes: Buffer.from('jpeg') }] });
	expect(media).toMatchObject({ ContentType: 'media', MimeType: 'image/jpeg', Body: 'Caption' });
	expect(await (await fetch(String(media['Media0']))).text()).toBe('jpeg');
	const button = await paramsOf({ button: { text: 'Yes', payload: 'yes-1' }, context: { messageUuid: 'abc' } });
	expect(button).toMatchObject({
		ContentType: 'button',
		'Button[Text]': 'Yes',
		'Button[Payload]': 'yes-1',
		'Context[MessageUUID]': 'abc',
	});
	expect(button).not.toHaveProperty('Body');
	expect(await paramsOf({ contentType: 'unknown' })).toMatchObject({ ContentType: 'unknown', Body: '' });
});

it("is signed, and goes to the number's own webhook, not to that of its application", async () => {
	sandbox.editApplication('20468599130939380', { message_url: `${receiver.url}/sms` });
	await paramsOf({ text: 'Hi' });
	const { authToken } = sandbox.account;
	expect(receiver.received.map(({ url }) => url)).toEqual([`${receiver.url}/whatsapp`]);
	const [webhook] = receiver.received;
	expect(webhook && signaturesPass(webhook, `${receiver.url}/whatsapp`, authToken, authToken)).toEqual([true, true, true, true]);

	sandbox.setWhatsappWebhook(`+${supportNumber}`, { url: `${receiver.url}/get`, method: 'GET' });
	await paramsOf({ text: 'Hi' });
	expect(receiver.received.at(-1)).toMatchObject({ method: 'GET', params: { Body: 'Hi' } });

	sandbox.setWhatsappWebhook(supportNumber, undefined);
	const uuid = sandbox.receive({ from: customer, to: supportNumber, type: 'whatsapp', text: 'Hi' });
	await sandbox.clock.advance(0);
	expect(receiver.received).toHaveLength(2);
	expect(await stateOf(sandbox, uuid)).toEqual(['received', null]);
	expect(() => sandbox.setWhatsappWebhook('18005550199', { url: receiver.url })).toThrow("isn't a WhatsApp number");
});

it('opens the conversation for 24 hours', async () => {
	const before = await sendWhatsApp(sandbox, { text: 'Hello' });
	await sandbox.clock.advance(300);
	expect(await stateOf(sandbox, before)).toEqual(['failed', '340']);
	await paramsOf({ text: 'Hi' });
	const after = await sendWhatsApp(sandbox, { text: 'Hello' });
	await sandbox.clock.advance(1_200);
	expect(await stateOf(sandbox, after)).toEqual(['delivered', '000']);
});
