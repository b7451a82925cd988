import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { type Sandbox, startSandbox } from '../../../sandbox/server.mts';
import { Receiver } from '../../sandbox/support.mts';
import { bringAxe } from '../accessibility.mts';

/** What each test of the sandbox's page has: a new sandbox with its page open, and a webhook for its calls. */
export interface PhoneFixtures {
	/** What follows the # of the page that is opened; by default, the phone of the examples. */
	at: string;
	sandbox: Sandbox;
	/** It gets the messages to NUMBER, under /sms and /whatsapp. */
	webhook: Receiver;
	/** The person's phone. */
	phone: Locator;
	/** Addresses outside the sandbox that the page requested. */
	foreign: string[];
	/** The browser's errors, including violations of the content security policy. */
	complaints: string[];
}

export const test = base.extend<PhoneFixtures>({
	viewport: { width: 1280, height: 860 },
	at: [`/phone/${PHONE}`, { option: true }],
	sandbox: async ({}, use) => {
		const sandbox = await startSandbox({ timing: { sentAfterMs: 50, deliveredAfterMs: 150, readAfterMs: 300 } });
		await use(sandbox);
		await sandbox.close();
	},
	webhook: async ({ sandbox }, use) => {
		const webhook = await Receiver.start();
		sandbox.editApplication('20468599130939380', { message_url: `${webhook.url}/sms` });
		sandbox.setWhatsappWebhook(NUMBER, { url: `${webhook.url}/whatsapp` });
		await use(webhook);
		await webhook.close();
	},
	foreign: async ({}, use) => await use([]),
	complaints: async ({}, use) => await use([]),
	// The webhook must be set before the page is opened.
	page: async ({ page, at, sandbox, webhook: _, foreign, complaints }, use) => {
		page.on('request', (request) => {
			const url = request.url();
			if (!url.startsWith(sandbox.url) && !/^(data|blob):/.test(url)) foreign.push(url);
		});
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
		await bringAxe(page);
		await page.goto(`${sandbox.url}/#${at}`);
		await expect(page.getByText('Stands in for Plivo')).toBeVisible();
		await use(page);
	},
	phone: async ({ page }, use) => await use(phoneOn(page, PHONE)),
});

/** A phone on the page, by its digits. */
export function phoneOn(page: Page, digits: string): Locator {
	return page.getByRole('region', { name: `Phone +${digits}`, exact: true });
}

/** The message with this text. */
export function bubble(phone: Locator, text: string): Locator {
	return phone.locator('.message', { hasText: text });
}

/** Fails if the page, or a part of it that scrolls separately, must be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
	const wide = await page.evaluate(
		'[...document.querySelectorAll("*")].filter((one) => one.scrollWidth > one.clientWidth + 1 && (one === document.documentElement || getComputedStyle(one).overflowX === "auto")).map((one) => `${one.tagName} ${one.className} ${one.scrollWidth} > ${one.clientWidth}`)',
	);
	expect(wide, `${where} scrolls sideways`).toEqual([]);
}

/** Waits a moment, in which something that must not happen would happen. */
export async function moment(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 400));
}
