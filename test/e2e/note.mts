import type { Page } from 'playwright-core';

/** Waits for one of the notes that n8n shows in a corner, and closes it. */
export async function closeNote(page: Page, text: string | RegExp): Promise<void> {
	const note = page.getByRole('alert').filter({ hasText: text }).first();
	await note.locator('.el-notification__closeBtn').click();
	await note.waitFor({ state: 'hidden' });
}
