import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { Check } from '../checks/checks.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import { sendOne, sendWhatsApp } from '../../sandbox/support.mts';
import { expectAccessible } from '../accessibility.mts';
import { listOfRows, receiveOdd, sendAllKinds } from './phoneMessages.mts';
import { expectNoSidewaysScroll, type Opened, phoneOn, withPage } from './phonePage.mts';

const widths = [320, 390, 1280];
const themes = ['light', 'dark'] as const;
const views = [`/phone/${PHONE}`, `/phone/${NUMBER}`, '/phones', '/log', '/faults'];

/** Checks that everyone can use the page: with the keyboard, on any screen, in both themes, with large text. */
export function accessChecks(browser: Browser): Check[] {
	return [
		...themes.flatMap((theme) =>
			widths.map((width): Check => [
				`the phone page breaks no accessibility rule in the ${theme} theme at ${width} pixels, and doesn't scroll sideways`,
				async () => await withPage(browser, { width, theme }, async (opened) => await lookAtAll(opened)),
			]),
		),
		[
			'with text twice as large, nothing is cut off or scrolls sideways',
			async () => {
				for (const width of widths) {
					await withPage(browser, { width }, async ({ page, sandbox }) => {
						await sendAllKinds(sandbox);
						const browserSettings = await page.context().newCDPSession(page);
						await browserSettings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
						for (const view of views) {
							await open(page, view);
							assert.equal(await page.evaluate('getComputedStyle(document.documentElement).fontSize'), '32px');
							await expectNoSidewaysScroll(page, `${view} at ${width}`);
						}
						await open(page, `/phone/${PHONE}`);
						const field = page.getByLabel('Message', { exact: true });
						await field.scrollIntoViewIfNeeded();
						assert.ok(((await field.boundingBox())?.width ?? 0) > 150, 'there is no room to write');
						await phoneOn(page, PHONE).getByRole('button', { name: 'Yes' }).last().click();
					});
				}
			},
		],
		[
			'everything can be done with the keyboard alone',
			async () =>
				await withPage(browser, {}, async ({ page, phone, sandbox, webhook }) => {
					sandbox.openConversation(PHONE);
					await sendOne(sandbox, { dst: '14155550177', text: 'Hello' });
					await sendWhatsApp(sandbox, { dst: PHONE, interactive: listOfRows });
					await phone.getByRole('button', { name: 'Choose' }).waitFor();
					await tabTo(page, 'Choose');
					await page.keyboard.press('Enter');
					await page.getByRole('dialog', { name: 'Choose' }).waitFor();
					await page.keyboard.press('Escape');
					assert.equal(await focused(page), 'Choose');
					await page.keyboard.press('Enter');
					await tabTo(page, 'Opening hours');
					await page.keyboard.press('Enter');
					await until('the row has arrived', () => webhook.received.length === 1);
					assert.equal(webhook.received[0]?.params['Button[Payload]'], 'row-hours');

					await tabTo(page, 'Message');
					await page.keyboard.type('By keyboard');
					await page.keyboard.press('Shift+Enter');
					await page.keyboard.type('in two lines');
					await page.keyboard.press('Enter');
					await until('the text has arrived', () => webhook.received.length === 2);
					assert.equal(webhook.received[1]?.params['Body'], 'By keyboard\nin two lines');
					assert.equal(await focused(page), 'Message');

					await tabTo(page, /^\+14155550177/);
					await page.keyboard.press('Enter');
					await phoneOn(page, '14155550177').waitFor();
					await tabTo(page, /^Faults/);
					await page.keyboard.press('Enter');
					await tabTo(page, /^Switch on/);
					await page.keyboard.press('Enter');
					await until('the fault is on', () => sandbox.faults.list().length === 1);
					await tabTo(page, /^Remove:/);
					await page.keyboard.press('Enter');
					await until('the fault is off', () => sandbox.faults.list().length === 0);
				}),
		],
		[
			'a narrow screen shows one phone at a time, and all parts can be reached',
			async () =>
				await withPage(browser, { width: 390, height: 700, at: '/phones' }, async ({ page, phone, sandbox }) => {
					await sendOne(sandbox, { dst: PHONE, text: 'Hello Ann' });
					const tabs = page.getByRole('navigation', { name: 'Views' });
					await tabs.getByRole('link', { name: 'Phones (1)' }).waitFor();
					assert.ok(!(await phone.isVisible()));
					await page.getByRole('region', { name: 'Phones' }).getByRole('link', { name: `+${PHONE}` }).click();
					await phone.getByText('Hello Ann').waitFor();
					assert.ok(await phone.getByRole('button', { name: 'Send' }).isVisible());
					await tabs.getByRole('link', { name: 'Log' }).click();
					await page.getByRole('region', { name: 'Log' }).getByText('Send SMS').waitFor();
					assert.ok(!(await phone.isVisible()));
					await tabs.getByRole('link', { name: 'Faults' }).click();
					await page.getByRole('region', { name: 'Faults' }).waitFor();
					await tabs.getByRole('link', { name: 'Chat' }).click();
					await phone.getByText('Hello Ann').waitFor();
				}),
		],
	];
}

/** Each view, empty and with one message of each kind, a fault and an open entry of the log. */
async function lookAtAll({ page, sandbox }: Opened): Promise<void> {
	await expectAccessible(page, 'empty');
	await sendAllKinds(sandbox);
	receiveOdd(sandbox);
	sandbox.receive({ from: PHONE, to: '447700900123', text: 'Unheard' });
	await sendOne(sandbox, { dst: '12025550110', text: 'Lost' });
	sandbox.faults.add({ times: 'always', fault: { kind: 'slow', ms: 1 } });
	await until('the last one is lost', async () => (await raw(page)).includes('undelivered'));
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
		assert.notEqual(outline, 'none', `${now} has no visible focus`);
		return;
	}
	throw new Error(`Tab never reached ${String(name)}, only ${passed.join(', ')}`);
}
