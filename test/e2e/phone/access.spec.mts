import { expect, type Page } from '@playwright/test';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { sendOne, sendWhatsApp } from '../../sandbox/support.mts';
import { expectAccessible } from '../accessibility.mts';
import { expectNoSidewaysScroll, phoneOn, test } from './fixtures.mts';
import { listOfRows, receiveOdd, sendAllKinds } from './messages.mts';

// Everyone can use the page: with the keyboard, on any screen, in both themes, with large text.

const widths = [320, 390, 1280];
const themes = ['light', 'dark'] as const;
const views = [`/phone/${PHONE}`, `/phone/${NUMBER}`, '/phones', '/log', '/faults'];

for (const width of widths) {
	test.describe(`${width} pixels`, () => {
		test.use({ viewport: { width, height: 860 } });

		for (const colorScheme of themes) {
			test.describe(`${colorScheme} theme`, () => {
				test.use({ colorScheme });

				test("the phone page breaks no accessibility rule, and doesn't scroll sideways", async ({ page, sandbox }) => {
					await lookAtAll(page, sandbox);
				});
			});
		}

		test('with text twice as large, nothing is cut off or scrolls sideways', async ({ page, sandbox }) => {
			await sendAllKinds(sandbox);
			const browserSettings = await page.context().newCDPSession(page);
			await browserSettings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
			for (const view of views) {
				await open(page, view);
				await expect(page.locator('html')).toHaveCSS('font-size', '32px');
				await expectNoSidewaysScroll(page, view);
			}
			await open(page, `/phone/${PHONE}`);
			const field = page.getByLabel('Message', { exact: true });
			await field.scrollIntoViewIfNeeded();
			expect((await field.boundingBox())?.width, 'room to write').toBeGreaterThan(150);
			await phoneOn(page, PHONE).getByRole('button', { name: 'Yes' }).last().click();
		});
	});
}

test('everything can be done with the keyboard alone', async ({ page, phone, sandbox, webhook }) => {
	sandbox.openConversation(PHONE);
	await sendOne(sandbox, { dst: '14155550177', text: 'Hello' });
	await sendWhatsApp(sandbox, { dst: PHONE, interactive: listOfRows });
	await expect(phone.getByRole('button', { name: 'Choose' })).toBeVisible();
	await tabTo(page, 'Choose');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog', { name: 'Choose' })).toBeVisible();
	await page.keyboard.press('Escape');
	expect(await focused(page)).toBe('Choose');
	await page.keyboard.press('Enter');
	await tabTo(page, 'Opening hours');
	await page.keyboard.press('Enter');
	await expect.poll(() => webhook.received.length).toBe(1);
	expect(webhook.received[0]?.params['Button[Payload]']).toBe('row-hours');

	await tabTo(page, 'Message');
	await page.keyboard.type('By keyboard');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('in two lines');
	await page.keyboard.press('Enter');
	await expect.poll(() => webhook.received.length).toBe(2);
	expect(webhook.received[1]?.params['Body']).toBe('By keyboard\nin two lines');
	expect(await focused(page)).toBe('Message');

	await tabTo(page, /^\+14155550177/);
	await page.keyboard.press('Enter');
	await expect(phoneOn(page, '14155550177')).toBeVisible();
	await tabTo(page, /^Faults/);
	await page.keyboard.press('Enter');
	await tabTo(page, /^Switch on/);
	await page.keyboard.press('Enter');
	await expect.poll(() => sandbox.faults.list().length).toBe(1);
	await tabTo(page, /^Remove:/);
	await page.keyboard.press('Enter');
	await expect.poll(() => sandbox.faults.list().length).toBe(0);
});

test.describe(() => {
	test.use({ viewport: { width: 390, height: 700 }, at: '/phones' });

	test('a narrow screen shows one phone at a time, and all parts can be reached', async ({ page, phone, sandbox }) => {
		await sendOne(sandbox, { dst: PHONE, text: 'Hello Ann' });
		const tabs = page.getByRole('navigation', { name: 'Views' });
		await expect(tabs.getByRole('link', { name: 'Phones (1)' })).toBeVisible();
		await expect(phone).toBeHidden();
		await page.getByRole('region', { name: 'Phones' }).getByRole('link', { name: `+${PHONE}` }).click();
		await expect(phone.getByText('Hello Ann')).toBeVisible();
		await expect(phone.getByRole('button', { name: 'Send' })).toBeVisible();
		await tabs.getByRole('link', { name: 'Log' }).click();
		await expect(page.getByRole('region', { name: 'Log' }).getByText('Send SMS')).toBeVisible();
		await expect(phone).toBeHidden();
		await tabs.getByRole('link', { name: 'Faults' }).click();
		await expect(page.getByRole('region', { name: 'Faults' })).toBeVisible();
		await tabs.getByRole('link', { name: 'Chat' }).click();
		await expect(phone.getByText('Hello Ann')).toBeVisible();
	});
});

/** Each view, empty and with one message of each kind, a fault and an open entry of the log. */
async function lookAtAll(page: Page, sandbox: Sandbox): Promise<void> {
	await expectAccessible(page, 'empty');
	await sendAllKinds(sandbox);
	receiveOdd(sandbox);
	sandbox.receive({ from: PHONE, to: '447700900123', text: 'Unheard' });
	await sendOne(sandbox, { dst: '12025550110', text: 'Lost' });
	sandbox.faults.add({ times: 'always', fault: { kind: 'slow', ms: 1 } });
	await expect.poll(async () => await raw(page), 'the last one is lost').toContain('undelivered');
	for (const view of [...views, '/phone/12025550110']) {
		await open(page, view);
		if (view === '/log') await page.locator('.log-entry summary').first().click();
		await expectAccessible(page, view);
		await expectNoSidewaysScroll(page, view);
	}
	await open(page, `/phone/${PHONE}`);
	for (const tab of await phoneOn(page, PHONE).locator('.conversation').all()) {
		await tab.click();
		await expectAccessible(page, await tab.innerText());
	}
	await phoneOn(page, PHONE).locator('.conversation.whatsapp').click();
	await page.getByRole('button', { name: 'Choose' }).click();
	await expectAccessible(page, 'the sheet of a list');
	await page.keyboard.press('Escape');
}

async function raw(page: Page): Promise<string> {
	return String(await page.evaluate("fetch('/sandbox/phone').then((response) => response.text())"));
}

async function open(page: Page, view: string): Promise<void> {
	await page.evaluate(`location.hash = '#${view}'`);
	await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
}

/** The name of the focused element: its label or its text. */
async function focused(page: Page): Promise<string> {
	return String(
		await page.evaluate(
			'(() => { const on = document.activeElement; return (on?.getAttribute("aria-label") ?? on?.labels?.[0]?.textContent ?? on?.innerText ?? "").trim() })()',
		),
	);
}

/** Presses Tab until an element with that name has the focus. The focus must be visible. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
	const passed: string[] = [];
	for (let step = 0; step < 150; step++) {
		await page.keyboard.press('Tab');
		const now = await focused(page);
		passed.push(now);
		if (typeof name === 'string' ? now.split('\n')[0] !== name : !name.test(now)) continue;
		const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
		expect(outline, `${now} has no visible focus`).not.toBe('none');
		return;
	}
	throw new Error(`Tab never reached ${String(name)}, only ${passed.join(', ')}`);
}
