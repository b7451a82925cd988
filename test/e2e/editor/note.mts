import type { Page } from '@playwright/test';

/** Waits for one of the notes that n8n shows in a corner, and closes it. */
export async function closeNote(page: Page, text: string | RegExp): Promise<void> {
	const note = page.getByRole('alert').filter({ hasText: text }).first();
	await note.waitFor();
	// n8n closes it automatically after some seconds. A mouse click would then wait for a button that no longer exists.
	await note.locator('.el-notification__closeBtn').evaluateAll((buttons: Array<{ click(): void }>) => buttons.forEach((button) => button.click()));
	await note.waitFor({ state: 'hidden' });
}
