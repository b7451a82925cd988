import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { PlivoMessagingApi } from '../../../credentials/PlivoMessagingApi.credentials';
import { Plivo } from '../../../nodes/Plivo/Plivo.node';
import { PlivoTrigger } from '../../../nodes/Plivo/PlivoTrigger.node';
import { readPage, root, tablesOf } from './markdown.mts';

/** What our own panels show. */
const labels = new Set<string>();
collect([...new Plivo().description.properties, ...new PlivoTrigger().description.properties, ...new PlivoMessagingApi().properties]);
for (const { displayName } of [new Plivo().description, new PlivoTrigger().description, new PlivoMessagingApi()]) labels.add(displayName);

function collect(fields: Array<INodeProperties | INodePropertyCollection | INodePropertyOptions>): void {
	for (const field of fields) {
		labels.add('displayName' in field ? field.displayName : field.name);
		if ('options' in field && Array.isArray(field.options)) collect(field.options);
		if ('values' in field) collect(field.values);
		if ('typeOptions' in field) labels.add(field.typeOptions?.multipleValueButtonText ?? '');
		if ('placeholder' in field && field.placeholder?.startsWith('Add ')) labels.add(field.placeholder);
	}
}
/** Names of n8n's own, as n8n 2.41 shows them; and of Twilio's node, in the page on moving. */
const OTHERS = [
	...['Execute step', 'Listen for test event', 'Executions', 'Settings', 'Execute Once', 'On Error', 'Retry On Fail', 'Publish'],
	...['Retry with currently saved workflow', 'Save execution progress', 'Save successful production executions', 'Timeout Workflow'],
	...['Webhook URLs', 'Production URL', 'Test URL'],
	...['Aggregate', 'Data table', 'Edit Fields', 'HTTP Request', 'If', 'Loop Over Items', 'Remove Duplicates', 'Switch', 'Plivo', 'Twilio', 'Twilio Trigger'],
	...['Account SID', 'Call', 'Make', 'Status Callback', 'To Whatsapp'],
];

const pages = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'));

describe('what stands in bold', () => {
	it.each(pages)('in %s is a name that people see, or ends like a sentence', (page) => {
		const bold = [...readPage(`docs/${page}`).matchAll(/(?<![\\*])\*\*([^*\n]+)\*\*/g)].flatMap(([, text = '']) => text.split(' → '));
		const unknown = bold.filter((text) => !/[.:?!,]$/.test(text) && !labels.has(text) && !OTHERS.includes(text));
		expect(unknown).toEqual([]);
	});
});

/** Tables whose first column names what the panel shows. */
const LISTS = /^(Option|Template From|Field,What to enter)(,|$)/;

describe('a table of fields or options', () => {
	it('has their names as the panel shows them', () => {
		const named = pages
			.flatMap((page) => tablesOf(readPage(`docs/${page}`)))
			.filter(({ head }) => LISTS.test(head.join()))
			.flatMap(({ rows }) => rows.map(([first = '']) => first));
		expect(named.length).toBeGreaterThan(15);
		expect(named.filter((name) => !labels.has(name))).toEqual([]);
	});
});
