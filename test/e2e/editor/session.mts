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

/** The owner in front of the editor, in a browser that is open already. */
export class Session {
	private signedIn: Promise<BrowserContext> | undefined;
	private failures = 0;
	/** Those that the present check has open. */
	private readonly tabs: Page[] = [];
	/** The one that the check before has left for the next one. */
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
	 * A check in a new tab, or in the one that the check before has left. If it fails, its message says where a picture of the tab
	 * is.
	 *
	 * @param leavesTab whether the next check goes on in its tab, unless this one fails: to load the editor takes ten times as long
	 *   as to go from one workflow to another. Not where something would stay that the next one does not expect
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

	/** The phone of somebody on the sandbox's page, in a tab of its own. */
	async phone(number: string): Promise<PhonePage> {
		return await PhonePage.open(await this.newTab(), this.sandbox.url, number);
	}

	/** A tab that is closed when the check has ended. */
	async newTab(): Promise<Page> {
		this.signedIn ??= this.signIn();
		return this.adopt(await (await this.signedIn).newPage());
	}

	/** Closes a tab, which something on a page has opened, when the check has ended. @returns it */
	adopt(tab: Page): Page {
		this.tabs.push(tab);
		return tab;
	}

	private async signIn(): Promise<BrowserContext> {
		// What other checks have sent and received is of no use to anybody on the phones.
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

	/** @returns a sentence that says where the pictures of all open tabs are */
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

/** Playwright says in many lines what it tried; the first ones tell what it waited for. */
function firstLines(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	// Playwright colours its messages.
	return text.replace(/\u001b\[\d+m/g, '').split('\n').slice(0, 12).join('\n');
}
