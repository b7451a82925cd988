import { expect, test as base, type Page } from '@playwright/test';
import { PHONE } from '../../playground/numbers.mts';
import { owner } from '../../playground/owner.mts';
import { startPlayground, type Playground } from '../../playground/playground.mts';
import { readSettings } from '../../playground/settings.mts';
import { CEILING_MS } from '../../playground/until.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { Editor } from './editor/editor.mts';
import { PhonePage } from './editor/person.mts';

/** What all tests share, up to one that fails: Playwright starts everything anew after it. */
export interface N8nFixtures {
	playground: Playground;
	sandbox: Sandbox;
	/** A tab in which the owner is signed in. The tests share it, because loading the editor takes ten times as long as switching workflows. */
	tab: Page;
}

export interface EditorFixtures {
	editor: Editor;
	/** Opens a person's phone on the sandbox's page, in another tab, until the test ends. */
	openPhone(number: string): Promise<PhonePage>;
	/** Keeps n8n's log if the test fails. */
	n8nLog: void;
}

/** Tests in a real n8n with the sandbox. */
export const test = base.extend<EditorFixtures, N8nFixtures>({
	playground: [
		async ({}, use) => {
			const playground = await startPlayground(readSettings(process.env, true));
			await use(playground);
			await playground.stop();
		},
		{ scope: 'worker' },
	],
	sandbox: [
		async ({ playground: { sandbox } }, use) => {
			if (sandbox === undefined) throw new Error('Only with the sandbox');
			await use(sandbox);
		},
		{ scope: 'worker' },
	],
	tab: [
		async ({ browser, playground, sandbox }, use) => {
			// Without the messages of other tests, the phones are easier to read.
			sandbox.reset();
			sandbox.openConversation(PHONE);
			const context = await browser.newContext({
				viewport: { width: 1280, height: 960 },
				locale: 'en-US',
				reducedMotion: 'reduce',
				permissions: ['clipboard-read', 'clipboard-write'],
			});
			context.setDefaultTimeout(CEILING_MS);
			const tab = await context.newPage();
			await tab.goto(`${playground.client.url}/signin`);
			await tab.getByLabel('Email').fill(owner.email);
			await tab.getByLabel('Password').fill(owner.password);
			await tab.getByRole('button', { name: 'Sign in' }).click();
			await expect(tab.getByTestId('main-sidebar-settings')).toBeVisible();
			await use(tab);
			await context.close();
		},
		{ scope: 'worker' },
	],
	editor: async ({ tab, playground }, use) => {
		await use(new Editor(tab, playground.client));
		for (const other of tab.context().pages()) if (other !== tab) await other.close();
	},
	openPhone: async ({ editor, sandbox }, use) => {
		await use(async (number) => await PhonePage.open(await editor.page.context().newPage(), sandbox.url, number));
	},
	n8nLog: [
		async ({ playground }, use, testInfo) => {
			await use();
			// The next n8n replaces it.
			if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('n8n.log', { path: playground.log });
		},
		{ auto: true },
	],
});

export { expect };
