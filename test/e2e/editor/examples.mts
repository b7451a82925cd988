import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import type { Check } from '../checks/checks.mts';
import type { Workflow } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import type { Session } from './session.mts';

/** That every example opens in the editor with nothing missing. Whether it works is found out by test/e2e/checks/exampleChecks.mts. */
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

/** All nodes of the workflow are there, and none else: not those of the one before, in the same tab. */
async function expectNodes(page: Page, { nodes }: Workflow): Promise<void> {
	const wanted = nodes.filter(({ type }) => !type.endsWith('.stickyNote')).map(({ name }) => name).sort();
	let drawn: Array<string | null> = [];
	const areDrawn = async () => {
		drawn = await nodesOn(page).evaluateAll((found) => found.map((node) => node.getAttribute('data-node-name')).sort());
		return isDeepStrictEqual(drawn, wanted);
	};
	await until('its nodes are drawn', areDrawn).catch(() => assert.deepEqual(drawn, wanted));
}

/** A node is drawn before its handles are, so that it may look like one with which something is wrong at first. */
async function expectNoWarnings(page: Page): Promise<void> {
	let warned: string[] = [];
	const isFree = async () => (warned = await warningsOn(page)).length === 0;
	await until('no node has a warning', isFree).catch(() => assert.deepEqual(warned, []));
}

/** Nodes that n8n does not know, in this version or at all, and those with which it finds something wrong. */
async function warningsOn(page: Page): Promise<string[]> {
	const nodes = nodesOn(page);
	const warned = nodes.filter({ has: page.getByTestId(/^(node-issues|node-not-installed)$/) });
	// Of a version that it does not know n8n says nothing, but nothing can be tied to such a node either.
	const loose = nodes.filter({ hasNot: page.getByTestId(/^canvas-node-(input|output)-handle$/) });
	return await warned.or(loose).evaluateAll((found) => found.map((node) => node.getAttribute('data-node-name') ?? 'a node'));
}

function nodesOn(page: Page): Locator {
	return page.getByTestId('canvas-node').filter({ hasNot: page.getByTestId('sticky') });
}
