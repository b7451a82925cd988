import { expect, type Locator } from '@playwright/test';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import type { WhatsAppTemplate } from '../../../sandbox/templates.mts';
import { sendOne, sendWhatsApp } from '../../sandbox/support.mts';
import { bubble, expectNoSidewaysScroll, phoneOn, test } from './fixtures.mts';
import { receiveOdd, sendAllKinds, whatsappKinds } from './messages.mts';

// Each kind of message is drawn, and none of them does anything else.

test('the phone page shows SMS and MMS as bubbles, with their state', async ({ phone, sandbox, foreign, complaints }) => {
	await expect(phone.getByText('open the workflow “Send an SMS and read it back”')).toBeVisible();
	await sendAllKinds(sandbox);
	await phone.getByRole('button', { name: /\+14151234567\s*SMS/ }).click();
	const sms = bubble(phone, 'Hello Ann');
	await expect(sms.getByRole('img', { name: 'Delivered' })).toBeVisible();
	expect(await sms.locator('.text').innerText()).toBe('Hello Ann,\nfollow it at https://example.com/track/4711.');
	await expectLink(sms.getByRole('link'), 'https://example.com/track/4711');
	const mms = bubble(phone, 'Today');
	const picture = mms.getByRole('img', { name: 'hills.png' });
	await expect(picture).toHaveJSProperty('naturalWidth', 2);
	await expectLink(mms.getByRole('link', { name: 'menu.jpg' }), 'https://example.com/menu.jpg');
	await expect(mms.getByText('example.com · not fetched here')).toBeVisible();
	expect([foreign, complaints]).toEqual([[], []]);
});

test.describe(() => {
	test.use({ at: '/phone/12025550110' });

	test("it shows the error of a message that wasn't delivered", async ({ page, sandbox }) => {
		await sendOne(sandbox, { dst: '12025550110', text: 'Buy now' });
		const lost = bubble(phoneOn(page, '12025550110'), 'Buy now');
		await expect(lost.getByText('Error 30: Spam detected')).toBeVisible();
		await expect(lost.getByRole('img', { name: 'Undelivered' })).toBeVisible();
		await sendWhatsApp(sandbox, { dst: '12025550110', text: 'Too early' });
		const early = bubble(phoneOn(page, '12025550110'), 'Too early');
		await expect(early.getByText('Error 340: No active conversation')).toBeVisible();
		await expect(early.getByText('Write a WhatsApp message on this phone first')).toBeVisible();
	});
});

test('it draws each kind of WhatsApp message', async ({ phone, sandbox, foreign, complaints }) => {
	await sendAllKinds(sandbox);
	await expect(phone.locator('.message')).toHaveCount(whatsappKinds.length);
	const done = bubble(phone, 'Done.');
	await expect(done.locator('strong')).toHaveText('Done.');
	await expectLink(done.getByRole('link'), 'https://example.com/booking?id=7');
	await expect(done.getByRole('img', { name: 'Read' })).toBeVisible();

	await expectLink(bubble(phone, 'Your invoice').getByRole('link', { name: 'invoice.pdf' }), 'https://example.com/files/invoice.pdf');
	const place = bubble(phone, 'Harbour Kitchen').first();
	await expect(place.getByText('1 Ferry Building')).toBeVisible();
	await expect(place.getByText('37.7749, -122.4194')).toBeVisible();
	const menu = bubble(phone, 'See the menu.');
	await expectLink(menu.getByRole('link', { name: 'Open the menu' }), 'https://example.com/menu');
	await expect(menu.getByText('https://example.com/menu')).toBeVisible();

	const photo = bubble(phone, 'Your parcel 1Z999 has been packed.');
	await expect(photo.getByText('Template shipping_photo (en_US)')).toBeVisible();
	await expect(photo.getByRole('link', { name: 'parcel.jpg' })).toBeVisible();
	await expectLink(photo.getByRole('link', { name: 'Track' }), 'https://example.com/track/1Z999');
	await expect(photo.getByRole('link', { name: 'Call us' })).toHaveAttribute('href', 'tel:+14151234567');
	const code = bubble(phone, '482913 is your verification code.');
	await expect(code.getByText('This code expires in 10 minutes.')).toBeVisible();
	await expect(code.getByRole('button', { name: 'Copy code' })).toBeVisible();

	const question = bubble(phone, 'Will you come?');
	for (const words of ['Tonight, 7 pm', 'Harbour Kitchen']) await expect(question.getByText(words)).toBeVisible();
	expect(await question.getByRole('button').allInnerTexts()).toEqual(['Yes', 'No']);
	expect([foreign, complaints]).toEqual([[], []]);
});

test("it shows what it can't draw as JSON", async ({ phone, sandbox }) => {
	receiveOdd(sandbox);
	expect(await phone.getByRole('region', { name: 'Other data' }).innerText()).toMatch(/"ContentType": "sticker",\s+"Sticker": "a-cat"/);
});

test.describe(() => {
	test.use({ viewport: { width: 390, height: 860 } });

	test("the text of a message never runs as code, and doesn't link where it shouldn't", async ({ page, phone, sandbox, foreign, complaints }) => {
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
		await expect(phone.locator('.message')).toHaveCount(hostile.length + 3);
		const texts = await phone.locator('.text').evaluateAll((all: Array<{ textContent: string }>) => all.map(({ textContent }) => textContent));
		expect(texts.slice(0, hostile.length)).toEqual(hostile);
		await expect(page).toHaveTitle('Plivo sandbox');
		await expect(phone.locator('script, b, iframe, [onerror]')).toHaveCount(0);
		const links = await phone.getByRole('link').evaluateAll((all: Array<{ href: string }>) => all.map(({ href }) => href));
		expect(links.filter((href) => !/^(https:\/\/example\.com\/|http:\/\/127\.0\.0\.1:)/.test(href))).toEqual([]);
		await expectNoSidewaysScroll(page, 'a long word');
		// A page that someone sent as a file doesn't run either when it's opened.
		const file = await page.request.get(String(links.find((href) => href.includes('/Media/'))));
		expect(String(file.headers()['content-security-policy'])).toMatch(/sandbox/);
		expect([foreign, complaints]).toEqual([[], []]);
	});
});

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

async function expectLink(link: Locator, href: string): Promise<void> {
	await expect(link).toHaveAttribute('href', href);
	await expect(link).toHaveAttribute('target', '_blank');
	await expect(link).toHaveAttribute('rel', /noopener/);
}

async function sendWhatsAppFreely(sandbox: Parameters<typeof sendWhatsApp>[0], content: Record<string, unknown>): Promise<void> {
	sandbox.openConversation(PHONE);
	await sendWhatsApp(sandbox, { dst: PHONE, ...content });
}
