import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import type { Check } from '../checks/checks.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import type { WhatsAppTemplate } from '../../../sandbox/templates.mts';
import { sendOne, sendWhatsApp } from '../../sandbox/support.mts';
import { receiveOdd, sendAllKinds, whatsappKinds } from './phoneMessages.mts';
import { expectNoSidewaysScroll, phoneOn, withPage } from './phonePage.mts';

/** Checks that each kind of message is drawn, and that none of them does anything else. */
export function drawnChecks(browser: Browser): Check[] {
	return [
		[
			'the phone page shows SMS and MMS as bubbles, with their state',
			async () =>
				await withPage(browser, {}, async ({ phone, sandbox, foreign, complaints }) => {
					await phone.getByText('open the workflow “Send an SMS and read it back”').waitFor();
					await sendAllKinds(sandbox);
					await phone.getByRole('button', { name: /\+14151234567\s*SMS/ }).click();
					const sms = bubble(phone, 'Hello Ann');
					await sms.getByRole('img', { name: 'Delivered' }).waitFor();
					assert.equal(await sms.locator('.text').innerText(), 'Hello Ann,\nfollow it at https://example.com/track/4711.');
					await expectLink(sms.getByRole('link'), 'https://example.com/track/4711');
					const mms = bubble(phone, 'Today');
					const picture = mms.getByRole('img', { name: 'hills.png' });
					await until('the picture is there', async () => (await picture.evaluate(({ naturalWidth }: { naturalWidth: number }) => naturalWidth)) === 2);
					await expectLink(mms.getByRole('link', { name: 'menu.jpg' }), 'https://example.com/menu.jpg');
					await mms.getByText('example.com · not fetched here').waitFor();
					assert.deepEqual([foreign, complaints], [[], []]);
				}),
		],
		[
			"it shows the error of a message that wasn't delivered",
			async () =>
				await withPage(browser, { at: '/phone/12025550110' }, async ({ page, sandbox }) => {
					await sendOne(sandbox, { dst: '12025550110', text: 'Buy now' });
					const lost = bubble(phoneOn(page, '12025550110'), 'Buy now');
					await lost.getByText('Error 30: Spam detected').waitFor();
					await lost.getByRole('img', { name: 'Undelivered' }).waitFor();
					await sendWhatsApp(sandbox, { dst: '12025550110', text: 'Too early' });
					const early = bubble(phoneOn(page, '12025550110'), 'Too early');
					await early.getByText('Error 340: No active conversation').waitFor();
					await early.getByText('Write a WhatsApp message on this phone first').waitFor();
				}),
		],
		[
			'it draws each kind of WhatsApp message',
			async () =>
				await withPage(browser, {}, async ({ phone, sandbox, foreign, complaints }) => {
					await sendAllKinds(sandbox);
					await until('all are there', async () => (await phone.locator('.message').count()) === whatsappKinds.length);
					const done = bubble(phone, 'Done.');
					assert.equal(await done.locator('strong').innerText(), 'Done.');
					await expectLink(done.getByRole('link'), 'https://example.com/booking?id=7');
					await done.getByRole('img', { name: 'Read' }).waitFor();

					await expectLink(bubble(phone, 'Your invoice').getByRole('link', { name: 'invoice.pdf' }), 'https://example.com/files/invoice.pdf');
					const place = bubble(phone, 'Harbour Kitchen').first();
					await place.getByText('1 Ferry Building').waitFor();
					await place.getByText('37.7749, -122.4194').waitFor();
					const menu = bubble(phone, 'See the menu.');
					await expectLink(menu.getByRole('link', { name: 'Open the menu' }), 'https://example.com/menu');
					await menu.getByText('https://example.com/menu').waitFor();

					const photo = bubble(phone, 'Your parcel 1Z999 has been packed.');
					await photo.getByText('Template shipping_photo (en_US)').waitFor();
					await photo.getByRole('link', { name: 'parcel.jpg' }).waitFor();
					await expectLink(photo.getByRole('link', { name: 'Track' }), 'https://example.com/track/1Z999');
					assert.equal(await photo.getByRole('link', { name: 'Call us' }).getAttribute('href'), 'tel:+14151234567');
					const code = bubble(phone, '482913 is your verification code.');
					await code.getByText('This code expires in 10 minutes.').waitFor();
					await code.getByRole('button', { name: 'Copy code' }).waitFor();

					const question = bubble(phone, 'Will you come?');
					for (const words of ['Tonight, 7 pm', 'Harbour Kitchen']) await question.getByText(words).waitFor();
					assert.deepEqual(await question.getByRole('button').allInnerTexts(), ['Yes', 'No']);
					assert.deepEqual([foreign, complaints], [[], []]);
				}),
		],
		[
			"it shows what it can't draw as JSON",
			async () =>
				await withPage(browser, {}, async ({ phone, sandbox }) => {
					receiveOdd(sandbox);
					assert.match(await phone.getByRole('region', { name: 'Other data' }).innerText(), /"ContentType": "sticker",\s+"Sticker": "a-cat"/);
				}),
		],
		[
			"the text of a message never runs as code, and doesn't link where it shouldn't",
			async () =>
				await withPage(browser, { width: 390 }, async ({ page, phone, sandbox, foreign, complaints }) => {
					const hostile = [
						'<script>document.title = "run"</script><img src="https://example.com/x" onerror="document.title = \'run\'">',
						'javascript:document.title="run" and data:text/html,<b>x</b>',
						'שלום לכולם 🎉 \u202Etxt.exe',
						'x'.repeat(3_000),
					];
					for (const text of hostile) await sendWhatsAppFreely(sandbox, { text });
					await sendWhatsAppFreely(sandbox, { media_urls: ['https://example.com/%3Cimg%20src=x%3E.png'], text: '"><b>' });
					sandbox.receive({ from: PHONE, to: NUMBER, type: 'whatsapp', media: [{ contentType: 'text/html', bytes: Buffer.from('<script>1</script>'), fileName: '<b>.html' }] });
					sandbox.templates.push(hostileTemplate);
					await sendWhatsAppFreely(sandbox, { template: { name: 'hostile', language: 'en_US' } });
					await until('all are there', async () => (await phone.locator('.message').count()) === hostile.length + 3);
					const texts = await phone.locator('.text').evaluateAll((all: Array<{ textContent: string }>) => all.map(({ textContent }) => textContent));
					assert.deepEqual(texts.slice(0, hostile.length), hostile);
					assert.equal(await page.title(), 'Plivo sandbox');
					assert.equal(await phone.locator('script, b, iframe, [onerror]').count(), 0);
					const links = await phone.getByRole('link').evaluateAll((all: Array<{ href: string }>) => all.map(({ href }) => href));
					assert.deepEqual(links.filter((href) => !/^(https:\/\/example\.com\/|http:\/\/127\.0\.0\.1:)/.test(href)), []);
					await expectNoSidewaysScroll(page, 'a long word');
					// A page that someone sent as a file doesn't run either when it's opened.
					const file = await page.request.get(String(links.find((href) => href.includes('/Media/'))));
					assert.match(String(file.headers()['content-security-policy']), /sandbox/);
					assert.deepEqual([foreign, complaints], [[], []]);
				}),
		],
	];
}

/** The link of its button must not be opened. */
const hostileTemplate: WhatsAppTemplate = {
	template_id: '1',
	name: 'hostile',
	language: 'en_US',
	category: 'MARKETING',
	status: 'APPROVED',
	components: [
		{ type: 'BODY', text: 'Press' },
		{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Go', url: 'javascript:document.title="run"' }] },
	],
};

/** The message with this text. */
export function bubble(phone: Locator, text: string): Locator {
	return phone.locator('.message', { hasText: text });
}

async function expectLink(link: Locator, href: string): Promise<void> {
	assert.equal(await link.getAttribute('href'), href);
	assert.equal(await link.getAttribute('target'), '_blank');
	assert.match(String(await link.getAttribute('rel')), /noopener/);
}

async function sendWhatsAppFreely(sandbox: Parameters<typeof sendWhatsApp>[0], content: Record<string, unknown>): Promise<void> {
	sandbox.openConversation(PHONE);
	await sendWhatsApp(sandbox, { dst: PHONE, ...content });
}
