import type { Locator, Page } from '@playwright/test';
import { readExamples } from '../../../playground/examples.mts';
import type { Workflow } from '../../../playground/rest.mts';
import { expect, test } from '../fixtures.mts';
import { takePicture } from '../pictures.mts';

// Every example opens in the editor with nothing missing. Whether it works is tested in checks/1-examples.spec.mts.

for (const { file } of await readExamples()) {
	test(`${file} opens in the editor without a warning`, async ({ editor, playground }) => {
		const { page } = editor;
		const workflow = playground.examples.get(file);
		if (workflow === undefined) throw new Error(`${file} isn't in n8n`);
		await editor.openWorkflow(workflow);
		await expectNodes(page, workflow);
		await expectNoWarnings(page);
		await editor.showAll();
		await takePicture(page, `example-${file.replace('.json', '')}`);
	});
}

/** Waits until exactly the nodes of this workflow are drawn, and not those of the previous one in the same tab. */
async function expectNodes(page: Page, { nodes }: Workflow): Promise<void> {
	const wanted = nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ name }) => name);
	await expect.poll(async () => await namesOf(nodesOn(page))).toEqual(wanted.sort());
}

/** A node is drawn before its handles, so at first it may look as if something is wrong with it. */
async function expectNoWarnings(page: Page): Promise<void> {
	const nodes = nodesOn(page);
	// Nodes that n8n doesn't know, in this version or at all, and nodes that it finds problems with.
	const warned = nodes.filter({ has: page.getByTestId(/^(node-issues|node-not-installed)$/) });
	// n8n doesn't report an unknown version of a node, but such a node can't be connected.
	const loose = nodes.filter({ hasNot: page.getByTestId(/^canvas-node-(input|output)-handle$/) });
	await expect.poll(async () => await namesOf(warned.or(loose)), 'nodes with a warning').toEqual([]);
}

function nodesOn(page: Page): Locator {
	return page.getByTestId('canvas-node').filter({ hasNot: page.getByTestId('sticky') });
}

async function namesOf(nodes: Locator): Promise<string[]> {
	return await nodes.evaluateAll((found) => found.map((node) => node.getAttribute('data-node-name') ?? 'a node').sort());
}
