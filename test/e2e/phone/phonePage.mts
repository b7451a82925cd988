import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { CEILING_MS } from '../../../playground/until.mts';
import { Receiver } from '../../sandbox/support.mts';
import { type Sandbox, startSandbox } from '../../../sandbox/server.mts';
import { bringAxe } from '../accessibility.mts';

export interface Look {
	width?: number;
	height?: number;
	theme?: 'light' | 'dark';
	/** What follows the #; by default, the phone of the examples. */
	at?: string;
}

/** A sandbox with its page open, and a webhook for its calls. */
export interface Opened {
	page: Page;
	/** The person's phone. */
	phone: Locator;
	sandbox: Sandbox;
	webhook: Receiver;
	/** Addresses outside the sandbox that the page requested. */
	foreign: string[];
	/** The browser's errors, including violations of the content security policy. */
	complaints: string[];
}

/**
 * Opens the page of a new sandbox, and stops both afterward. Messages to the number go to the webhook, under /sms and /whatsapp.
 */
export async function withPage(browser: Browser, look: Look, run: (opened: Opened) => Promise<void>): Promise<void> {
	const sandbox = await startSandbox({ timing: { sentAfterMs: 50, deliveredAfterMs: 150, readAfterMs: 300 } });
	const webhook = await Receiver.start();
	const { width = 1280, height = 860, theme = 'light', at = `/phone/${PHONE}` } = look;
	const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' });
	try {
		sandbox.editApplication('20468599130939380', { message_url: `${webhook.url}/sms` });
		sandbox.setWhatsappWebhook(NUMBER, { url: `${webhook.url}/whatsapp` });
		const page = await context.newPage();
		page.setDefaultTimeout(CEILING_MS);
		const [foreign, complaints]: [string[], string[]] = [[], []];
		page.on('request', (request) => {
			const url = request.url();
			if (!url.startsWith(sandbox.url) && !/^(data|blob):/.test(url)) foreign.push(url);
		});
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
		await bringAxe(page);
		await page.goto(`${sandbox.url}/#${at}`);
		await page.getByText('Stands in for Plivo').waitFor();
		await run({ page, phone: phoneOn(page, PHONE), sandbox, webhook, foreign, complaints });
	} finally {
		await context.close();
		await webhook.close();
		await sandbox.close();
	}
}

/** A phone on the page, by its digits. */
export function phoneOn(page: Page, digits: string): Locator {
	return page.getByRole('region', { name: `Phone +${digits}`, exact: true });
}

/** Fails if the page, or a part of it that scrolls separately, must be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
	const wide = await page.evaluate(
		'[...document.querySelectorAll("*")].filter((one) => one.scrollWidth > one.clientWidth + 1 && (one === document.documentElement || getComputedStyle(one).overflowX === "auto")).map((one) => `${one.tagName} ${one.className} ${one.scrollWidth} > ${one.clientWidth}`)',
	);
	assert.deepEqual(wide, [], `${where} scrolls sideways`);
}

/** Waits a moment, in which something that must not happen would happen. */
export async function moment(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 400));
}
