import type { IDataObject, INode, INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { nodeTypes } from './package.mts';
import { buildWorkflow, NODE_NAME } from './run.mts';

let description: INodeTypeDescription;
beforeAll(async () => {
	description = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo').description;
});

const INTERACTIVE: IDataObject = { messageType: 'whatsapp', whatsappType: 'interactive' };

const MAPPED: IDataObject = { templateVariables: { mappingMode: 'autoMapInputData' } };

/** The contents of a message; those of a WhatsApp message are apart. */
const CONTENTS: IDataObject[] = [
	{ messageType: 'sms', sender: 'number' },
	{ messageType: 'sms', sender: 'powerpack' },
	...['url', 'binary', 'mediaId'].map((mediaSource) => ({ messageType: 'mms', sender: 'number', mediaSource })),
	...['text', 'location'].map((whatsappType) => ({ messageType: 'whatsapp', whatsappType })),
	...['text', 'location', 'media', 'interactive'].flatMap((whatsappType) =>
		['account', 'fields', 'json'].map((templateMode) => ({ messageType: 'whatsapp', whatsappType, ifOutside24Hours: 'sendTemplate', templateMode })),
	),
	...['url', 'binary'].map((mediaSource) => ({ messageType: 'whatsapp', whatsappType: 'media', mediaSource })),
	...['account', 'fields', 'json'].map((templateMode) => ({ messageType: 'whatsapp', whatsappType: 'template', templateMode })),
	...[{ whatsappType: 'template' }, { whatsappType: 'text', ifOutside24Hours: 'sendTemplate' }].map((content) => ({
		...{ messageType: 'whatsapp', ...content, templateMode: 'account', ...MAPPED },
	})),
	...['reply', 'list', 'cta_url'].flatMap((interactiveType) =>
		['none', 'text', 'media'].map((headerType) => ({
			...{ ...INTERACTIVE, interactiveMode: 'fields', interactiveType, headerType, headerMediaSource: 'url', listRowsFrom: 'fields' },
		})),
	),
	{ ...INTERACTIVE, interactiveMode: 'fields', interactiveType: 'reply', headerType: 'media', headerMediaSource: 'binary' },
	{ ...INTERACTIVE, interactiveMode: 'fields', interactiveType: 'list', headerType: 'none', listRowsFrom: 'array' },
	{ ...INTERACTIVE, interactiveMode: 'json' },
];

const SEND = { resource: 'message', operation: 'send' };
const WAIT = { resource: 'message', operation: 'sendAndWait' };

const ANSWERS: IDataObject[] = [
	{ responseType: 'approval' },
	{ responseType: 'freeText' },
	...['fields', 'array'].map((choicesFrom) => ({ responseType: 'choice', choicesFrom })),
];
const WAYS_TO_ANSWER = ['link', 'linkButton', 'buttons', 'templateLink', 'templateButtons'];

const VISIBLE_WHEN: IDataObject[] = [
	...CONTENTS.map((content) => ({ ...SEND, ...content })),
	...CONTENTS.map((content) => ({ ...WAIT, waitFor: 'delivery', ...content })),
	...ANSWERS.flatMap((answer) => [
		{ ...WAIT, waitFor: 'response', messageType: 'sms', sender: 'number', ...answer },
		...WAYS_TO_ANSWER.map((answerWith) => ({ ...WAIT, waitFor: 'response', messageType: 'whatsapp', answerWith, ...answer })),
	]),
	{ ...WAIT, waitFor: 'response', messageType: 'whatsapp', answerWith: 'templateButtons', ...MAPPED },
	{ resource: 'message', operation: 'get' },
	{ resource: 'message', operation: 'list', returnAll: false },
	{ resource: 'message', operation: 'list', returnAll: true },
	{ resource: 'message', operation: 'listMedia', download: false },
	{ resource: 'message', operation: 'listMedia', download: true },
	{ resource: 'message', operation: 'reportConversion' },
	{ resource: 'media', operation: 'upload' },
	{ resource: 'media', operation: 'get', download: false },
	{ resource: 'media', operation: 'get', download: true },
	{ resource: 'media', operation: 'list', returnAll: false },
	{ resource: 'template', operation: 'get' },
	{ resource: 'template', operation: 'list', returnAll: false },
];

/** The fields that the editor shows for these parameters, in order. */
function visible(parameters: IDataObject, of = description): INodeProperties[] {
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters as never, property, { typeVersion: 1 }, of),
	);
}

describe('the panel of the node', () => {
	it('shows each label and each name once', () => {
		for (const parameters of VISIBLE_WHEN) {
			const shown = visible(parameters);
			expect(new Set(shown.map(({ name }) => name)).size).toBe(shown.length);
			expect(new Set(shown.map(({ displayName }) => displayName)).size).toBe(shown.length);
		}
	});

	it('has nothing for an agent that waits for approval which does nothing there', () => {
		const tool = { ...description, name: `${description.name}HitlTool` };
		expect(visible({ ...WAIT, messageType: 'sms', sender: 'number', responseType: 'approval' }, tool).map(({ name }) => name)).toEqual([
			...['resource', 'operation', 'messageType', 'sender', 'from', 'to', 'message', 'responseType', 'approvalOptions'],
			...['additionalFields', 'options'],
		]);
	});

	it('asks for a question by SMS, whatever Answer With was before that', () => {
		const names = (answerWith: string) => visible({ ...WAIT, waitFor: 'response', messageType: 'sms', sender: 'number', responseType: 'approval', answerWith }).map(({ name }) => name);
		for (const way of WAYS_TO_ANSWER) expect(names(way)).toEqual(names('link'));
		expect(names('link')).toContain('message');
	});

	it('has no field that is never shown', () => {
		const shown = new Set(VISIBLE_WHEN.flatMap((parameters) => visible(parameters)));
		expect(description.properties.filter((property) => !shown.has(property))).toEqual([]);
	});

	it('asks for a message in the order in which people think of it', () => {
		expect(visible(VISIBLE_WHEN[0] ?? {}).map(({ name }) => name)).toEqual([
			'resource',
			'operation',
			'messageType',
			'sender',
			'from',
			'to',
			'text',
			'additionalFields',
			'options',
		]);
		expect(visible(VISIBLE_WHEN[1] ?? {}).map(({ name }) => name)).toContain('powerpack');
	});

	it('keeps the names that saved workflows hold', () => {
		const operation = description.properties.find(({ name }) => name === 'operation');
		expect((operation?.options as INodePropertyOptions[]).map(({ value }) => value)).toEqual([
			'get',
			'list',
			'listMedia',
			'reportConversion',
			'send',
			'sendAndWait',
		]);
		const additional = description.properties.find(({ name }) => name === 'additionalFields');
		expect(additional?.options?.map(({ name }) => name)).toEqual([
			'log',
			'message_expiry',
			'reference',
			'trackable',
			'method',
			'url',
			'dlt_entity_id',
			'dlt_template_category',
			'dlt_template_id',
		]);
		const options = description.properties.find(({ name }) => name === 'options');
		expect([...new Set(options?.options?.map(({ name }) => name))]).toEqual([
			...['allowRepeats', 'broadcast', 'defaultCountry', 'fixLineBreaks', 'ifOutcomeUnknown', 'limitWaitTime', 'linkExpiry', 'concurrency', 'requestsPer5Seconds', 'smartEncoding', 'validateOnly'],
		]);
	});

	it('says on the canvas what it does: operation and resource, or what starts the trigger', async () => {
		const subtitle = async (type: string) => (await nodeTypes()).getByNameAndVersion(`n8n-nodes-plivo.${type}`).description.subtitle;
		expect(await subtitle('plivo')).toBe('={{ $parameter["operation"] + ": " + $parameter["resource"] }}');
		expect(await subtitle('plivoTrigger')).toBe('={{ $parameter["events"].join(", ") }}');
	});

	it.each<[INode['parameters'], string]>([
		[{}, ''],
		[{ operation: 'list' }, ''],
		[{ operation: 'sendAndWait' }, "Execution will continue after the user's response"],
		[{ operation: 'sendAndWait', waitFor: 'response' }, "Execution will continue after the user's response"],
		[{ operation: 'sendAndWait', waitFor: 'delivery' }, 'Execution will continue when the message is delivered, or when it fails'],
		[{ operation: 'sendAndWait', waitFor: 'delivery', waitUntil: 'sent' }, 'Execution will continue when the message is sent, or when it fails'],
		[{ operation: 'sendAndWait', waitFor: 'delivery', waitUntil: 'read' }, 'Execution will continue when the message is read, or when it fails'],
	])('says on the canvas what it waits for: %j', async (parameters, said) => {
		const workflow = await buildWorkflow({ parameters, credentials: { authId: '', authToken: '', baseUrl: '' } });
		const node = workflow.getNode(NODE_NAME) as INode;
		const tooltip = description.waitingNodeTooltip ?? '';
		expect(await workflow.expression.getSimpleParameterValue(node, tooltip, 'internal', { $execution: { id: '1', mode: 'test' } } as never)).toBe(said);
	});

	it('makes a new trigger of the version that n8n answers quickly, and still knows the first', async () => {
		const { description } = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivoTrigger');
		expect([description.version, description.defaultVersion]).toEqual([[1, 1.1], 1.1]);
	});

	it('describes itself to an agent as what it does', async () => {
		const node = { parameters: { resource: 'message', operation: 'send' }, name: 'Plivo Messaging', typeVersion: 1 };
		expect(NodeHelpers.makeDescription(node.parameters, description)).toBe('Send message in Plivo Messaging');
		expect(description.usableAsTool).toBe(true);
	});
});

describe('a field that decides which others are required', () => {
	/** All lists of fields, also those within collections. */
	function lists(fields: INodeProperties[]): INodeProperties[][] {
		const within = fields.flatMap(({ type, options = [] }) => {
			if (type === 'fixedCollection') return options.flatMap((group) => ('values' in group ? lists(group.values) : []));
			return type === 'collection' ? lists(options as INodeProperties[]) : [];
		});
		return [fields, ...within];
	}

	it('takes no expression: n8n then shows them all, and asks for all of them', () => {
		const offering = lists(description.properties).flatMap((fields) => {
			const deciding = new Set(fields.filter(({ required }) => required).flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {})));
			return fields.filter(({ name, noDataExpression }) => deciding.has(name) && noDataExpression !== true);
		});
		expect(offering.map(({ displayName, name }) => `${displayName} (${name})`)).toEqual([]);
	});
});
