import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Report } from '../../sandbox/phone/report.mts';
import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { raw, Receiver, sendOne, sendWhatsApp, signaturesPass, startOnManualClock, supportNumber, upload } from './support.mts';

const customer = '14157654321';
let sandbox: Sandbox<ManualClock>;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startOnManualClock();
	receiver = await Receiver.start();
});
afterEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
});
afterAll(async () => {
	await receiver.close();
	await sandbox.close();
});

async function report(): Promise<Report> {
	const response = await fetch(`${sandbox.url}/sandbox/phone`);
	return (await response.json()) as Report;
}

async function post(path: string, body: unknown): Promise<{ status: number; body: { message_uuid: string; error: string } }> {
	const response = await fetch(`${sandbox.url}/sandbox/phone/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return { status: response.status, body: (await response.json()) as { message_uuid: string; error: string } };
}

/** The one message that the page is told of. */
async function shown() {
	const { messages } = await report();
	expect(messages).toHaveLength(1);
	return messages[0];
}

describe('what the page is told', () => {
	it('is all messages, requests and webhook calls, as they are now', async () => {
		const uuid = await sendOne(sandbox, { url: `${receiver.url}/status` });
		await sandbox.clock.advance(0);
		const first = await report();
		expect(first.messages).toMatchObject([{ uuid, direction: 'outbound', from: supportNumber, to: customer, text: 'Hello', state: 'queued' }]);
		expect(first.requests).toMatchObject([{ id: 'request-0', method: 'POST', words: `Send SMS to +${customer}`, answer: { status: 202 } }]);
		expect(JSON.parse(String(first.requests[0]?.answer?.body))).toMatchObject({ message_uuid: [uuid] });
		expect(first.callbacks).toMatchObject([{ id: 'callback-0', event: 'status', messageUuid: uuid, status: 200 }]);
		expect(first.leftOut).toEqual({ messages: 0, entries: 0 });
		expect(JSON.stringify(first)).not.toContain(sandbox.account.authToken);

		await sandbox.clock.advance(1_200);
		const later = await report();
		expect(later).toMatchObject({ run: first.run, messages: [{ uuid, state: 'delivered', error: null }], requests: [{ id: 'request-0' }] });
		expect(later.callbacks.map(({ id, status }) => [id, status])).toEqual([
			['callback-0', 200],
			['callback-1', 200],
			['callback-2', 200],
		]);
	});

	it('is another run after a reset', async () => {
		await sendOne(sandbox);
		const before = await report();
		sandbox.reset();
		const after = await report();
		expect(after).toMatchObject({ messages: [], requests: [], callbacks: [], faults: [] });
		expect(after.run).not.toBe(before.run);
	});

	it('leaves out the earliest of very many, and says how many', async () => {
		for (let index = 0; index < 503; index++) sandbox.receive({ from: customer, to: '447700900123', text: `${index}` });
		for (let index = 0; index < 302; index++) await raw(sandbox, 'GET', `/Message/${index}/`);
		const { messages, requests, leftOut } = await report();
		expect(messages.map(({ text }) => text)).toEqual(Array.from({ length: 500 }, (_, index) => `${index + 3}`));
		expect(requests.map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, index) => `request-${index + 2}`));
		expect(leftOut).toEqual({ messages: 3, entries: 2 });
	});

	it('has the last call of the webhook with the message it was for', async () => {
		sandbox.editApplication('20468599130939380', { message_url: `${receiver.url}/sms` });
		receiver.answers = [503];
		sandbox.receive({ from: customer, to: supportNumber, text: 'Hi' });
		await sandbox.clock.advance(0);
		expect(await shown()).toMatchObject({ call: { attempt: 1, url: `${receiver.url}/sms`, status: 503 } });
		await sandbox.clock.advance(60_000);
		expect(await shown()).toMatchObject({ call: { attempt: 2, status: 200 } });
	});

	it('says who is told of messages to a number', async () => {
		sandbox.editApplication('20468599130939380', { message_url: `${receiver.url}/sms` });
		sandbox.setWhatsappWebhook(supportNumber, { url: `${receiver.url}/whatsapp` });
		const { numbers } = await report();
		expect(numbers.find(({ number }) => number === supportNumber)).toMatchObject({
			alias: 'Support',
			application: 'Support_line',
			messageUrl: `${receiver.url}/sms`,
			whatsappUrl: `${receiver.url}/whatsapp`,
		});
		expect(numbers.find(({ number }) => number === '447700900123')).toMatchObject({ application: null, messageUrl: null, whatsappUrl: null });
	});

	it('says why a message did not arrive', async () => {
		await sendOne(sandbox, { dst: '12025550110' });
		await sandbox.clock.advance(1_200);
		expect(await shown()).toMatchObject({ state: 'undelivered', error: { code: '30', meaning: 'Spam detected' } });
	});

	it('names the fault that a request met, and no answer where there was none', async () => {
		sandbox.faults.add({ fault: { kind: 'status', status: 503 } });
		sandbox.faults.add({ fault: { kind: 'resetBefore' } });
		sandbox.faults.add({ fault: { kind: 'statusAfter', status: 500 } });
		await raw(sandbox, 'GET', '/Number/');
		await raw(sandbox, 'GET', '/Number/').catch(() => undefined);
		await raw(sandbox, 'GET', '/Number/');
		const { requests } = await report();
		expect(requests.map(({ words, fault, answer }) => [words, fault, answer?.status])).toEqual([
			['List numbers', 'status', 503],
			['List numbers', 'resetBefore', undefined],
			['List numbers', 'statusAfter', 500],
		]);
	});

	it('comes as an event at once and whenever something has changed', async () => {
		const abort = new AbortController();
		const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: abort.signal });
		expect(response.headers.get('content-type')).toBe('text/event-stream');
		const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
		let text = '';
		const next = async () => {
			for (;;) {
				const [, data, rest] = /data: (.*)\n\n([^]*)/.exec(text) ?? [];
				if (data !== undefined) {
					text = rest ?? '';
					return JSON.parse(data) as Report;
				}
				text += (await reader?.read())?.value ?? '';
			}
		};
		expect(await next()).toEqual(await report());
		sandbox.receive({ from: customer, to: supportNumber, text: 'Hi\n\ndata: {}' });
		expect((await next()).messages).toMatchObject([{ text: 'Hi\n\ndata: {}' }]);
		sandbox.reset();
		expect(await next()).toEqual(await report());
		abort.abort();
	});
});

describe('what is drawn', () => {
	it('a picture that the sandbox has by its address, a URL as a URL', async () => {
		const { body } = await upload(sandbox, [new File(['bytes'], 'a.png', { type: 'image/png' })]);
		const id = String(body.objects[0]?.['media_id']);
		await sendOne(sandbox, { type: 'mms', media_ids: [id], media_urls: ['https://example.com/b.jpg?x=1'] });
		const media = (await shown())?.media ?? [];
		expect(media).toMatchObject([
			{ fileName: 'b.jpg', contentType: 'image/jpeg', url: null, sourceUrl: 'https://example.com/b.jpg?x=1' },
			{ fileName: 'a.png', contentType: 'image/png', size: 5, sourceUrl: null },
		]);
		const file = await fetch(`${sandbox.url}${media[1]?.url}`);
		expect(await file.text()).toBe('bytes');
		expect(file.headers.get('content-security-policy')).toContain('sandbox');
	});

	it('a file of the media store that is named by its URL', async () => {
		const { body } = await upload(sandbox, [new File(['bytes'], 'a.png', { type: 'image/png' })]);
		const url = String(body.objects[0]?.['media_url']);
		await sendWhatsApp(sandbox, { media_urls: [url], text: 'Look' });
		expect(await shown()).toMatchObject({ type: 'whatsapp', text: 'Look', media: [{ url: new URL(url).pathname, sourceUrl: url }] });
	});

	it('a template with its variables filled in', async () => {
		await sendWhatsApp(sandbox, {
			template: {
				name: 'shipping_photo',
				language: 'en_US',
				components: [
					{ type: 'header', parameters: [{ type: 'media', media: 'https://example.com/p.jpg' }] },
					{ type: 'body', parameters: [{ type: 'text', text: '{{1}} $& <b>' }] },
					{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '77' }] },
				],
			},
		});
		expect((await shown())?.card).toEqual({
			name: 'shipping_photo (en_US)',
			header: { kind: 'media', format: 'image', url: 'https://example.com/p.jpg' },
			body: 'Your parcel {{1}} $& <b> has been packed.',
			buttons: [
				{ kind: 'url', title: 'Track', url: 'https://example.com/track/77' },
				{ kind: 'phone', title: 'Call us', number: '+14151234567' },
			],
		});
	});

	it.each([
		[
			'named variables, each wherever it stands',
			{ name: 'named_order', language: 'en_US', components: [{ type: 'body', parameters: [named('order_id', 'A-1'), named('customer_name', 'Ann')] }] },
			{ body: 'Hi Ann, your order A-1 has arrived. Thank you, Ann.' },
		],
		[
			'a code to copy, and a footer',
			{ name: 'login_code', language: 'en_US', components: [body('482913'), { type: 'button', sub_type: 'url', index: '0', parameters: [text('482913')] }] },
			{ footer: 'This code expires in 10 minutes.', buttons: [{ kind: 'copy', title: 'Copy code', code: '482913' }] },
		],
		[
			'a text header, with the values of currencies',
			{ name: 'greeting', language: 'en_US', components: [{ type: 'header', parameters: [text('Ann')] }, { type: 'body', parameters: [currency('$5')] }] },
			{ header: { kind: 'text', text: 'Hello Ann' }, body: 'Today you get $5 off everything.' },
		],
		[
			'what was not sent stays as it is written',
			{ name: 'order_update', language: 'en_US', components: [body('Ann')] },
			{ body: 'Hi Ann, your order {{2}} is on its way.' },
		],
	])('of templates: %s', async (_, template, card) => {
		await sendWhatsApp(sandbox, { template });
		expect((await shown())?.card).toMatchObject(card);
	});

	it.each([
		[
			{ type: 'reply', header: { type: 'media', media: 'https://example.com/a.png' }, body: { text: 'B' }, action: { buttons: [{ id: '1', title: 'Yes' }] } },
			{ header: { kind: 'media', format: 'file', url: 'https://example.com/a.png' }, body: 'B', buttons: [{ kind: 'reply', title: 'Yes' }] },
		],
		[
			{ type: 'cta_url', body: { text: 'B' }, footer: { text: 'F' }, action: { buttons: [{ title: 'Go', cta_url: 'https://example.com/' }] } },
			{ body: 'B', footer: 'F', buttons: [{ kind: 'url', title: 'Go', url: 'https://example.com/' }] },
		],
		[
			{ type: 'list', body: { text: 'B' }, action: { buttons: [{ title: 'Open' }], sections: [{ title: 'S', rows: [{ id: 'r', title: 'R', description: 'D' }] }] } },
			{ body: 'B', buttons: [], list: { title: 'Open', sections: [{ title: 'S', rows: [{ title: 'R', description: 'D' }] }] } },
		],
	])('interactive %j', async (interactive, card) => {
		await sendWhatsApp(sandbox, { interactive });
		expect((await shown())?.card).toEqual(card);
	});

	it('a location, and as JSON what there is no drawing for', async () => {
		const location = { latitude: '1.5', longitude: '2', name: 'N', address: 'A' };
		await sendWhatsApp(sandbox, { location });
		expect(await shown()).toMatchObject({ location });
		sandbox.reset();
		const template = { name: 'welcome', language: 'en_US' };
		await sendWhatsApp(sandbox, { template });
		sandbox.templates.length = 0;
		expect(await shown()).toMatchObject({ other: { template } });
		sandbox.reset();
		sandbox.receive({ from: customer, to: supportNumber, type: 'whatsapp', contentType: 'sticker', params: { Extra: '1' } });
		expect(await shown()).toMatchObject({ other: { ContentType: 'sticker', Extra: '1' } });
	});
});

describe('writing on a phone', () => {
	it('calls the webhook of the number, signed, with what was typed', async () => {
		sandbox.editApplication('20468599130939380', { message_url: `${receiver.url}/sms` });
		const { status, body } = await post('messages', { from: customer, to: supportNumber, channel: 'sms', text: 'Grüße\n<b>' });
		expect(status).toBe(201);
		await sandbox.clock.advance(0);
		expect(receiver.received).toMatchObject([{ params: { Type: 'sms', Text: 'Grüße\n<b>', MessageUUID: body.message_uuid, MessageIntent: '' } }]);
		const { authToken } = sandbox.account;
		const [webhook] = receiver.received;
		expect(webhook && signaturesPass(webhook, `${receiver.url}/sms`, authToken, authToken)).toEqual([true, true, true, true]);
		expect((await report()).callbacks).toMatchObject([{ event: 'message', messageUuid: body.message_uuid, status: 200 }]);
	});

	it('makes it an MMS with a file, and a WhatsApp message where that was chosen', async () => {
		sandbox.setWhatsappWebhook(supportNumber, { url: `${receiver.url}/whatsapp` });
		const media = [{ contentType: 'image/png', fileName: 'a.png', bytes: Buffer.from('png').toString('base64') }];
		const written = { from: customer, to: supportNumber, text: '', media };
		await post('messages', { ...written, channel: 'sms' });
		await post('messages', { ...written, channel: 'whatsapp' });
		await post('messages', { from: customer, to: supportNumber, channel: 'whatsapp', text: 'stop' });
		await sandbox.clock.advance(0);
		expect((await report()).messages.map(({ type, media: [file] }) => [type, file?.fileName])).toEqual([
			['mms', 'a.png'],
			['whatsapp', 'a.png'],
			['whatsapp', undefined],
		]);
		expect(receiver.received.map(({ params }) => [params['ContentType'], params['Body'], params['MessageIntent']])).toEqual([
			['media', undefined, undefined],
			['text', 'stop', undefined],
		]);
	});

	it.each([
		['STOP', supportNumber, 'optout'],
		[' unstop ', supportNumber, 'optin'],
		['Help', supportNumber, 'help'],
		['Please stop', supportNumber, undefined],
		['STOP', '447700900123', undefined],
	])('takes %j to %s for %s', async (word, to, intent) => {
		await post('messages', { from: customer, to, channel: 'sms', text: word });
		expect((await shown())?.intent).toBe(intent);
	});

	it.each([
		[{ from: customer, to: '14150000000', channel: 'sms', text: 'Hi' }, "isn't a number of this account"],
		[{ from: customer, to: '18005550199', channel: 'whatsapp', text: 'Hi' }, "doesn't accept messages of type whatsapp"],
		[{ from: customer, to: supportNumber, channel: 'sms', text: '' }, 'nothing to send'],
		[{ from: customer, to: supportNumber, channel: 'fax', text: 'Hi' }, 'allowed values'],
		[{ from: 'Ann', to: supportNumber, channel: 'sms', text: 'Hi' }, 'pattern'],
	])('refuses %j', async (written, words) => {
		expect(await post('messages', written)).toMatchObject({ status: 400, body: { error: expect.stringContaining(words) } });
	});
});

describe('pressing', () => {
	const reply = { type: 'reply', body: { text: 'B' }, action: { buttons: [{ id: 'y', title: 'Yes' }, { id: 'n', title: 'No' }] } };
	const list = {
		type: 'list',
		body: { text: 'B' },
		action: { buttons: [{ title: 'Open' }], sections: [{ title: 'S', rows: [{ id: 'a', title: 'A' }] }, { title: 'T', rows: [{ id: 'b', title: 'B' }] }] },
	};
	const survey = (button: object[] = []) => ({ name: 'survey', language: 'en_US', components: [body('Ann'), ...button] });
	const payload = { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'no-7' }] };

	it.each([
		['a reply button', { interactive: reply }, { button: 1 }, 'No', 'n'],
		['a reply button as the SDKs write it', { interactive: { ...reply, type: 'button' } }, { button: 1 }, 'No', 'n'],
		['a row of a list', { interactive: list }, { section: 1, row: 0 }, 'B', 'b'],
		['a quick reply with a payload', { template: survey([payload]) }, { button: 1 }, 'No', 'no-7'],
		['a quick reply without one', { template: survey() }, { button: 0 }, 'Yes', 'Yes'],
	])('%s goes out as a signed webhook', async (_, content, choice, title, id) => {
		sandbox.setWhatsappWebhook(supportNumber, { url: `${receiver.url}/whatsapp` });
		const messageUuid = await sendWhatsApp(sandbox, content);
		const { status, body: answer } = await post('presses', { messageUuid, choice });
		expect(status).toBe(201);
		await sandbox.clock.advance(0);
		expect(receiver.received).toHaveLength(1);
		expect(receiver.received[0]?.params).toMatchObject({
			From: customer,
			To: supportNumber,
			ContentType: 'button',
			'Button[Text]': title,
			'Button[Payload]': id,
			'Context[MessageUUID]': messageUuid,
			MessageUUID: answer.message_uuid,
		});
		const { authToken } = sandbox.account;
		const [webhook] = receiver.received;
		expect(webhook && signaturesPass(webhook, `${receiver.url}/whatsapp`, authToken, authToken)).toEqual([true, true, true, true]);
		expect((await report()).messages[1]).toMatchObject({ button: { text: title, payload: id }, answers: messageUuid });
	});

	it.each([
		['a button that is not there', { interactive: reply }, { button: 2 }],
		['a row of what is no list', { interactive: reply }, { section: 0, row: 0 }],
		['a text', { text: 'Hi' }, { button: 0 }],
	])('%s is refused', async (_, content, choice) => {
		const messageUuid = await sendWhatsApp(sandbox, content);
		expect(await post('presses', { messageUuid, choice })).toMatchObject({ status: 400, body: { error: 'there is no such button' } });
	});
});

it('leaves nothing of the page out of the folder that is served', async () => {
	const page = await (await fetch(sandbox.url)).text();
	expect(page).toBe(readFileSync(resolve('sandbox/phone/page/index.html'), 'utf8'));
	const files = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:css|mjs))"/g)].map(([, file]) => String(file));
	expect(files.length).toBeGreaterThan(5);
	for (const file of files) expect((await fetch(sandbox.url + file)).status).toBe(200);
});

function text(value: string) {
	return { type: 'text', text: value };
}

function named(name: string, value: string) {
	return { ...text(value), parameter_name: name };
}

function body(...values: string[]) {
	return { type: 'body', parameters: values.map(text) };
}

function currency(value: string) {
	return { type: 'currency', currency: { fallback_value: value, currency_code: 'USD', amount_1000: 5_000 } };
}
