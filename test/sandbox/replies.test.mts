import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { raw, Receiver, startOnManualClock, stateOf, supportNumber } from './support.mts';

const supportLine = '20468599130939380';
const branchOffice = '64529074997228907';
const customer = '14157654321';

let sandbox: Sandbox<ManualClock>;
let receiver: Receiver;
beforeAll(async () => {
	[sandbox, receiver] = await Promise.all([startOnManualClock(), Receiver.start()]);
});
beforeEach(() => sandbox.editApplication(supportLine, { message_url: receiver.url }));
afterEach(() => {
	sandbox.reset();
	receiver.received.length = 0;
	receiver.answers = [];
});
afterAll(async () => {
	await Promise.all([sandbox.close(), receiver.close()]);
});

/** The webhook of a message answers with this. Returns the record of its call. */
async function answerWith(body: string, type = 'text/xml', to = supportNumber) {
	receiver.answers = [{ type, body }];
	const messageUuid = sandbox.receive({ from: customer, to, text: 'Hi' });
	await sandbox.clock.advance(0);
	return sandbox.callbacks.find((attempt) => attempt.messageUuid === messageUuid);
}

const message = (text: string, attributes = `src="${supportNumber}" dst="${customer}"`) => `<Message ${attributes}>${text}</Message>`;

it('are sent, and delivered, with a status callback if they ask for it', async () => {
	const attributes = `src="${supportNumber}" dst="${customer}&lt;14157654322" type="sms" callbackUrl="${receiver.url}/status?a=1&amp;b=2"`;
	const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n\t${message('Gr&#252;&#xDF;e &amp; &lt;3', attributes)}\n</Response>\n`;
	expect(await answerWith(body)).toMatchObject({ status: 200, answer: { contentType: 'text/xml', body } });
	expect(sandbox.accepted).toMatchObject([
		{
			authId: sandbox.account.authId,
			body: {
				src: supportNumber,
				dst: `${customer}<14157654322`,
				text: 'Grüße & <3',
				type: 'sms',
				url: `${receiver.url}/status?a=1&b=2`,
				method: 'POST',
			},
		},
	]);
	await sandbox.clock.advance(1_200);
	const [first = ''] = sandbox.accepted[0]?.message_uuid ?? [];
	expect(await stateOf(sandbox, first)).toEqual(['delivered', '000']);
	expect(receiver.received.filter(({ url }) => url.includes('/status'))).toHaveLength(6);
});

it.each(['application/xml', 'text/xml; charset=utf-8', 'Application/XML'])('may be %s, several of them, in order', async (type) => {
	const attempt = await answerWith(`<Response>${message('One')}${message('<![CDATA[<&>]]>')}<!-- & no more --></Response>`, type);
	expect(attempt?.replyError).toBeUndefined();
	expect(sandbox.accepted.map(({ body }) => body.text)).toEqual(['One', '<&>']);
});

it('go out in the name of the subaccount whose number was written to', async () => {
	sandbox.editApplication(branchOffice, { message_url: receiver.url });
	await answerWith(`<Response>${message('Hello', `src="13125550142" dst="${customer}"`)}</Response>`, 'text/xml', '13125550142');
	expect(sandbox.accepted).toMatchObject([{ authId: sandbox.subaccount.authId }]);
});

it.each([
	['', 'text/xml'],
	['<Response/>', 'text/xml'],
	['<Response></Response>', 'application/xml'],
	['OK', 'text/plain'],
	[`<Response>${message('Hi')}</Response>`, 'text/html'],
	['{"message":"Workflow was started"}', 'application/json'],
])('are none in %j as %s', async (body, type) => {
	const attempt = await answerWith(body, type);
	expect(attempt).toMatchObject({ status: 200, answer: { contentType: type, body } });
	expect(attempt?.replyError).toBeUndefined();
	expect(sandbox.accepted).toEqual([]);
});

it.each([
	['<Response><Message', "isn't valid XML"],
	[`<Response>${message('a & b')}</Response>`, "isn't valid XML"],
	[`<Response>${message('&copy;')}</Response>`, "isn't valid XML"],
	[`<Response>${message('a]]>b')}</Response>`, "isn't valid XML"],
	[`<Response>${message('a\u0007b')}</Response>`, "isn't valid XML"],
	[`<Response>${message('Hi', `src="${supportNumber}" src="1" dst="2"`)}</Response>`, "isn't valid XML"],
	[`<Response>${message('Hi')}</Response><Response/>`, "isn't valid XML"],
	['OK', "isn't valid XML"],
	[`<response>${message('Hi')}</response>`, 'no top-level Response element'],
	[`<Response to="1">${message('Hi')}</Response>`, "can't have attributes"],
	['<Response>Hi</Response>', "can't contain text"],
	['<Response><Speak>Hi</Speak></Response>', "can't contain Speak"],
	[`<Response>${message('Hi', `Src="${supportNumber}" dst="1"`)}</Response>`, "can't have the attribute Src"],
	[`<Response>${message('Hi', `src="${supportNumber}" dst="${customer}" mediaUrls="x"`)}</Response>`, "can't have the attribute mediaUrls"],
	[`<Response>${message('Hi', `src="${supportNumber}"`)}</Response>`, 'needs the attribute dst'],
	[`<Response>${message('Hi', `dst="${customer}"`)}</Response>`, 'needs the attribute src'],
	[`<Response>${message('Hi', `src="${supportNumber}" dst="${customer}" type="mms"`)}</Response>`, 'the type mms'],
	[`<Response>${message('Hi', `src="${supportNumber}" dst="${customer}" callbackMethod="PUT"`)}</Response>`, 'callbackMethod PUT'],
	[`<Response>${message('<b>Hi</b>')}</Response>`, 'only contain text'],
	[`<!DOCTYPE Response [<!ENTITY x "y">]><Response>${message('&x;')}</Response>`, 'document type'],
	[`<Response>${message('')}</Response>`, "'text' is required"],
	[`<Response>${message('Hi', `src="14150000000" dst="${customer}"`)}</Response>`, 'not a phone number of this account'],
	[`<Response>${message('Hi', `src="${supportNumber}" dst="5"`)}</Response>`, 'not a valid phone number'],
	[`<Response>${message('Hi', `src="${supportNumber}" dst="${customer}" callbackUrl="x"`)}</Response>`, "'url' x is not"],
])('are refused: %s', async (body, words) => {
	const attempt = await answerWith(body);
	expect(attempt).toMatchObject({ status: 200, replyError: expect.stringContaining(words) });
	expect(sandbox.accepted).toEqual([]);
	expect(await stateOf(sandbox, String(attempt?.messageUuid))).toEqual(['delivered', '000']);
});

it('are not read from the answer of a status callback', async () => {
	receiver.answers = [{ type: 'text/xml', body: `<Response>${message('Hi')}</Response>` }];
	const body = { src: supportNumber, dst: customer, text: 'Hello', url: receiver.url };
	await raw(sandbox, 'POST', '/Message/', { body });
	await sandbox.clock.advance(0);
	expect(sandbox.accepted).toHaveLength(1);
	expect(sandbox.callbacks[0]?.answer).toMatchObject({ contentType: 'text/xml' });
});

it('keeps 64 KB of an answer', async () => {
	const attempt = await answerWith('x'.repeat(70_000), 'text/plain');
	expect(attempt?.answer?.body).toHaveLength(65_536);
});
