import { expect } from '@playwright/test';
import { NUMBER, PHONE } from '../../../playground/numbers.mts';
import { startSandbox } from '../../../sandbox/server.mts';
import { raw, sendOne } from '../../sandbox/support.mts';
import { bubble, phoneOn, test } from './fixtures.mts';

// The page updates automatically, shows the log, and switches faults on and off.

test("a message appears on its own, is announced, and is unread on a phone that isn't open", async ({ page, phone, sandbox }) => {
	await sendOne(sandbox, { dst: '14155550177', text: 'For somebody else' });
	const entry = page.getByRole('link', { name: /\+14155550177/ });
	await expect(entry.getByText('1 unread')).toBeVisible();
	await sendOne(sandbox, { dst: PHONE, text: 'For Ann' });
	await expect(bubble(phone, 'For Ann').getByRole('img', { name: 'Delivered' })).toBeVisible();
	await expect(page.locator('#news')).toHaveText(`SMS on phone +${PHONE}: For Ann`);
	await entry.click();
	await expect(bubble(phoneOn(page, '14155550177'), 'For somebody else')).toBeVisible();
	await expect(entry.getByText('1 unread')).toHaveCount(0);
});

test.describe(() => {
	test.use({ viewport: { width: 1280, height: 700 } });

	test('messages that arrive change neither the focus, nor a draft, nor the place where someone reads', async ({ page, phone, sandbox }) => {
		for (let index = 0; index < 12; index++) await sendOne(sandbox, { dst: PHONE, text: `Early ${index}` });
		await sendOne(sandbox, { dst: '14155550177', text: 'For somebody else' });
		await expect(bubble(phone, 'Early 11').getByRole('img', { name: 'Delivered' })).toBeVisible();
		const thread = phone.locator('.thread');
		const top = async () => await thread.evaluate((element: { scrollTop: number }) => element.scrollTop);
		const earlier = await top();
		expect(earlier, "it isn't at the end").toBeGreaterThan(0);
		await sendOne(sandbox, { dst: PHONE, text: 'Followed' });
		await expect.poll(top).toBeGreaterThan(earlier);

		await thread.evaluate((element: { scrollTop: number }) => (element.scrollTop = 20));
		const field = phone.getByLabel('Message', { exact: true });
		await field.fill('A draft');
		await field.press('ArrowLeft');
		await sendOne(sandbox, { dst: PHONE, text: 'Late' });
		await expect(bubble(phone, 'Late')).toBeAttached();
		await page.keyboard.type('!');
		await expect(field).toHaveValue('A draf!t');
		expect(await top()).toBe(20);

		await page.getByRole('link', { name: /\+14155550177/ }).focus();
		await sendOne(sandbox, { dst: '14155550178', text: 'A third one' });
		await expect(page.getByRole('link', { name: /\+14155550178/ })).toBeVisible();
		await page.keyboard.press('Enter');
		await expect(bubble(phoneOn(page, '14155550177'), 'For somebody else')).toBeVisible();
		await page.getByRole('link', { name: new RegExp(`\\+${PHONE}`) }).click();
		await expect(field).toHaveValue('A draf!t');
	});
});

test('it says how many of very many messages it leaves out', async ({ phone, sandbox }) => {
	for (let index = 0; index < 503; index++) sandbox.receive({ from: PHONE, to: '447700900123', text: `Message ${index}.` });
	await expect(phone.getByText('3 earlier ones are left out.')).toBeVisible();
	await expect(phone.locator('.message')).toHaveCount(500);
	await expect(bubble(phone, 'Message 2.')).toHaveCount(0);
});

test.describe(() => {
	test.use({ at: `/phone/${NUMBER}` });

	test("the account's number is seen beside a person's phone", async ({ page, phone, sandbox }) => {
		await sendOne(sandbox, { dst: PHONE, text: 'From us' });
		await expect(bubble(phone, 'From us')).toBeVisible();
		const ours = phoneOn(page, NUMBER);
		await expect(ours.locator('.own', { hasText: 'From us' })).toBeVisible();
		await expect(phone.locator('.own')).toHaveCount(0);
		await expect(ours.getByLabel('Message', { exact: true })).toHaveCount(0);
	});
});

test('a phone is added by its number, and stays', async ({ page }) => {
	await page.getByLabel('Add a phone').fill('nobody');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(page.getByText('Enter a number with its country code')).toBeVisible();
	await page.getByLabel('Add a phone').fill('+49 151 23456789');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await expect(phoneOn(page, '4915123456789')).toBeVisible();
	await page.reload();
	await expect(page.getByRole('link', { name: '+4915123456789' })).toBeVisible();
});

test('the log shows requests and webhooks with their JSON, and no token', async ({ page, sandbox, webhook }) => {
	await sendOne(sandbox, { dst: PHONE, url: `${webhook.url}/status` });
	const log = page.getByRole('region', { name: 'Log' });
	await expect(log.getByText('Webhook: status delivered')).toBeVisible();
	await log.getByText(`Send SMS to +${PHONE}`).click();
	const json = log.getByRole('region', { name: 'As JSON' });
	const { request, answer } = JSON.parse(await json.innerText());
	expect([request.method, request.body.dst, request.headers.authorization]).toEqual(['POST', PHONE, sandbox.account.authId]);
	expect([answer.status, answer.body.message]).toEqual([202, 'message(s) queued']);
	await raw(sandbox, 'GET', '/Number/');
	await expect(log.getByText('List numbers')).toBeVisible();
	expect(await log.locator('.log-entry').first().innerText()).toMatch(/List numbers/);
	await expect(json, 'what was opened has closed').toBeVisible();
	await log.getByRole('searchbox').fill('list NUMBERS');
	await expect(log.locator('.log-entry')).toHaveCount(1);
	expect(await page.content()).not.toContain(sandbox.account.authToken);
});

test.describe(() => {
	test.use({ at: '/faults' });

	test('every fault can be switched on, counts down, and can be removed', async ({ page, sandbox }) => {
		const faults = page.getByRole('region', { name: 'Faults' });
		await expect(faults).toBeVisible();
		const kinds = await faults.locator('#fault-kind option').evaluateAll((all: Array<{ value: string }>) => all.map(({ value }) => value));
		expect(kinds.length).toBe(10);
		for (const [index, kind] of kinds.entries()) {
			await faults.getByLabel('What goes wrong').selectOption(kind);
			await faults.getByRole('button', { name: 'Switch on' }).click();
			await expect(faults.getByRole('listitem'), kind).toHaveCount(index + 1);
		}
		expect(sandbox.faults.list().map(({ rule }) => rule.fault.kind)).toEqual(kinds);
		while ((await faults.getByRole('listitem').count()) > 0) {
			const before = sandbox.faults.list().length;
			await faults.getByRole('button', { name: /^Remove/ }).first().click();
			await expect(faults.getByRole('listitem')).toHaveCount(before - 1);
		}
		await faults.getByLabel('What goes wrong').selectOption('status');
		await faults.getByLabel('Status').fill('429');
		await faults.getByLabel('Retry-After').fill('7');
		await faults.getByLabel('How often').selectOption('5');
		await faults.getByRole('button', { name: 'Switch on' }).click();
		await expect(faults.getByText('sends only · 5 more times')).toBeVisible();
		expect((await raw(sandbox, 'GET', '/Number/')).status).toBe(200);
		const { status, headers } = await raw(sandbox, 'POST', '/Message/', { body: { src: NUMBER, dst: PHONE, text: 'x' } });
		expect([status, headers.get('retry-after')]).toEqual([429, '7']);
		await expect(faults.getByText('sends only · 4 more times')).toBeVisible();
		await faults.getByRole('button', { name: /^Remove/ }).click();
		await expect(faults.getByText('Removed.')).toBeVisible();
		await faults.getByLabel('How often').selectOption('once');
		await faults.getByRole('button', { name: 'Switch on' }).click();
		await expect(faults.getByText('sends only · 1 more time')).toBeVisible();
		await raw(sandbox, 'POST', '/Message/', { body: { src: NUMBER, dst: PHONE, text: 'x' } });
		await expect(faults.getByText('No faults are on.')).toBeVisible();
		await expect(faults.getByRole('status')).toHaveCount(0);
	});
});

test('a reset asks first, and then deletes everything', async ({ page, phone, sandbox }) => {
	await sendOne(sandbox, { dst: PHONE, text: 'Soon forgotten' });
	await expect(bubble(phone, 'Soon forgotten')).toBeVisible();
	await page.getByRole('button', { name: 'Reset', exact: true }).click();
	await page.getByRole('button', { name: 'Cancel' }).click();
	expect(sandbox.accepted.length).toBe(1);
	await page.getByRole('button', { name: 'Reset', exact: true }).click();
	await page.getByRole('button', { name: 'Reset everything' }).click();
	await expect(phone.getByText('No messages yet')).toBeVisible();
	expect(sandbox.accepted.length).toBe(0);
});

test('it says when the sandbox is gone, and continues with the next one', async ({ page, phone, sandbox }) => {
	await sendOne(sandbox, { dst: PHONE, text: 'Before' });
	await expect(bubble(phone, 'Before')).toBeVisible();
	await page.locator('.log-entry summary').click();
	const json = page.getByRole('region', { name: 'As JSON' });
	await expect(json).toBeVisible();
	await sandbox.close();
	await expect(page.getByText("The sandbox isn't answering. Trying again …")).toBeVisible();
	const next = await startSandbox({ port: Number(new URL(sandbox.url).port) });
	try {
		await sendOne(next, { dst: PHONE, text: 'After' });
		await expect(page.getByText("The sandbox isn't answering.")).toBeHidden();
		await expect(bubble(phone, 'After')).toBeVisible();
		await expect(bubble(phone, 'Before')).toHaveCount(0);
		await expect(json, 'an entry of the sandbox before is open').toHaveCount(0);
	} finally {
		await next.close();
	}
});
