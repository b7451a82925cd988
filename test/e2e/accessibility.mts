import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

/** Adds axe to the next pages of a tab in a way that their content security policy doesn't block. */
export async function bringAxe(page: Page): Promise<void> {
	await page.addInitScript(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
}

/**
 * @param where on the page, for the error
 * @throws {Error} the page breaks a rule of WCAG 2.2 or a best practice; the error names the elements
 */
export async function expectAccessible(page: Page, where = page.url()): Promise<void> {
	const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');
	expect(passes.length, `${where}: axe found nothing to check`).toBeGreaterThan(0);
	const broken = violations.map(({ id, nodes }) => {
		return `${id}: ${nodes.map(({ html, failureSummary = '' }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`;
	});
	expect(broken, where).toEqual([]);
}
