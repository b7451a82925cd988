import { composeTemplateJson } from '../../../nodes/Plivo/content/whatsapp/template/templateJson';
import { findTemplate, fitsTemplate } from '../../../sandbox/messages/whatsapp/templateMatch.mts';
import type { SentTemplate } from '../../../sandbox/messages/whatsapp/templateSchema.mts';
import { templates } from '../../../sandbox/templates.mts';
import { readPage } from './markdown.mts';

const blocks = [...readPage('docs/templates.md').matchAll(/^```json\n([^]*?)^```/gm)].map(([, text = '']): [string] => [text]);

describe('docs/templates.md', () => {
	it('shows templates as JSON', () => expect(blocks.length).toBeGreaterThan(2));

	it.each(blocks)('shows one that the node takes, and that the stand-in sends: %s', (text) => {
		const { template } = composeTemplateJson((name) => (name === 'templateJson' ? text : ''));
		const sent = template as SentTemplate;
		expect(fitsTemplate(sent, findTemplate(sent, templates))).toBe(true);
	});
});
