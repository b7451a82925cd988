import type { Locator, Page } from '@playwright/test';

/** The sandbox's page with one phone: a person's, or that of one of the account's numbers. */
export class PhonePage {
	readonly phone: Locator;

	private constructor(readonly page: Page, name: string) {
		this.phone = page.getByRole('region', { name: `Phone ${name}` });
	}

	/** @param number with its plus sign */
	static async open(page: Page, sandboxUrl: string, number: string): Promise<PhonePage> {
		await page.goto(`${sandboxUrl}/#/phone/${number.slice(1)}`);
		const opened = new PhonePage(page, number);
		await opened.phone.waitFor();
		return opened;
	}

	/** Presses a button, in the newest message that has it. */
	async press(button: string): Promise<void> {
		await this.phone.getByRole('button', { name: button, exact: true }).last().click();
	}

	/** Writes an SMS. @param to the number of the account, as the page names it */
	async text(to: string, text: string): Promise<void> {
		await this.phone.getByLabel('To', { exact: true }).selectOption(to);
		await this.phone.getByLabel('by', { exact: true }).selectOption('SMS');
		await this.phone.getByLabel('Message', { exact: true }).click();
		await this.page.keyboard.type(text);
		await this.phone.getByRole('button', { name: 'Send', exact: true }).click();
	}

	/** Sets the webhook for WhatsApp messages on the phone of a number, as in Plivo's console. */
	async setWhatsappWebhook(url: string): Promise<void> {
		await this.phone.getByLabel('WhatsApp webhook URL').fill(url);
		await this.phone.getByRole('button', { name: 'Save' }).click();
		await this.phone.getByText('Saved.').waitFor();
	}
}
