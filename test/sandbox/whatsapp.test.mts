import { whatsappNumber } from '../../sandbox/fixtures.mts';
import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { raw, Receiver, sdkSend, sendWhatsApp, startOnManualClock, stateOf, withSandbox } from './support.mts';

let sandbox: Sandbox<ManualClock>;
beforeEach(async () => {
	sandbox = await startOnManualClock();
});
afterEach(async () => await sandbox.close());

const customer = '14157654321';
const address = { type: 'whatsapp', src: whatsappNumber, dst: customer };
const hour = 3_600_000;

const text = (value: string, parameter_name?: string) => ({
	type: 'text',
	...(parameter_name === undefined ? {} : { parameter_name }),
	text: value,
});
const currency = { type: 'currency', currency: { fallback_value: '$100.99', currency_code: 'USD', amount_1000: 100_990 } };
const dateTime = { type: 'date_time', date_time: { fallback_value: 'February 25, 1977' } };
const header = (parameter: object) => ({ type: 'header', parameters: [parameter] });
const media = (extension: string) => header({ type: 'media', media: `https://example.com/a.${extension}` });
const body = (...parameters: object[]) => ({ type: 'body', parameters });
const urlButton = (suffix: string, index = '0') => ({
	type: 'button',
	sub_type: 'url',
	index,
	parameters: [text(suffix)],
});
const quickReply = (payload: string, index: string) => ({
	type: 'button',
	sub_type: 'quick_reply',
	index,
	parameters: [{ type: 'payload', payload }],
});
const location = { latitude: '37.483307', longitude: '-122.148981', name: 'Pablo Morales', address: '1 Hacker Way' };
const template = (name: string, components?: object[], language = 'en_US') => ({
	template: { name, language, ...(components === undefined ? {} : { components }) },
});

const templateSends: Array<[string, Record<string, unknown>]> = [
	['without variables', template('welcome')],
	['with positional variables', template('order_update', [body(text('Sam'), text('A-1'))])],
	['with a long text in a body that is alone', template('reminder_01', [body(text('a'.repeat(32_768)))])],
	['in another language', template('order_update', [body(text('Sam'), text('A-1'))], 'de')],
	['with an image and a URL button', template('shipping_photo', [media('png'), body(text('1Z')), urlButton('1Z')])],
	['with a document, a sum and a date', template('invoice', [media('pdf'), body(currency, dateTime)])],
	['with a video', template('promo_clip', [media('mp4')])],
	['with a location', template('store_location', [header({ type: 'location', location }), body(text('6 pm'))])],
	['with a text header', template('greeting', [header(text('Sam')), body(text('20%'))])],
	['with a header that takes nothing', template('plain_header', [body(text('9'), text('5'))], 'en_GB')],
	['with named variables', template('named_order', [body(text('A-1', 'order_id'), text('Sam', 'customer_name'))])],
	['with eleven variables', template('many_values', [body(...Array.from({ length: 11 }, (_, index) => text(`${index}`)))])],
	['with quick replies', template('survey', [body(text('Sam')), quickReply('yes', '0'), quickReply('no', '1')])],
	['with one of two payloads', template('survey', [body(text('Sam')), quickReply('no', '1')])],
	['with a code', template('login_code', [body(text('123456')), urlButton('123456')])],
	['with a code, defined as OTP', template('login_code_otp', [body(text('123456')), urlButton('123456')])],
];

const sections = [{ title: 'S1', rows: [{ id: 'r1', title: 'R1', description: 'D1' }, { id: 'r2', title: 'R2' }] }];
const parts = { body: { text: 'Body' }, footer: { text: 'Foot' } };
const textHeader = { type: 'text', text: 'Head' };
const list = { type: 'list', header: textHeader, ...parts, action: { buttons: [{ title: 'Choose' }], sections } };
const reply = {
	type: 'reply',
	header: { type: 'media', media: 'https://example.com/a.jpg' },
	...parts,
	action: { buttons: [{ id: 'b1', title: 'Yes' }, { id: 'b2', title: 'No' }] },
};
const ctaUrl = { type: 'cta_url', body: { text: 'Body' }, action: { buttons: [{ title: 'Open', cta_url: 'https://plivo.com' }] } };

const freeFormSends: Array<[string, Record<string, unknown>]> = [
	['a text', { text: 'Hello' }],
	['a text of 4,096 characters', { text: '✓'.repeat(4_096) }],
	['a medium', { media_urls: ['https://example.com/a.png'] }],
	['a medium with a caption', { text: '😀'.repeat(1_024), media_urls: ['https://example.com/a.png'] }],
	['a list', { interactive: list }],
	['ten sections', { interactive: { ...list, action: { ...list.action, sections: tenSections() } } }],
	['reply buttons', { interactive: reply }],
	['reply buttons as the SDKs write them', { interactive: { ...reply, type: 'button' } }],
	['a reply button and a text header', { interactive: { ...reply, header: textHeader } }],
	['a link', { interactive: ctaUrl }],
	['a location', { location }],
	['a location without name and address', { location: { latitude: '-90', longitude: '180.0' } }],
];

function tenSections() {
	return Array.from({ length: 10 }, (_, index) => ({ title: `S${index}`, rows: [{ id: `r${index}`, title: 'R' }] }));
}

describe('the official SDK sends', () => {
	it.each([
		...templateSends.map(([name, content]): [string, object] => [`a template ${name}`, content]),
		...freeFormSends,
	])('%s', async (_name, content) => {
		sandbox.openConversation(customer);
		const sent = { ...address, ...content };
		const [id = ''] = await sdkSend(sandbox, sent);
		expect(sandbox.accepted).toEqual([expect.objectContaining({ body: sent, message_uuid: [id] })]);
		await sandbox.clock.advance(1_200);
		expect(await stateOf(sandbox, id)).toEqual(['delivered', '000']);
		expect((await raw(sandbox, 'GET', `/Message/${id}/`)).body).toMatchObject({ message_type: 'whatsapp', units: 1 });
	});
});

it('takes the options of any message', async () => {
	const options = { url: 'http://127.0.0.1:9/', method: 'GET', log: 'false', trackable: true, message_expiry: 60 };
	const id = await sendWhatsApp(sandbox, { ...template('welcome'), ...options });
	expect((await raw(sandbox, 'GET', `/Message/${id}/`)).body).toMatchObject({ log: 'false', to_number: '141XXXXX321' });
});

it('lists the medium of a message', async () => {
	const id = await sendWhatsApp(sandbox, { media_urls: ['https://example.com/files/bill.pdf'] });
	expect((await raw(sandbox, 'GET', `/Message/${id}/Media/`)).body.objects).toMatchObject([
		{ file_name: 'bill.pdf', content_type: 'application/pdf' },
	]);
});

describe('a conversation', () => {
	it.each(freeFormSends)('has to be open for %s', async (_name, content) => {
		const id = await sendWhatsApp(sandbox, content);
		await sandbox.clock.advance(60_000);
		expect(await stateOf(sandbox, id)).toEqual(['failed', '340']);
		expect((await raw(sandbox, 'GET', `/Message/${id}/`)).body).toMatchObject({
			error_message: 'No active conversation',
			conversation_id: '',
		});
	});

	it('need not be open for a template', async () => {
		const id = await sendWhatsApp(sandbox, template('welcome'));
		await sandbox.clock.advance(1_200);
		expect(await stateOf(sandbox, id)).toEqual(['delivered', '000']);
	});

	it('is not opened by a template', async () => {
		await sendWhatsApp(sandbox, template('welcome'));
		await sandbox.clock.advance(60_000);
		const id = await sendWhatsApp(sandbox, { text: 'Hello' });
		await sandbox.clock.advance(60_000);
		expect(await stateOf(sandbox, id)).toEqual(['failed', '340']);
	});

	async function sendAfter(ms: number): Promise<unknown[]> {
		await sandbox.clock.advance(ms);
		const id = await sendWhatsApp(sandbox, { text: 'Hello' });
		await sandbox.clock.advance(1_200);
		return await stateOf(sandbox, id);
	}

	it('is open for 24 hours from the last message of the customer', async () => {
		sandbox.openConversation('+1 415 765 4321');
		expect(await sendAfter(24 * hour - 1)).toEqual(['delivered', '000']);
		sandbox.openConversation(customer);
		expect(await sendAfter(24 * hour)).toEqual(['failed', '340']);
		sandbox.openConversation(customer);
		await sandbox.clock.advance(23 * hour);
		sandbox.openConversation(customer);
		expect(await sendAfter(23 * hour)).toEqual(['delivered', '000']);
		expect(await sendAfter(hour)).toEqual(['failed', '340']);
	});

	it('is one customer with one number', async () => {
		sandbox.openConversation(customer, '14158889999');
		const ids = [
			await sendWhatsApp(sandbox, { text: 'Hello' }),
			await sendWhatsApp(sandbox, { text: 'Hello', src: '14158889999' }),
			await sendWhatsApp(sandbox, { text: 'Hello', src: '14158889999', dst: '14157654322' }),
		];
		await sandbox.clock.advance(1_200);
		const states = await Promise.all(ids.map(async (id) => (await stateOf(sandbox, id))[0]));
		expect(states).toEqual(['failed', 'delivered', 'failed']);
	});

	it('is with a WhatsApp number of the account, and forgotten at a reset', async () => {
		expect(() => sandbox.openConversation(customer, '18005550199')).toThrow("isn't a WhatsApp number");
		sandbox.openConversation(customer);
		sandbox.reset();
		expect(await sendAfter(0)).toEqual(['failed', '340']);
	});

	it('can be opened by another process', async () => {
		const post = async (sent: object) => {
			const response = await fetch(`${sandbox.url}/sandbox/conversations`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(sent),
			});
			return response.status;
		};
		expect(await sendAfter(0)).toEqual(['failed', '340']);
		expect(await post({ customer: '+14157654321' })).toBe(204);
		expect(await sendAfter(0)).toEqual(['delivered', '000']);
		expect(await post({ customer, number: '+14158889999' })).toBe(204);
		expect(await post({ customer, number: '18005550199' })).toBe(400);
		expect(await post({ number: '14158889999' })).toBe(400);
		expect(await post({ customer: 'x' })).toBe(400);
		expect(await post({ customer, extra: 1 })).toBe(400);
	});

	it('is one for each kind and customer, and shows in the record', async () => {
		sandbox.openConversation(customer);
		const recordOf = async (content: Record<string, unknown>) => {
			const id = await sendWhatsApp(sandbox, content);
			return (await raw(sandbox, 'GET', `/Message/${id}/`)).body;
		};
		const order = template('order_update', [body(text('Sam'), text('A-1'))]);
		const first = await recordOf(order);
		expect(first).toMatchObject({
			conversation_id: expect.stringMatching(/^[0-9a-f]{32}$/),
			conversation_origin: 'utility',
			conversation_expiry_time: '2025-01-16 12:00:00.000000',
			total_amount: '0.00850',
		});
		expect((await recordOf(order))['conversation_id']).toBe(first['conversation_id']);
		const others = [
			await recordOf({ ...order, dst: '14157654322' }),
			await recordOf(template('welcome')),
			await recordOf(template('login_code', [body(text('1')), urlButton('1')])),
			await recordOf({ text: 'Hello' }),
		];
		expect(others.map(({ conversation_origin }) => conversation_origin)).toEqual([
			'utility',
			'marketing',
			'authentication',
			'service',
		]);
		expect(new Set([first, ...others].map(({ conversation_id }) => conversation_id)).size).toBe(5);
		const filtered = await raw(sandbox, 'GET', `/Message/?conversation_id=${String(first['conversation_id'])}`);
		expect(filtered.body.objects).toHaveLength(2);
		expect((await raw(sandbox, 'GET', '/Message/?conversation_origin=marketing')).body.objects).toHaveLength(1);
		await sandbox.clock.advance(24 * hour);
		expect((await recordOf(order))['conversation_id']).not.toBe(first['conversation_id']);
	});
});

describe('delivery', () => {
	it('ends with read, and tells the callback of the conversation', async () => {
		const receiver = await Receiver.start();
		try {
			const id = await sendWhatsApp(sandbox, { ...template('welcome'), url: receiver.url });
			await sandbox.clock.advance(1_999);
			expect(await stateOf(sandbox, id)).toEqual(['delivered', '000']);
			await sandbox.clock.advance(1);
			expect(await stateOf(sandbox, id)).toEqual(['read', '000']);
			const params = receiver.received.map((one) => one.params);
			expect(params.map(({ Status }) => Status)).toEqual(['queued', 'sent', 'delivered', 'read']);
			expect(params.map(({ DeliveryReportTime }) => DeliveryReportTime)).toEqual([
				undefined,
				undefined,
				'2025-01-15 12:00:01.200000',
				'2025-01-15 12:00:01.200000',
			]);
			expect(params[3]).toMatchObject({
				Type: 'whatsapp',
				Units: '1',
				ConversationID: expect.stringMatching(/^[0-9a-f]{32}$/),
				ConversationOrigin: 'marketing',
				ConversationExpirationTimestamp: '1737028800',
			});
			expect(params[3]).not.toHaveProperty('ErrorCode');
		} finally {
			await receiver.close();
		}
	});

	it('is read when the timing says so', async () => {
		const timing = { sentAfterMs: 1, deliveredAfterMs: 2, readAfterMs: 5_000 };
		await withSandbox(startOnManualClock({ timing }), async (slow) => {
			const id = await sendWhatsApp(slow, template('welcome'));
			await slow.clock.advance(4_999);
			expect(await stateOf(slow, id)).toEqual(['delivered', '000']);
			await slow.clock.advance(1);
			expect(await stateOf(slow, id)).toEqual(['read', '000']);
		});
	});

	it('knows the fates of destinations', async () => {
		const lost = await sendWhatsApp(sandbox, { ...template('welcome'), dst: '12025550111' });
		const stuck = await sendWhatsApp(sandbox, { ...template('welcome'), dst: '12025550101' });
		await sandbox.clock.advance(60_000);
		expect(await stateOf(sandbox, lost)).toEqual(['undelivered', '50']);
		expect(await stateOf(sandbox, stuck)).toEqual(['sent', null]);
	});
});

describe('a template fails with 350 when', () => {
	it.each<[string, object]>([
		['a variable is missing', template('order_update', [body(text('Sam'))])],
		['there are no components', template('order_update')],
		['there is a variable too many', template('order_update', [body(text('a'), text('b'), text('c'))])],
		['it takes none', template('welcome', [body(text('a'))])],
		['ten of eleven are there', template('many_values', [body(...Array.from({ length: 10 }, () => text('x')))])],
		['it wants names', template('named_order', [body(text('Sam'), text('A-1'))])],
		['a name is wrong', template('named_order', [body(text('Sam', 'customer_name'), text('A-1', 'order'))])],
		['a name comes twice', template('named_order', [body(text('Sam', 'order_id'), text('A-1', 'order_id'))])],
		['it wants no names', template('order_update', [body(text('Sam', 'a'), text('A-1', 'b'))])],
		['the header is missing', template('shipping_photo', [body(text('1Z')), urlButton('1Z')])],
		['the header is a text', template('shipping_photo', [header(text('x')), body(text('1Z')), urlButton('1Z')])],
		['the header is no location', template('store_location', [media('png'), body(text('6 pm'))])],
		['the header takes nothing', template('plain_header', [header(text('x')), body(text('9'), text('5'))], 'en_GB')],
		['there is no header', template('order_update', [media('png'), body(text('Sam'), text('A-1'))])],
		['the button is missing', template('shipping_photo', [media('png'), body(text('1Z'))])],
		['the button has no text', template('shipping_photo', [media('png'), body(text('1Z')), { ...urlButton('x'), parameters: [] }])],
		['the button is another', template('shipping_photo', [media('png'), body(text('1Z')), urlButton('1Z', '1')])],
		['the button is a quick reply', template('shipping_photo', [media('png'), body(text('1Z')), quickReply('x', '0')])],
		['there is no such button', template('survey', [body(text('Sam')), quickReply('x', '2')])],
		['the URL takes nothing', template('promo_clip', [media('mp4'), urlButton('x')])],
		['the quick reply is a URL', template('survey', [body(text('Sam')), urlButton('x')])],
		['the code is not in the button', template('login_code', [body(text('123456'))])],
		['the code is not in the button of an OTP', template('login_code_otp', [body(text('123456'))])],
	])('%s', async (_case, content) => {
		sandbox.openConversation(customer);
		const id = await sendWhatsApp(sandbox, { ...content });
		await sandbox.clock.advance(60_000);
		expect(await stateOf(sandbox, id)).toEqual(['failed', '350']);
	});
});

it('goes by the template as it is now', async () => {
	const changed = sandbox.templates.find(({ name }) => name === 'welcome');
	changed?.components.splice(0, 1, { type: 'BODY', text: 'Welcome, {{1}}!' });
	const old = await sendWhatsApp(sandbox, template('welcome'));
	const fresh = await sendWhatsApp(sandbox, template('welcome', [body(text('Sam'))]));
	await sandbox.clock.advance(1_200);
	expect([await stateOf(sandbox, old), await stateOf(sandbox, fresh)]).toEqual([
		['failed', '350'],
		['delivered', '000'],
	]);
});

it('is sent to many, each with a conversation of its own', async () => {
	sandbox.openConversation('14156667777');
	await raw(sandbox, 'POST', '/Message/', { body: { ...address, dst: '14156667777<14157778888', text: 'Hello' } });
	await sandbox.clock.advance(1_200);
	const { objects } = (await raw(sandbox, 'GET', '/Message/')).body;
	expect(objects.map(({ to_number, message_state }) => [to_number, message_state])).toEqual([
		['14157778888', 'failed'],
		['14156667777', 'delivered'],
	]);
});
