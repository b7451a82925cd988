import type { Locator, Page } from '@playwright/test';
import { fieldIn, typeInto } from './fields.mts';
import { closeNote } from './note.mts';
import type { Area } from '../pictures.mts';

/** The panel of a node, with its fields in the middle and its output on the right. Fields are found by their labels. */
export class Panel {
	readonly root: Locator;
	readonly output: Locator;
	/** The error, which is shown in place of the output. */
	readonly error: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.output = this.root.getByTestId('output-panel');
		this.error = this.output.getByTestId('node-error-message');
	}

	async opened(): Promise<void> {
		await this.parameters.getByTestId('parameter-item').first().waitFor();
	}

	async isOpen(): Promise<boolean> {
		return await this.root.isVisible();
	}

	/** @param nth of several fields with that label, from 0 */
	field(label: string, nth = 0): Locator {
		return fieldIn(this.parameters, label, nth);
	}

	async type(label: string, text: string, nth = 0): Promise<void> {
		await typeInto(this.field(label, nth), text);
	}

	/** Selects an option of a field. */
	async choose(label: string, option: string): Promise<void> {
		await this.field(label).getByRole('combobox').first().click();
		await this.page.getByRole('option').filter({ has: this.page.getByText(option, { exact: true }) }).click();
	}

	/** Selects an option of a field that accepts several, as soon as n8n has them from Plivo. */
	async chooseAlso(label: string, option: string): Promise<void> {
		const field = this.field(label);
		await field.locator('input[role="combobox"]:not([readonly])').waitFor({ state: 'attached' });
		await field.getByTestId('parameter-input').click();
		const entry = this.page.getByRole('option').filter({ has: this.page.getByText(option, { exact: true }) });
		await entry.click();
		await this.page.keyboard.press('Escape');
		// The list fades out over the fields below it.
		await this.page.locator('[role="option"]:visible').first().waitFor({ state: 'hidden' });
	}

	/** Selects an entry of a list that n8n gets from Plivo. */
	async pick(label: string, entry: string): Promise<void> {
		await this.field(label).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-item').filter({ hasText: entry }).click();
	}

	/** Executes the step, and closes n8n's note about the result. @param note its text */
	async execute(note = /executed successfully/): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
		await closeNote(this.page, note);
	}

	/** Makes a trigger wait for an event, and returns when n8n is waiting. */
	async listen(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
		await this.root.getByText('Listening for test event').waitFor();
	}

	/** Shows the trigger's Production URL, and copies it with a click. @returns the copied text */
	async copyProductionUrl(): Promise<string> {
		await this.root.getByText('Webhook URLs', { exact: true }).click();
		await this.root.getByRole('radio', { name: 'Production URL' }).click();
		await this.root.getByText(/\/webhook\//).click();
		await closeNote(this.page, 'copied');
		return await this.page.evaluate('navigator.clipboard.readText()');
	}

	/** The part of the panel that a picture shows: the column with its fields, with or without the output. */
	async columns(withOutput = false): Promise<Area> {
		const [fields, output] = await Promise.all([this.parameters.boundingBox(), this.output.boundingBox()]);
		if (!fields || !output) throw new Error("The panel isn't open");
		const right = withOutput ? output.x + output.width : output.x;
		const roundCorners = 8;
		return { x: fields.x, y: output.y, width: right - fields.x, height: output.height - roundCorners };
	}

	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}

	private get parameters(): Locator {
		return this.root.getByTestId('node-parameters');
	}
}
