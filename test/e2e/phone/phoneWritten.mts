import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Check } from '../checks/checks.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import { type ReceivedWebhook, sendOne, sendWhatsApp, signaturesPass } from '../../sandbox/support.mts';
import { bubble } from './phoneDrawn.mts';
import { listOfRows, picture, replyButtons } from './phoneMessages.mts';
import { moment, type Opened, withPage } from './phonePage.mts';

/** Checks that messages and button presses from a phone reach the webhook, signed and once, and that the page shows the result. */
export function writtenChecks(browser: Browser): Check[] {
	return [
		[
			'a message typed on a phone calls the webhook, signed',
			async () =>
				await withPage(browser, {}, async ({ page, phone, sandbox, webhook }) => {
					await phone.getByLabel('Message', { exact: true }).fill('Is anybody there?');
					await phone.getByRole('button', { name: 'Send' }).dblclick();
					const [call] = await calls(webhook, 1);
					expectSigned(call, `${webhook.url}/sms`, sandbox);
					assert.deepEqual([call?.params['From'], call?.params['To'], call?.params['Text']], [PHONE, NUMBER, 'Is anybody there?']);
					await bubble(phone, 'Is anybody there?').getByText('n8n answered 200').waitFor();
					assert.equal(await page.locator('#news').innerText(), 'n8n answered 200');
					assert.equal(await phone.getByLabel('Message', { exact: true }).inputValue(), '');
					await moment();
					assert.deepEqual([webhook.received.length, await phone.getByRole('alert').count()], [1, 0]);
				}),
		],
		[
			'an attached picture is sent as an MMS',
			async () =>
				await withPage(browser, {}, async ({ page, phone, webhook }) => {
					const chooser = page.waitForEvent('filechooser');
					await phone.getByRole('button', { name: 'Attach a file' }).click();
					await (await chooser).setFiles({ name: 'door.png', mimeType: 'image/png', buffer: picture });
					await phone.getByRole('button', { name: 'Remove door.png' }).waitFor();
					await phone.getByRole('button', { name: 'Send' }).click();
					const [call] = await calls(webhook, 1);
					assert.deepEqual([call?.params['Type'], call?.params['MediaCount']], ['mms', '1']);
					const file = await fetch(String(call?.params['Media0']));
					assert.deepEqual(Buffer.from(await file.arrayBuffer()), picture);
					await phone.getByRole('img', { name: 'door.png' }).waitFor();
				}),
		],
		[
			"a reply button is answered once, even if it's clicked twice",
			async () =>
				await withPage(browser, {}, async ({ phone, sandbox, webhook }) => {
					sandbox.openConversation(PHONE);
					const uuid = await sendWhatsApp(sandbox, { dst: PHONE, interactive: replyButtons });
					await phone.getByRole('button', { name: 'No', exact: true }).dblclick();
					await moment();
					const [call] = await calls(webhook, 1);
					expectSigned(call, `${webhook.url}/whatsapp`, sandbox);
					expectAnswer(call, 'No', 'id-no', uuid);
					const answer = bubble(phone, 'n8n answered 200');
					await answer.getByText('Will you come?').waitFor();
				}),
		],
		[
			'a row of a list and a quick reply of a template are answered as such',
			async () =>
				await withPage(browser, {}, async ({ page, phone, sandbox, webhook }) => {
					sandbox.openConversation(PHONE);
					const uuid = await sendWhatsApp(sandbox, { dst: PHONE, interactive: listOfRows });
					await phone.getByRole('button', { name: 'Choose' }).click();
					const sheet = page.getByRole('dialog', { name: 'Choose' });
					await sheet.getByText('Up to two hours before').waitFor();
					await sheet.getByRole('button', { name: 'Opening hours', exact: true }).click();
					await sheet.waitFor({ state: 'detached' });
					expectAnswer((await calls(webhook, 1))[0], 'Opening hours', 'row-hours', uuid);

					const payload = { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'yes-7' }] };
					const body = { type: 'body', parameters: [{ type: 'text', text: 'Ann' }] };
					const survey = await sendWhatsApp(sandbox, { dst: PHONE, template: { name: 'survey', language: 'en_US', components: [body, payload] } });
					await bubble(phone, 'are you happy').getByRole('button', { name: 'Yes' }).click();
					expectAnswer((await calls(webhook, 2))[1], 'Yes', 'yes-7', survey);
				}),
		],
		[
			'it says what to do if no webhook is called for a message, or n8n rejects it',
			async () =>
				await withPage(browser, {}, async ({ page, phone, webhook }) => {
					const write = async (text: string) => {
						await phone.getByLabel('Message', { exact: true }).fill(text);
						await phone.getByRole('button', { name: 'Send' }).click();
					};
					webhook.answers = [403];
					await write('Refused');
					await bubble(phone, 'Refused').getByText('n8n answered 403: signature rejected').waitFor();
					await bubble(phone, 'Refused').getByText("In the trigger, use the sandbox's credential.").waitFor();
					await phone.getByLabel('To', { exact: true }).selectOption('447700900123');
					await write('Unheard');
					await bubble(phone, 'Unheard').getByText('No webhook is set for +447700900123').waitFor();
					await bubble(phone, 'Unheard').getByText('activate (publish) a workflow that begins with the Plivo Messaging Trigger').waitFor();

					await page.getByRole('link', { name: '+14158889999' }).click();
					await page.getByLabel('WhatsApp webhook URL').fill(`${webhook.url}/other`);
					await page.getByRole('button', { name: 'Save' }).click();
					await page.getByText('Saved.').waitFor();
					await phone.getByLabel('To', { exact: true }).selectOption('14158889999');
					await phone.getByLabel('by', { exact: true }).selectOption('whatsapp');
					await write('Heard');
					await until('the webhook that was set is called', () => webhook.received.some(({ url }) => url === `${webhook.url}/other`));
				}),
		],
		[
			"an opt-out is marked as one, and a message to a number that doesn't accept it is rejected with a reason",
			async () =>
				await withPage(browser, {}, async ({ phone, sandbox, webhook }) => {
					await phone.getByLabel('Message', { exact: true }).fill('STOP');
					await phone.getByRole('button', { name: 'Send' }).click();
					assert.equal((await calls(webhook, 1))[0]?.params['MessageIntent'], 'optout');
					await bubble(phone, 'STOP').getByText('Plivo reads this as an opt-out').waitFor();
					await phone.getByLabel('To', { exact: true }).selectOption('12065550111');
					await phone.getByLabel('Message', { exact: true }).fill('To a number of pictures only');
					await phone.getByRole('button', { name: 'Send' }).click();
					await phone.getByRole('alert').getByText("12065550111 doesn't accept messages of type sms.").waitFor();
					assert.equal(await phone.getByLabel('Message', { exact: true }).inputValue(), 'To a number of pictures only');
					await sendOne(sandbox, { dst: PHONE, text: 'While writing' });
					const other = phone.getByRole('button', { name: /\+14151234567\s*SMS/ });
					await other.getByText('new').waitFor();
					assert.equal(await bubble(phone, 'While writing').count(), 0);
					assert.equal(await phone.getByLabel('To', { exact: true }).inputValue(), '12065550111');
					await other.click();
					await bubble(phone, 'While writing').waitFor();
					assert.ok(!(await other.getByText('new').isVisible()));
				}),
		],
	];
}

async function calls({ received }: Opened['webhook'], count: number): Promise<ReceivedWebhook[]> {
	await until(`${count} webhooks are called`, () => received.length >= count);
	assert.equal(received.length, count);
	return received;
}

function expectSigned(call: ReceivedWebhook | undefined, url: string, { account }: Opened['sandbox']): void {
	assert.ok(call);
	assert.deepEqual(signaturesPass(call, url, account.authToken, account.authToken), [true, true, true, true]);
}

function expectAnswer(call: ReceivedWebhook | undefined, title: string, payload: string, uuid: string): void {
	const { params } = call ?? {};
	const got = ['From', 'To', 'ContentType', 'Button[Text]', 'Button[Payload]', 'Context[MessageUUID]'].map((key) => params?.[key]);
	assert.deepEqual(got, [PHONE, NUMBER, 'button', title, payload, uuid]);
}
