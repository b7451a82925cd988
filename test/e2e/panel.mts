import type { Locator, Page } from 'playwright-core';
import { exactly, fieldIn, typeInto } from './fields.mts';
import { closeNote } from './note.mts';

/** The panel of a node, with its fields in the middle and what it put out at the right. Fields go by their labels. */
export class Panel {
	readonly root: Locator;
	readonly output: Locator;
	/** What is wrong, where the output would be. */
	readonly error: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.output = this.root.getByTestId('output-panel');
		this.error = this.output.getByTestId('node-error-message');
	}

	async opened(): Promise<void> {
		await this.parameters.getByTestId('parameter-item').first().waitFor();
	}

	/** @param nth of several fields with that label, from 0 */
	field(label: string, nth = 0): Locator {
		return fieldIn(this.parameters, label, nth);
	}

	async type(label: string, text: string, nth = 0): Promise<void> {
		await typeInto(this.field(label, nth), text);
	}

	/** Picks an option of a field. */
	async choose(label: string, option: string): Promise<void> {
		await this.field(label).getByRole('combobox').first().click();
		await this.page.getByRole('option').filter({ has: this.page.getByText(option, { exact: true }) }).click();
	}

	/** Picks an entry of a list that n8n gets from Plivo. */
	async pick(label: string, entry: string): Promise<void> {
		await this.field(label).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-item').filter({ hasText: entry }).click();
	}

	/** Picks a credential that is there. */
	async useCredential(name: string): Promise<void> {
		const select = this.root.getByTestId('node-credentials-select');
		await select.click();
		await this.page.getByTestId('node-credentials-select-item').filter({ hasText: exactly(name) }).click();
	}

	async click(button: string): Promise<void> {
		await this.parameters.getByRole('button', { name: button, exact: true }).click();
	}

	/** Executes the step, and closes n8n's note of how that went. @param note what it says */
	async execute(note = /executed successfully/): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
		await closeNote(this.page, note);
	}

	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}

	private get parameters(): Locator {
		return this.root.getByTestId('node-parameters');
	}
}
