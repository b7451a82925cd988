import type { Locator, Page } from '@playwright/test';

/**
 * @param form a panel or dialog of n8n
 * @param label of the field, as people read it
 * @param nth of several with that label, from 0
 * @returns the field, including its label. In n8n, only their position connects labels and inputs.
 */
export function fieldIn(form: Locator, label: string, nth = 0): Locator {
	const page = form.page();
	const labels = form.locator('label').filter({ has: page.getByText(exactly(label)) });
	return labels.nth(nth).locator('xpath=ancestor::*[@data-test-id][1]');
}

/** Clicks into a field, replaces its content by typing, and leaves it. */
export async function typeInto(field: Locator, text: string): Promise<void> {
	const page = field.page();
	const { keyboard } = page;
	await field.locator('input:not([role]), textarea, [contenteditable="true"]').first().click();
	await keyboard.press('ControlOrMeta+a');
	await keyboard.type(text);
	await keyboard.press('Tab');
	await taken(page);
}

/**
 * Waits until n8n's form has the typed text, which it takes after a pause of a tenth of a second. This waits longer, in the page
 * itself: there, a timer that starts later and is longer ends later, however busy the machine is.
 */
async function taken(page: Page): Promise<void> {
	await page.evaluate(async () => await new Promise((resolve) => setTimeout(resolve, 300)));
}

/** Matches a whole text, ignoring spaces and the asterisk of required fields. */
export function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\*?\\s*$`);
}
