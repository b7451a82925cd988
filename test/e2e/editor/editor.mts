import { expect, type Locator, type Page } from '@playwright/test';
import type { EditorClient } from '../../../playground/rest.mts';
import { Panel } from './panel.mts';

/** n8n's editor in a tab: the canvas with its nodes. */
export class Editor {
	readonly panel: Panel;

	constructor(
		readonly page: Page,
		private readonly client: EditorClient,
	) {
		this.panel = new Panel(page);
	}

	/** Opens an address of n8n, with a slash in front. */
	async goto(path: string): Promise<void> {
		await this.page.goto(`${this.client.url}${path}`);
	}

	/** Opens an empty workflow. */
	async newWorkflow(): Promise<void> {
		await this.openList();
		await this.page.getByTestId('add-resource-workflow').click();
		await this.page.getByText('Add first step…').waitFor();
	}

	/** Opens an existing workflow. */
	async openWorkflow({ id, name }: { id: string; name: string }): Promise<void> {
		await this.openList();
		await this.page.getByTestId('resources-list-search').fill(name);
		const names = this.page.getByTestId('workflow-card-name');
		// While n8n searches, it still shows the earlier list.
		await names.filter({ hasNotText: name }).first().waitFor({ state: 'hidden' });
		await names.getByText(name, { exact: true }).click();
		await this.page.waitForURL(`**/workflow/${id}*`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Goes to the list of all workflows, like people who already have n8n open. This way, the editor is only loaded once. */
	private async openList(): Promise<void> {
		if (this.page.url() === 'about:blank') return await this.goto('/home/workflows');
		if (await this.panel.isOpen()) await this.panel.close();
		await this.page.getByTestId('project-home-menu-item').click();
	}

	/**
	 * Searches for a node and adds it with one of its actions or triggers. Its panel is open then.
	 *
	 * @param section where the action is, as n8n calls it
	 */
	async add(search: string, node: string, section: 'Actions' | 'Triggers', action: string): Promise<void> {
		const creator = await this.openCreator(search);
		await creator.getByText(node, { exact: true }).click();
		const wanted = creator.getByText(action, { exact: true });
		const heading = creator.getByText(new RegExp(`^${section} \\(\\d+\\)`));
		await heading.waitFor();
		// n8n opens one of the sections a moment after it shows both, and a click would then close it. The length of this moment depends
		// on the machine, so if a click closed the section, it's clicked again, after a longer wait each time.
		let timeout = 500;
		const choose = async () => {
			timeout *= 2;
			if (await this.panel.isOpen()) return;
			if (!(await wanted.isVisible())) await heading.click({ timeout });
			await wanted.click({ timeout });
		};
		await expect(choose).toPass();
		await this.panel.opened();
	}

	/** Opens the list of nodes and types. @returns it */
	async openCreator(search: string): Promise<Locator> {
		await this.page.getByRole('button', { name: 'Open nodes panel' }).click();
		const creator = this.page.getByTestId('node-creator');
		await creator.getByRole('textbox').click();
		await this.page.keyboard.type(search);
		return creator;
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens the panel of a node. */
	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.panel.opened();
	}

	/** Publishes the workflow, and closes n8n's message about it. */
	async publish(): Promise<void> {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		const dialog = this.page.getByRole('dialog').filter({ hasText: 'Publish workflow' });
		await dialog.getByRole('button', { name: 'Publish' }).click();
		await this.page.getByRole('button', { name: 'Got it' }).click();
		await this.page.getByRole('button', { name: 'Published' }).waitFor();
	}

	/** Opens the newest execution in the tab of executions, as soon as one has succeeded. */
	async openNewestExecution(): Promise<void> {
		await this.page.getByRole('radio', { name: 'Executions' }).click();
		await this.page.getByTestId('current-executions-list').getByRole('link', { name: 'Succeeded' }).first().click();
		await this.page.getByTestId('execution-preview-host').getByTestId('canvas-node').first().waitFor();
	}

	/** Moves the canvas so that all of it is visible, including what n8n's button at the bottom covers. */
	async showAll(): Promise<void> {
		await this.page.getByRole('button', { name: 'Zoom to Fit' }).click();
		await this.page.getByTestId('canvas').hover({ position: { x: 10, y: 10 } });
		await this.page.mouse.wheel(0, 40);
	}
}
