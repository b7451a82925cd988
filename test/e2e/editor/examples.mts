import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import type { Check } from '../checks/checks.mts';
import type { Workflow } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import type { Session } from './session.mts';

/** Checks that every example opens in the editor with nothing missing. test/e2e/checks/exampleChecks.mts checks whether it works. */
export function examplePages(session: Session): Check[] {
	const { playground, pictures } = session;
	return [...playground.examples].map(([file, workflow]) =>
		session.check(`${file} opens in the editor without a warning`, async (editor) => {
			const { page } = editor;
			await editor.openWorkflow(workflow);
			await expectNodes(page, workflow);
			await expectNoWarnings(page);
			await editor.showAll();
			await pictures.take(page, `example-${file.replace('.json', '')}`);
		}),
	);
}

/** Waits until exactly the nodes of this workflow are drawn, and not those of the previous one in the same tab. */
async function expectNodes(page: Page, { nodes }: Workflow): Promise<void> {
	const wanted = nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ name }) => name).sort();
	let drawn: Array<string | null> = [];
	const areDrawn = async () => {
		drawn = await nodesOn(page).evaluateAll((found) => found.map((node) => node.getAttribute('data-node-name')).sort());
		return isDeepStrictEqual(drawn, wanted);
	};
	await until('its nodes are drawn', areDrawn).catch(() => assert.deepEqual(drawn, wanted));
}

/** A node is drawn before its handles, so at first it may look as if something is wrong with it. */
async function expectNoWarnings(page: Page): Promise<void> {
	let warned: string[] = [];
	const isFree = async () => (warned = await warningsOn(page)).length === 0;
	await until('no node has a warning', isFree).catch(() => assert.deepEqual(warned, []));
}

/** Nodes that n8n doesn't know, in this version or at all, and nodes that it finds problems with. */
async function warningsOn(page: Page): Promise<string[]> {
	const nodes = nodesOn(page);
	const warned = nodes.filter({ has: page.getByTestId(/^(node-issues|node-not-installed)$/) });
	// n8n doesn't report an unknown version of a node, but such a node can't be connected.
	const loose = nodes.filter({ hasNot: page.getByTestId(/^canvas-node-(input|output)-handle$/) });
	return await warned.or(loose).evaluateAll((found) => found.map((node) => node.getAttribute('data-node-name') ?? 'a node'));
}

function nodesOn(page: Page): Locator {
	return page.getByTestId('canvas-node').filter({ hasNot: page.getByTestId('sticky') });
}
