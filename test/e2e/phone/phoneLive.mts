import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Check } from '../checks/checks.mts';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import { startSandbox } from '../../../sandbox/server.mts';
import { raw, sendOne } from '../../sandbox/support.mts';
import { bubble } from './phoneDrawn.mts';
import { phoneOn, withPage } from './phonePage.mts';

/** Checks that the page updates automatically, shows the log, and switches faults on and off. */
export function liveChecks(browser: Browser): Check[] {
	return [
		[
			"a message appears on its own, is announced, and is unread on a phone that isn't open",
			async () =>
				await withPage(browser, {}, async ({ page, phone, sandbox }) => {
					await sendOne(sandbox, { dst: '14155550177', text: 'For somebody else' });
					const entry = page.getByRole('link', { name: /\+14155550177/ });
					await entry.getByText('1 unread').waitFor();
					await sendOne(sandbox, { dst: PHONE, text: 'For Ann' });
					await bubble(phone, 'For Ann').getByRole('img', { name: 'Delivered' }).waitFor();
					assert.equal(await page.locator('#news').innerText(), `SMS on phone +${PHONE}: For Ann`);
					await entry.click();
					await bubble(phoneOn(page, '14155550177'), 'For somebody else').waitFor();
					await entry.getByText('1 unread').waitFor({ state: 'detached' });
				}),
		],
		[
			'messages that arrive change neither the focus, nor a draft, nor the place where someone reads',
			async () =>
				await withPage(browser, { height: 700 }, async ({ page, phone, sandbox }) => {
					for (let index = 0; index < 12; index++) await sendOne(sandbox, { dst: PHONE, text: `Early ${index}` });
					await sendOne(sandbox, { dst: '14155550177', text: 'For somebody else' });
					await bubble(phone, 'Early 11').getByRole('img', { name: 'Delivered' }).waitFor();
					const thread = phone.locator('.thread');
					const top = async () => await thread.evaluate((element: { scrollTop: number }) => element.scrollTop);
					assert.ok((await top()) > 0, "it isn't at the end");
					const earlier = await top();
					await sendOne(sandbox, { dst: PHONE, text: 'Followed' });
					await until('the thread has followed', async () => (await top()) > earlier);

					await thread.evaluate((element: { scrollTop: number }) => (element.scrollTop = 20));
					const field = phone.getByLabel('Message', { exact: true });
					await field.fill('A draft');
					await field.press('ArrowLeft');
					await sendOne(sandbox, { dst: PHONE, text: 'Late' });
					await bubble(phone, 'Late').waitFor();
					await page.keyboard.type('!');
					assert.deepEqual([await field.inputValue(), await top()], ['A draf!t', 20]);

					const other = page.getByRole('link', { name: /\+14155550177/ });
					await other.focus();
					await sendOne(sandbox, { dst: '14155550178', text: 'A third one' });
					await page.getByRole('link', { name: /\+14155550178/ }).waitFor();
					await page.keyboard.press('Enter');
					await bubble(phoneOn(page, '14155550177'), 'For somebody else').waitFor();
					await page.getByRole('link', { name: new RegExp(`\\+${PHONE}`) }).click();
					assert.equal(await field.inputValue(), 'A draf!t');
				}),
		],
		[
			'it says how many of very many messages it leaves out',
			async () =>
				await withPage(browser, {}, async ({ phone, sandbox }) => {
					for (let index = 0; index < 503; index++) sandbox.receive({ from: PHONE, to: '447700900123', text: `Message ${index}.` });
					await phone.getByText('3 earlier ones are left out.').waitFor();
					assert.equal(await phone.locator('.message').count(), 500);
					assert.equal(await bubble(phone, 'Message 2.').count(), 0);
				}),
		],
		[
			"the account's number is seen beside a person's phone",
			async () =>
				await withPage(browser, { at: `/phone/${NUMBER}` }, async ({ page, phone, sandbox }) => {
					await sendOne(sandbox, { dst: PHONE, text: 'From us' });
					await bubble(phone, 'From us').waitFor();
					const ours = phoneOn(page, NUMBER);
					await ours.locator('.own', { hasText: 'From us' }).waitFor();
					assert.equal(await phone.locator('.own').count(), 0);
					assert.equal(await ours.getByLabel('Message', { exact: true }).count(), 0);
				}),
		],
		[
			'a phone is added by its number, and stays',
			async () =>
				await withPage(browser, {}, async ({ page }) => {
					await page.getByLabel('Add a phone').fill('nobody');
					await page.getByRole('button', { name: 'Add', exact: true }).click();
					await page.getByText('Enter a number with its country code').waitFor();
					await page.getByLabel('Add a phone').fill('+49 151 23456789');
					await page.getByRole('button', { name: 'Add', exact: true }).click();
					await phoneOn(page, '4915123456789').waitFor();
					await page.reload();
					await page.getByRole('link', { name: '+4915123456789' }).waitFor();
				}),
		],
		[
			'the log shows requests and webhooks with their JSON, and no token',
			async () =>
				await withPage(browser, {}, async ({ page, sandbox, webhook }) => {
					await sendOne(sandbox, { dst: PHONE, url: `${webhook.url}/status` });
					const log = page.getByRole('region', { name: 'Log' });
					await log.getByText('Webhook: status delivered').waitFor();
					await log.getByText(`Send SMS to +${PHONE}`).click();
					const json = log.getByRole('region', { name: 'As JSON' });
					const { request, answer } = JSON.parse(await json.innerText());
					assert.deepEqual([request.method, request.body.dst, request.headers.authorization], ['POST', PHONE, sandbox.account.authId]);
					assert.deepEqual([answer.status, answer.body.message], [202, 'message(s) queued']);
					await raw(sandbox, 'GET', '/Number/');
					await log.getByText('List numbers').waitFor();
					assert.match(await log.locator('.log-entry').first().innerText(), /List numbers/);
					assert.ok(await json.isVisible(), 'what was opened has closed');
					await log.getByRole('searchbox').fill('list NUMBERS');
					await until('one is left', async () => (await log.locator('.log-entry').count()) === 1);
					assert.ok(!(await page.content()).includes(sandbox.account.authToken));
				}),
		],
		[
			'every fault can be switched on, counts down, and can be removed',
			async () =>
				await withPage(browser, { at: '/faults' }, async ({ page, sandbox }) => {
					const faults = page.getByRole('region', { name: 'Faults' });
					await faults.waitFor();
					const kinds = await faults.locator('#fault-kind option').evaluateAll((all: Array<{ value: string }>) => all.map(({ value }) => value));
					assert.equal(kinds.length, 10);
					for (const [index, kind] of kinds.entries()) {
						await faults.getByLabel('What goes wrong').selectOption(kind);
						await faults.getByRole('button', { name: 'Switch on' }).click();
						await until(`${kind} is listed`, async () => (await faults.getByRole('listitem').count()) === index + 1);
					}
					assert.deepEqual(sandbox.faults.list().map(({ rule }) => rule.fault.kind), kinds);
					while ((await faults.getByRole('listitem').count()) > 0) {
						const before = sandbox.faults.list().length;
						await faults.getByRole('button', { name: /^Remove/ }).first().click();
						await until('it is gone', async () => (await faults.getByRole('listitem').count()) === before - 1);
					}
					await faults.getByLabel('What goes wrong').selectOption('status');
					await faults.getByLabel('Status').fill('429');
					await faults.getByLabel('Retry-After').fill('7');
					await faults.getByLabel('How often').selectOption('5');
					await faults.getByRole('button', { name: 'Switch on' }).click();
					await faults.getByText('sends only · 5 more times').waitFor();
					assert.equal((await raw(sandbox, 'GET', '/Number/')).status, 200);
					const { status, headers } = await raw(sandbox, 'POST', '/Message/', { body: { src: NUMBER, dst: PHONE, text: 'x' } });
					assert.deepEqual([status, headers.get('retry-after')], [429, '7']);
					await faults.getByText('sends only · 4 more times').waitFor();
					await faults.getByRole('button', { name: /^Remove/ }).click();
					await faults.getByText('Removed.').waitFor();
					await faults.getByLabel('How often').selectOption('once');
					await faults.getByRole('button', { name: 'Switch on' }).click();
					await faults.getByText('sends only · 1 more time').waitFor();
					await raw(sandbox, 'POST', '/Message/', { body: { src: NUMBER, dst: PHONE, text: 'x' } });
					await faults.getByText('No faults are on.').waitFor();
					assert.equal(await faults.getByRole('status').count(), 0);
				}),
		],
		[
			'a reset asks first, and then deletes everything',
			async () =>
				await withPage(browser, {}, async ({ page, phone, sandbox }) => {
					await sendOne(sandbox, { dst: PHONE, text: 'Soon forgotten' });
					await bubble(phone, 'Soon forgotten').waitFor();
					await page.getByRole('button', { name: 'Reset', exact: true }).click();
					await page.getByRole('button', { name: 'Cancel' }).click();
					assert.equal(sandbox.accepted.length, 1);
					await page.getByRole('button', { name: 'Reset', exact: true }).click();
					await page.getByRole('button', { name: 'Reset everything' }).click();
					await phone.getByText('No messages yet').waitFor();
					assert.equal(sandbox.accepted.length, 0);
				}),
		],
		[
			'it says when the sandbox is gone, and continues with the next one',
			async () =>
				await withPage(browser, {}, async ({ page, phone, sandbox }) => {
					await sendOne(sandbox, { dst: PHONE, text: 'Before' });
					await bubble(phone, 'Before').waitFor();
					await page.locator('.log-entry summary').click();
					const json = page.getByRole('region', { name: 'As JSON' });
					await json.waitFor();
					await sandbox.close();
					await page.getByText("The sandbox isn't answering. Trying again …").waitFor();
					const next = await startSandbox({ port: Number(new URL(sandbox.url).port) });
					try {
						await sendOne(next, { dst: PHONE, text: 'After' });
						await page.getByText("The sandbox isn't answering.").waitFor({ state: 'hidden' });
						await bubble(phone, 'After').waitFor();
						assert.equal(await bubble(phone, 'Before').count(), 0);
						assert.equal(await json.count(), 0, 'an entry of the sandbox before is open');
					} finally {
						await next.close();
					}
				}),
		],
	];
}
