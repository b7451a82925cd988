import { expect } from '@playwright/test';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { type ReceivedWebhook, type Receiver, sendOne, sendWhatsApp, signaturesPass } from '../../sandbox/support.mts';
import { bubble, moment, test } from './fixtures.mts';
import { listOfRows, picture, replyButtons } from './messages.mts';

// Messages and button presses from a phone reach the webhook, signed and once, and the page shows the result.

test('a message typed on a phone calls the webhook, signed', async ({ page, phone, sandbox, webhook }) => {
	await phone.getByLabel('Message', { exact: true }).fill('Is anybody there?');
	await phone.getByRole('button', { name: 'Send' }).dblclick();
	const [call] = await calls(webhook, 1);
	expectSigned(call, `${webhook.url}/sms`, sandbox);
	expect([call?.params['From'], call?.params['To'], call?.params['Text']]).toEqual([PHONE, NUMBER, 'Is anybody there?']);
	await expect(bubble(phone, 'Is anybody there?').getByText('n8n answered 200')).toBeVisible();
	await expect(page.locator('#news')).toHaveText('n8n answered 200');
	await expect(phone.getByLabel('Message', { exact: true })).toHaveValue('');
	await moment();
	expect([webhook.received.length, await phone.getByRole('alert').count()]).toEqual([1, 0]);
});

test('an attached picture is sent as an MMS', async ({ page, phone, webhook }) => {
	const chooser = page.waitForEvent('filechooser');
	await phone.getByRole('button', { name: 'Attach a file' }).click();
	await (await chooser).setFiles({ name: 'door.png', mimeType: 'image/png', buffer: picture });
	await expect(phone.getByRole('button', { name: 'Remove door.png' })).toBeVisible();
	await phone.getByRole('button', { name: 'Send' }).click();
	const [call] = await calls(webhook, 1);
	expect([call?.params['Type'], call?.params['MediaCount']]).toEqual(['mms', '1']);
	const file = await fetch(String(call?.params['Media0']));
	expect(Buffer.from(await file.arrayBuffer())).toEqual(picture);
	await expect(phone.getByRole('img', { name: 'door.png' })).toBeVisible();
});

test("a reply button is answered once, even if it's clicked twice", async ({ phone, sandbox, webhook }) => {
	sandbox.openConversation(PHONE);
	const uuid = await sendWhatsApp(sandbox, { dst: PHONE, interactive: replyButtons });
	await phone.getByRole('button', { name: 'No', exact: true }).dblclick();
	await moment();
	const [call] = await calls(webhook, 1);
	expectSigned(call, `${webhook.url}/whatsapp`, sandbox);
	expectAnswer(call, 'No', 'id-no', uuid);
	const answer = bubble(phone, 'n8n answered 200');
	await expect(answer.getByText('Will you come?')).toBeVisible();
});

test('a row of a list and a quick reply of a template are answered as such', async ({ page, phone, sandbox, webhook }) => {
	sandbox.openConversation(PHONE);
	const uuid = await sendWhatsApp(sandbox, { dst: PHONE, interactive: listOfRows });
	await phone.getByRole('button', { name: 'Choose' }).click();
	const sheet = page.getByRole('dialog', { name: 'Choose' });
	await expect(sheet.getByText('Up to two hours before')).toBeVisible();
	await sheet.getByRole('button', { name: 'Opening hours', exact: true }).click();
	await expect(sheet).toHaveCount(0);
	expectAnswer((await calls(webhook, 1))[0], 'Opening hours', 'row-hours', uuid);

	const payload = { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'yes-7' }] };
	const body = { type: 'body', parameters: [{ type: 'text', text: 'Ann' }] };
	const survey = await sendWhatsApp(sandbox, { dst: PHONE, template: { name: 'survey', language: 'en_US', components: [body, payload] } });
	await bubble(phone, 'are you happy').getByRole('button', { name: 'Yes' }).click();
	expectAnswer((await calls(webhook, 2))[1], 'Yes', 'yes-7', survey);
});

test('it says what to do if no webhook is called for a message, or n8n rejects it', async ({ page, phone, webhook }) => {
	const write = async (text: string) => {
		await phone.getByLabel('Message', { exact: true }).fill(text);
		await phone.getByRole('button', { name: 'Send' }).click();
	};
	webhook.answers = [403];
	await write('Refused');
	await expect(bubble(phone, 'Refused').getByText('n8n answered 403: signature rejected')).toBeVisible();
	await expect(bubble(phone, 'Refused').getByText("In the trigger, use the sandbox's credential.")).toBeVisible();
	await phone.getByLabel('To', { exact: true }).selectOption('447700900123');
	await write('Unheard');
	await expect(bubble(phone, 'Unheard').getByText('No webhook is set for +447700900123')).toBeVisible();
	await expect(bubble(phone, 'Unheard').getByText('activate (publish) a workflow that begins with the Plivo Messaging Trigger')).toBeVisible();

	await page.getByRole('link', { name: '+14158889999' }).click();
	await page.getByLabel('WhatsApp webhook URL').fill(`${webhook.url}/other`);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await phone.getByLabel('To', { exact: true }).selectOption('14158889999');
	await phone.getByLabel('by', { exact: true }).selectOption('whatsapp');
	await write('Heard');
	await expect.poll(() => webhook.received.map(({ url }) => url)).toContain(`${webhook.url}/other`);
});

test("an opt-out is marked as one, and a message to a number that doesn't accept it is rejected with a reason", async ({ phone, sandbox, webhook }) => {
	await phone.getByLabel('Message', { exact: true }).fill('STOP');
	await phone.getByRole('button', { name: 'Send' }).click();
	expect((await calls(webhook, 1))[0]?.params['MessageIntent']).toBe('optout');
	await expect(bubble(phone, 'STOP').getByText('Plivo reads this as an opt-out')).toBeVisible();
	await phone.getByLabel('To', { exact: true }).selectOption('12065550111');
	await phone.getByLabel('Message', { exact: true }).fill('To a number of pictures only');
	await phone.getByRole('button', { name: 'Send' }).click();
	await expect(phone.getByRole('alert').getByText("12065550111 doesn't accept messages of type sms.")).toBeVisible();
	await expect(phone.getByLabel('Message', { exact: true })).toHaveValue('To a number of pictures only');
	await sendOne(sandbox, { dst: PHONE, text: 'While writing' });
	const other = phone.getByRole('button', { name: /\+14151234567\s*SMS/ });
	await expect(other.getByText('new')).toBeVisible();
	await expect(bubble(phone, 'While writing')).toHaveCount(0);
	await expect(phone.getByLabel('To', { exact: true })).toHaveValue('12065550111');
	await other.click();
	await expect(bubble(phone, 'While writing')).toBeVisible();
	await expect(other.getByText('new')).toBeHidden();
});

/** The calls of the webhook, once there are this many. */
async function calls({ received }: Receiver, count: number): Promise<ReceivedWebhook[]> {
	await expect.poll(() => received.length, 'calls of the webhook').toBe(count);
	return received;
}

function expectSigned(call: ReceivedWebhook | undefined, url: string, { account }: Sandbox): void {
	expect(call && signaturesPass(call, url, account.authToken, account.authToken)).toEqual([true, true, true, true]);
}

function expectAnswer(call: ReceivedWebhook | undefined, title: string, payload: string, uuid: string): void {
	const { params } = call ?? {};
	const got = ['From', 'To', 'ContentType', 'Button[Text]', 'Button[Payload]', 'Context[MessageUUID]'].map((key) => params?.[key]);
	expect(got).toEqual([PHONE, NUMBER, 'button', title, payload, uuid]);
}
