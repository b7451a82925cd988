import type { Locator, Page } from 'playwright-core';

/**
 * @param form a panel or dialog of n8n
 * @param label of the field, as it is read
 * @param nth of several with that label, from 0
 * @returns the field, label included. n8n ties labels to inputs by nothing but their place.
 */
export function fieldIn(form: Locator, label: string, nth = 0): Locator {
	const page = form.page();
	const labels = form.locator('label').filter({ has: page.getByText(exactly(label)) });
	return labels.nth(nth).locator('xpath=ancestor::*[@data-test-id][1]');
}

/** Clicks into a field, types in the place of what is there, and leaves it. */
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
 * Until n8n's form has what was typed. It takes it after a pause of a tenth of a second, which this outwaits in the page
 * itself, where a timer that begins later and is longer ends later, however busy the machine is.
 */
async function taken(page: Page): Promise<void> {
	await page.evaluate(async () => await new Promise((resolve) => setTimeout(resolve, 300)));
}

/** The whole of a text, blanks and the star of what must be filled in aside. */
export function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\*?\\s*$`);
}
