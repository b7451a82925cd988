import { selectors, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { relative } from 'node:path';
import type { Check } from '../checks/checks.mts';
import { PHONE } from '../../../playground/numbers.mts';
import { owner } from '../../../playground/owner.mts';
import type { Playground } from '../../../playground/playground.mts';
import { CEILING_MS } from '../../../playground/until.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { Editor } from './editor.mts';
import { PhonePage } from './person.mts';
import type { Pictures } from '../pictures.mts';

selectors.setTestIdAttribute('data-test-id');

/** The owner in the editor, in a browser that is already open. */
export class Session {
	private signedIn: Promise<BrowserContext> | undefined;
	private failures = 0;
	/** The tabs that the current check has open. */
	private readonly tabs: Page[] = [];
	/** The tab that the previous check left for the next one. */
	private left: Page | undefined;

	constructor(
		private readonly browser: Browser,
		readonly playground: Playground & { sandbox: Sandbox },
		readonly pictures: Pictures,
	) {}

	get sandbox(): Sandbox {
		return this.playground.sandbox;
	}

	/**
	 * A check in a new tab, or in the one that the previous check left. If it fails, its message says where to find a picture of the
	 * tab.
	 *
	 * @param leavesTab whether the next check continues in this tab, unless this one fails: loading the editor takes ten times as long
	 *   as switching workflows. Don't use it if something is left in the tab that the next check doesn't expect
	 */
	check(title: string, run: (editor: Editor) => Promise<void>, leavesTab = true): Check {
		return [title, async () => {
			try {
				const tab = this.left ? this.adopt(this.left) : await this.newTab();
				this.left = undefined;
				await run(new Editor(tab, this.playground.client));
				if (leavesTab) this.left = tab;
			} catch (error) {
				throw new Error(`${firstLines(error)}\n${await this.picturesOfFailure()}`);
			} finally {
				for (const tab of this.tabs.splice(0)) if (tab !== this.left) await tab.close();
			}
		}];
	}

	/** A person's phone on the sandbox's page, in a separate tab. */
	async phone(number: string): Promise<PhonePage> {
		return await PhonePage.open(await this.newTab(), this.sandbox.url, number);
	}

	/** Opens a tab that is closed when the check has ended. */
	async newTab(): Promise<Page> {
		this.signedIn ??= this.signIn();
		return this.adopt(await (await this.signedIn).newPage());
	}

	/** Closes a tab that a page opened, when the check has ended. @returns the tab */
	adopt(tab: Page): Page {
		this.tabs.push(tab);
		return tab;
	}

	private async signIn(): Promise<BrowserContext> {
		// Without the messages of other checks, the phones are easier to read.
		this.sandbox.reset();
		this.sandbox.openConversation(PHONE);
		const context = await this.browser.newContext({
			viewport: { width: 1280, height: 960 },
			colorScheme: 'light',
			locale: 'en-US',
			reducedMotion: 'reduce',
			permissions: ['clipboard-read', 'clipboard-write'],
		});
		context.setDefaultTimeout(CEILING_MS);
		const page = this.adopt(await context.newPage());
		await page.goto(`${this.playground.client.url}/signin`);
		await page.getByLabel('Email').fill(owner.email);
		await page.getByLabel('Password').fill(owner.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.getByTestId('main-sidebar-settings').waitFor();
		return context;
	}

	/** @returns a sentence that says where to find the pictures of all open tabs */
	private async picturesOfFailure(): Promise<string> {
		const failure = (this.failures += 1);
		try {
			const paths: string[] = [];
			for (const [index, tab] of this.tabs.entries()) {
				paths.push(relative(process.cwd(), await this.pictures.keep(tab, `failed-${failure}-tab-${index + 1}`)));
			}
			return `What the browser showed: ${paths.join(' ')}`;
		} catch (error) {
			return `There is no picture: ${firstLines(error)}`;
		}
	}
}

/** Playwright's errors have many lines about what it tried. The first ones say what it waited for. */
function firstLines(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	// Playwright's messages have colors.
	return text.replace(/\u001b\[\d+m/g, '').split('\n').slice(0, 12).join('\n');
}
