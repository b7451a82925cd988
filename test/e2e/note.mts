import type { Page } from 'playwright-core';
import { clicked } from './clicked.mts';

/** Waits for one of the notes that n8n shows in a corner, and closes it. */
export async function closeNote(page: Page, text: string | RegExp): Promise<void> {
	const note = page.getByRole('alert').filter({ hasText: text }).first();
	await note.waitFor();
	// n8n takes it away by itself after some seconds, and who comes later has nothing to click on.
	for (let patienceMs = 1_000; await note.isVisible(); patienceMs *= 2) await clicked(note.locator('.el-notification__closeBtn'), patienceMs);
	await note.waitFor({ state: 'hidden' });
}
