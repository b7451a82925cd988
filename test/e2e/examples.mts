import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Check } from '../../playground/checks.mts';
import type { Session } from './session.mts';

/** That every example opens in the editor with nothing missing. Whether it works is found out by playground/exampleChecks.mts. */
export function examplePages(session: Session): Check[] {
	const { playground, pictures } = session;
	return [...playground.examples].map(([file, { id, nodes }]) =>
		session.check(`${file} opens in the editor without a warning`, async (editor) => {
			const { page } = editor;
			await editor.openWorkflow(id);
			await editor.showAll();
			for (const { name } of nodes.filter(({ type }) => !type.endsWith('.stickyNote'))) await editor.node(name).waitFor();
			assert.deepEqual(await warningsOn(page), []);
			await pictures.take(page, `example-${file.replace('.json', '')}`, page.getByTestId('canvas'));
		}),
	);
}

/** What n8n finds wrong with nodes, and nodes that it does not know. */
async function warningsOn(page: Page): Promise<string[]> {
	const warned = page.getByTestId('canvas-node').filter({ has: page.getByTestId('node-issues') });
	return await warned.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name') ?? 'a node'));
}
