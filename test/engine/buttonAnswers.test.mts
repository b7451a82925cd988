import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/server.mts';
import { startSandbox } from '../../sandbox/server.mts';
import type { FormParams } from '../../sandbox/signature.mts';
import { templates, wabaId } from '../../sandbox/templates.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { until } from '../until.mts';
import { nodeTypes } from './package.mts';
import { additionalData, buildWorkflow, failure, NODE_NAME, nodeContext, runNode, type RunOptions } from './run.mts';
import { against, FROM, recipient } from './sms.mts';
import { logged } from './trigger/logged.mts';
import { call } from './trigger/plivoCalls.mts';
import { TriggerNode, triggerParameters, type TriggerSetup } from './trigger/triggerNode.mts';
import { WaitingNode } from './waitingNode.mts';

const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
const MANY = Array.from({ length: 10 }, (_, n) => ({ title: `Time ${n + 1}`, id: `t${n + 1}`, ...(n === 0 && { description: 'With Dr. Jones' }) }));

let sandbox: Sandbox;
const opened: Array<{ close(): unknown }> = [];
let count = 0;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.openConversation(recipient(0));
});
afterEach(async () => {
	for (const one of opened.splice(0)) await one.close();
	sandbox.reset();
	jest.restoreAllMocks();
});
afterAll(async () => await sandbox.close());

function asking(parameters: IDataObject = {}, more: Partial<RunOptions> = {}): RunOptions {
	const base = { resource: 'message', operation: 'sendAndWait', messageType: 'whatsapp', answerWith: 'buttons', to: recipient(0) };
	const from = { __rl: true, mode: 'number', value: FROM };
	return against(sandbox, { parameters: { ...base, from, message: 'May we ship?', ...parameters }, ...more });
}

const twoButtons = { approvalOptions: { values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'No' } } };

/** The payloads of a sent question, in order. */
function payloads(): string[] {
	const { interactive, template } = sandbox.accepted.at(-1)?.body ?? {};
	return [...JSON.stringify({ interactive, template }).matchAll(/"(n8n1\.[^"]+)"/g)].map(([, payload = '']) => payload);
}

interface Asked {
	waiting: WaitingNode;
	trigger: TriggerNode;
	payloads: string[];
	uuid: string;
}

async function ask(parameters: IDataObject = {}, { options = {}, ...setup }: Partial<TriggerSetup> & { options?: IDataObject } = {}): Promise<Asked> {
	const waiting = await WaitingNode.start(asking(parameters));
	opened.push(waiting);
	const sent = payloads();
	const uuid = sandbox.accepted.at(-1)?.message_uuid[0] ?? '';
	return { waiting, trigger: await listen(waiting, { options, ...setup }), payloads: sent, uuid };
}

async function listen(waiting: WaitingNode, { options = {}, ...setup }: Partial<TriggerSetup> & { options?: IDataObject } = {}): Promise<TriggerNode> {
	count += 1;
	const parameters = triggerParameters({ registration: 'manual', options });
	const trigger = await TriggerNode.start(sandbox, {
		...{ parameters, workflowId: `answers-${count}`, nodeId: `answers-${count}`, waitingBaseUrl: waiting.waitingBaseUrl },
		...setup,
	});
	opened.push(trigger);
	await trigger.activate();
	return trigger;
}

let presses = 0;

async function press(trigger: TriggerNode, payload: string | undefined, changes: FormParams = {}) {
	presses += 1;
	const params: FormParams = {
		...{ From: recipient(0), To: FROM, Type: 'whatsapp', ContentType: 'button', MessageUUID: `press-${presses}` },
		...{ 'Button[Text]': 'Yes', 'Button[Payload]': payload ?? '' },
		...changes,
	};
	return await call({ url: trigger.url(), token: sandbox.account.authToken, params });
}

describe('a question with WhatsApp buttons', () => {
	it('has a button for each answer, and none of them shows a link', async () => {
		const run = await runNode(asking(twoButtons));
		expect(run.status).toBe('waiting');
		const { body } = sandbox.accepted[0] ?? {};
		expect(body).toEqual({
			...{ src: FROM, dst: recipient(0), type: 'whatsapp' },
			interactive: {
				type: 'reply',
				body: { text: 'May we ship?' },
				action: { buttons: [{ title: 'Yes', id: expect.stringMatching(/^n8n1\./) }, { title: 'No', id: expect.stringMatching(/^n8n1\./) }] },
			},
		});
		expect(JSON.stringify(body)).not.toMatch(/https?:/);
		expect(nodeContext(run)).toMatchObject({ waiting: { byButton: true, to: `+${recipient(0)}`, question: { choices: [{ id: 'approve' }, { id: 'disapprove' }] } } });
	});

	it('becomes a list if the choices are many, long, or have a description', async () => {
		const choices = (list: IDataObject[]) => ({ responseType: 'choice', choices: { choices: list } });
		const typeOf = async (list: IDataObject[]) => {
			await runNode(asking(choices(list)));
			return sandbox.accepted.at(-1)?.body.interactive?.type;
		};
		expect(await typeOf([{ title: 'One' }, { title: 'Two' }, { title: 'Three' }])).toBe('reply');
		expect(await typeOf([{ title: 'x'.repeat(20) }])).toBe('reply');
		expect(await typeOf([{ title: 'x'.repeat(21) }])).toBe('list');
		expect(await typeOf([{ title: 'One', description: 'more' }])).toBe('list');
		expect(await typeOf(MANY)).toBe('list');
		expect(payloads()).toHaveLength(10);
		expect(sandbox.accepted.at(-1)?.body.interactive).toMatchObject({ action: { buttons: [{ title: 'Choose' }], sections: [{ rows: [{ title: 'Time 1', description: 'With Dr. Jones' }, {}, {}, {}, {}, {}, {}, {}, {}, {}] }] } });
	});

	it('takes its choices from an array', async () => {
		await runNode(asking({ responseType: 'choice', choicesFrom: 'array', choiceArray: '={{ $json.times }}' }, { items: [{ times: ['10:00', '11:00'] }] }));
		expect(sandbox.accepted[0]?.body.interactive).toMatchObject({ type: 'reply', action: { buttons: [{ title: '10:00' }, { title: '11:00' }] } });
	});

	it('can open the page by a button instead', async () => {
		await runNode(asking({ answerWith: 'linkButton', linkButtonTitle: 'Decide' }));
		expect(sandbox.accepted[0]?.body.interactive).toEqual({
			type: 'cta_url',
			body: { text: 'May we ship?' },
			action: { buttons: [{ title: 'Decide', cta_url: expect.stringMatching(/\/webhook-waiting\/1\/node-1\?run=0&signature=/) }] },
		});
	});

	it('shows choices in the order of their array, whatever sections that has', async () => {
		const choiceArray = [['A', 'x'], ['B', 'y'], ['C', ''], ['D', 'x']].map(([title = '', section = '']) => ({ title, section, id: title.toLowerCase() }));
		const parameters = { responseType: 'choice', choicesFrom: 'array', choiceArray };
		const { waiting, trigger, payloads: rows } = await ask(parameters);
		expect(sandbox.accepted.at(-1)?.body.interactive).toMatchObject({ action: { sections: [{ rows: ['A', 'B', 'C', 'D'].map((title) => ({ title })) }] } });
		await press(trigger, rows[3]);
		expect(waiting.resumed).toMatchObject([{ data: { choice: 'd', text: 'D' } }]);
	});

	const times = ['Monday', 'Tuesday'].map((section) => ({ title: '10:00', id: section, section }));
	const wrong: Array<[string, IDataObject, string]> = [
		['two equal titles in different sections', { responseType: 'choice', choicesFrom: 'array', choiceArray: times }, '\'Choices, Row 2, Title\' is "10:00", the same as that of Choices, Row 1; WhatsApp allows each title only once'],
		['free text', { responseType: 'freeText' }, "'Response Type' is Free Text, which can't be answered with a button"],
		['a label that is too long', { approvalOptions: { values: { approveLabel: 'x'.repeat(21) } } }, "'Approve Button Label' is 21 characters long; WhatsApp allows 20"],
		['two equal labels', { approvalOptions: { values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'Yes' } } }, '\'Disapprove Button Label, Title\' is "Yes", the same as that of Approve Button Label; WhatsApp allows each title only once'],
		['no choice', { responseType: 'choice' }, "'Choices' is empty"],
		['eleven choices', { responseType: 'choice', choicesFrom: 'array', choiceArray: [...MANY, { title: 'More' }] }, "'Choices' contains 11 rows; WhatsApp allows up to 10"],
		['two equal choices', { responseType: 'choice', choices: { choices: [{ title: 'A' }, { title: 'A' }] } }, '\'Choice 2, Title\' is "A", the same as that of Choice 1; WhatsApp allows each title only once'],
		['a question that is too long', { message: 'x'.repeat(1_025) }, "'Message' is 1,025 characters long; the limit is 1,024"],
		['an unknown way', { answerWith: 'smoke' }, '\'Answer With\' is "smoke", which isn\'t one of its options'],
	];

	it.each(wrong)('refuses %s before anything is sent', async (_, parameters, message) => {
		expect(failure(await runNode(asking(parameters))).message).toBe(message);
		expect(sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	it('refuses a node whose ID leaves no room for it', async () => {
		const run = await runNode(asking({}, { settings: { id: 'x'.repeat(90) } }));
		expect(failure(run).message).toBe("'Answer With' is a way that can't carry the ID of this node, because it is too long");
	});
});

describe('a template that asks', () => {
	const template = (name: string) => {
		const { template_id: id } = sandbox.templates.find((one) => one.name === name) ?? {};
		return { wabaId, template: { __rl: true, mode: 'id', value: id } };
	};
	const values = (value: IDataObject) => ({ templateVariables: { mappingMode: 'defineBelow', value } });
	const order = values({ 'body.1': 'Sam', 'body.2': 'A-1', 'body.3': 'Monday' });

	it('is answered by its quick replies, also where no conversation is open', async () => {
		sandbox.reset();
		const { waiting, trigger, payloads: sent } = await ask({ answerWith: 'templateButtons', message: '', ...template('delivery_day'), ...order });
		expect(sent).toHaveLength(2);
		expect(sandbox.accepted[0]?.body).toMatchObject({ template: { name: 'delivery_day', components: [{ type: 'body' }, { type: 'button', sub_type: 'quick_reply', index: '0' }, { index: '1' }] } });
		await press(trigger, sent[1]);
		expect(waiting.resumed).toMatchObject([{ data: { approved: false } }]);
	});

	it.each(positionsOf('template-components'))('is asked with its values and payloads, or not at all, with template-components=%s', async (form) => {
		sandbox.variants['template-components'] = form;
		const run = await runNode(asking({ answerWith: 'templateButtons', message: '', ...template('delivery_day'), ...order }));
		expect(run.status).toBe(form === 'none' ? 'error' : 'waiting');
		expect(payloads()).toHaveLength(form === 'none' ? 0 : 2);
		if (form !== 'none') return;
		expect(failure(run).message).toBe('\'Template\' is "delivery_day", and Plivo\'s description of its components can\'t be read');
		expect(sandbox.accepted).toEqual([]);
	});

	it('has its own replies as choices', async () => {
		const { waiting, trigger, payloads: sent } = await ask({ answerWith: 'templateButtons', responseType: 'choice', ...template('delivery_day'), ...order });
		await press(trigger, sent[1]);
		expect(waiting.resumed).toMatchObject([{ data: { choice: 'Reschedule', text: 'Reschedule' } }]);
	});

	it('opens the page by its button', async () => {
		const buttons = [{ type: 'URL' as const, text: 'Answer', url: 'http://127.0.0.1:5678/webhook-waiting/{{1}}' }];
		sandbox.templates.push({ template_id: '77', status: 'APPROVED', name: 'ask', language: 'en_US', category: 'UTILITY', components: [{ type: 'BODY', text: 'A question' }, { type: 'BUTTONS', buttons }] });
		await runNode(asking({ answerWith: 'templateLink', ...template('ask'), ...values({}) }));
		expect(sandbox.accepted[0]?.body.template).toMatchObject({
			components: [{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: expect.stringMatching(/^1\/node-1\?run=0&signature=[0-9a-f]{64}$/) }] }],
		});
	});

	it.each([
		['without quick replies', { answerWith: 'templateButtons', name: 'appointment_reminder' }, /which has no quick replies$/],
		['without a link', { answerWith: 'templateLink', name: 'delivery_day' }, /which has no button whose address has a variable$/],
		['whose link goes elsewhere', { answerWith: 'templateLink', name: 'shipping_photo' }, /whose button opens https:\/\/example\.com\/track\/\{\{1\}\}, which isn't this n8n$/],
	])('%s is refused before anything is sent', async (_, { answerWith, name }, message) => {
		const variables = values({ 'body.1': 'a', 'body.2': 'b', 'body.3': 'c', 'header.media': 'https://example.com/a.png' });
		const { message: text, description } = failure(await runNode(asking({ answerWith, ...template(name), ...variables })));
		expect(text).toMatch(message);
		expect(description).toMatch(/^Pick a template/);
		expect(sandbox.accepted).toEqual([]);
	});

	it('does not ask for what the node fills in itself', async () => {
		const ids = async (parameters: IDataObject) => {
			const type = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo');
			const options = asking({ ...template('delivery_day'), ...parameters });
			const workflow = await buildWorkflow(options);
			const node = workflow.getNode(NODE_NAME);
			if (node === null) throw new Error('The workflow lost its node');
			const context = new LoadOptionsContext(workflow, node, { ...additionalData(options), currentNodeParameters: node.parameters }, '');
			return (await type.methods?.resourceMapping?.getTemplateVariables?.call(context))?.fields.map(({ id }) => id);
		};
		expect(await ids({ answerWith: 'templateButtons' })).toEqual(['body.1', 'body.2', 'body.3']);
		expect(await ids({ operation: 'send' })).toEqual(['body.1', 'body.2', 'body.3', 'button.0.payload', 'button.1.payload']);
	});
});

describe('a press', () => {
	it('continues the execution with the answer, and starts no other', async () => {
		const { waiting, trigger, payloads: [yes, no], uuid } = await ask(twoButtons);
		expect(no).toBeDefined();
		expect(await press(trigger, yes)).toMatchObject({ status: 200, body: EMPTY });
		expect(waiting.resumed).toEqual([
			{ data: { approved: true, responded_at: expect.any(String) }, timed_out: false, message_uuid: uuid, to: `+${recipient(0)}`, answered_by: `+${recipient(0)}` },
		]);
		expect(trigger.executions).toEqual([]);
	});

	it('of the second button disapproves', async () => {
		const { waiting, trigger, payloads: [, no] } = await ask(twoButtons);
		await press(trigger, no);
		expect(waiting.resumed).toMatchObject([{ data: { approved: false } }]);
	});

	it('of a row chooses', async () => {
		const { waiting, trigger, payloads: rows } = await ask({ responseType: 'choice', choices: { choices: MANY } });
		await press(trigger, rows[9]);
		expect(waiting.resumed).toMatchObject([{ data: { choice: 't10', text: 'Time 10' } }]);
	});

	it('also starts the workflow of the trigger if the option says so, without the secret of the button', async () => {
		const { waiting, trigger, payloads: [yes] } = await ask(twoButtons, { options: { startOnAnswers: true, raw: true } });
		expect(await press(trigger, yes)).toMatchObject({ status: 200, body: EMPTY });
		expect(waiting.resumed).toHaveLength(1);
		expect(trigger.executions).toMatchObject([[{ json: { event: 'message', button: { text: 'Yes', payload: expect.stringMatching(/^n8n1\.1\.0\.…\.0\./) } } }]]);
		const secret = /^n8n1\.1\.0\.([\w-]{43})\./.exec(yes ?? '')?.[1];
		expect(secret).toBeDefined();
		expect(JSON.stringify(trigger.executions)).not.toContain(secret);
	});

	it('that Plivo repeats changes nothing, and gets no reply', async () => {
		const { waiting, trigger, payloads: [yes] } = await ask(twoButtons, { options: { closedReply: 'Closed.' } });
		for (let i = 0; i < 3; i++) expect(await press(trigger, yes, { MessageUUID: 'same' })).toMatchObject({ status: 200, body: EMPTY });
		expect(waiting.resumed).toHaveLength(1);
		expect(sandbox.accepted).toHaveLength(1);
	});

	it('at the same moment as another counts once', async () => {
		const { waiting, trigger, payloads: [yes, no] } = await ask(twoButtons);
		const statuses = await Promise.all([press(trigger, yes), press(trigger, no), press(trigger, yes)]);
		expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(waiting.resumed).toHaveLength(1);
	});

	it.each([
		['5215512345678', '525512345678'],
		['525512345678', '5215512345678'],
		['5511987654321', '551187654321'],
		['5491123456789', '541123456789'],
	])('of %s counts for %s, because WhatsApp writes some numbers in another form', async (from, to) => {
		sandbox.openConversation(to.replace(/^521/, '52'));
		const { waiting, trigger, payloads: [yes] } = await ask({ to: to.replace(/^521/, '52') });
		await press(trigger, yes, { From: from });
		expect(waiting.resumed).toHaveLength(1);
	});
});

describe('a press that Plivo passes on,', () => {
	/** Somebody presses a button of the question. */
	async function pressed({ trigger, uuid }: Asked, text: string, payload = ''): Promise<void> {
		sandbox.setWhatsappWebhook(FROM, { url: trigger.url() });
		const message = sandbox.receive({ from: recipient(0), to: FROM, type: 'whatsapp', button: { text, payload }, context: { messageUuid: uuid } });
		await until(() => sandbox.callbacks.find(({ messageUuid }) => messageUuid === message)?.status === 200);
	}

	const { template_id: deliveryDay } = templates.find(({ name }) => name === 'delivery_day') ?? {};
	const values = { mappingMode: 'defineBelow', value: { 'body.1': 'Sam', 'body.2': 'A-1', 'body.3': 'Monday' } };
	const ofTemplate = { wabaId, template: { __rl: true, mode: 'id', value: deliveryDay }, templateVariables: values };
	const kinds: Array<[string, IDataObject, string, IDataObject]> = [
		['a button', twoButtons, 'No', { approved: false }],
		['a row', { responseType: 'choice', choices: { choices: MANY } }, 'Time 2', { choice: 't2', text: 'Time 2' }],
		['a quick reply', { answerWith: 'templateButtons', responseType: 'choice', ...ofTemplate }, 'Reschedule', { choice: 'Reschedule' }],
	];
	const signatures = positionsOf('message-signature');

	describe.each(positionsOf('press-parts'))('with press-parts=%s', (parts) => {
		it.each(kinds)('and press-id=sent, answers the question: %s', async (_, parameters, text, data) => {
			sandbox.variants['press-parts'] = parts;
			const asked = await ask(parameters);
			await pressed(asked, text, asked.payloads[1]);
			expect(asked.waiting.resumed).toMatchObject([{ data, answered_by: `+${recipient(0)}` }]);
			expect(asked.trigger.executions).toEqual([]);
			expect(sandbox.accepted).toHaveLength(1);
		});

		// Without the ID, nobody can tell which execution is meant: two may have asked the same person the same.
		it.each(kinds)('and press-id=missing, is an ordinary message that starts the trigger, and the question stays open: %s', async (_, parameters, text) => {
			Object.assign(sandbox.variants, { 'press-parts': parts, 'press-id': 'missing' });
			const asked = await ask(parameters);
			await pressed(asked, text, asked.payloads[1]);
			expect(asked.waiting.calls).toBe(0);
			expect(asked.trigger.executions).toMatchObject([[{ json: { button: { text, payload: null }, context: { message_uuid: asked.uuid } } }]]);
			expect(sandbox.accepted).toHaveLength(1);
		});
	});

	it.each(signatures)('with message-signature=%s, answers the question', async (signature) => {
		sandbox.variants['message-signature'] = signature;
		const asked = await ask(twoButtons);
		await pressed(asked, 'Yes', asked.payloads[0]);
		expect(asked.waiting.resumed).toMatchObject([{ data: { approved: true } }]);
	});
});

describe.each(positionsOf('reply-button'))('a question with buttons, with reply-button=%s,', (word) => {
	beforeEach(() => {
		sandbox.variants['reply-button'] = word;
	});

	it('is asked, or refused by Plivo without waiting', async () => {
		const run = await runNode(asking(twoButtons));
		if (word !== 'button') {
			expect(run.status).toBe('waiting');
			expect(payloads()).toHaveLength(2);
			return;
		}
		expect(run.status).toBe('error');
		expect(failure(run)).toMatchObject({ message: "'WhatsApp Message' must be one of list, button, cta_url", httpCode: '400' });
		expect(sandbox.accepted).toEqual([]);
	});

	it('can be asked with a list', async () => {
		expect((await runNode(asking({ responseType: 'choice', choices: { choices: MANY } }))).status).toBe('waiting');
		expect(payloads()).toHaveLength(10);
	});

	it('can be sent as JSON, with the word that Plivo takes', async () => {
		const interactive = (type: string) => JSON.stringify({ type, body: { text: 'OK?' }, action: { buttons: [{ id: 'y', title: 'Yes' }] } });
		const send = async (type: string) => {
			const parameters = { resource: 'message', operation: 'send', messageType: 'whatsapp', whatsappType: 'interactive', interactiveMode: 'json', interactiveJson: interactive(type), to: recipient(0), from: { __rl: true, mode: 'number', value: FROM } };
			return (await runNode(against(sandbox, { parameters }))).status;
		};
		expect([await send('reply'), await send('button')]).toEqual([word === 'button' ? 'error' : 'success', word === 'reply' ? 'error' : 'success']);
		expect(sandbox.accepted.map(({ body }) => body.interactive?.type)).toEqual(['reply', 'button'].filter((type) => word === 'both' || type === word));
	});
});

describe('a press that does not count', () => {
	const over = '<html><title>No action required</title></html>';

	interface Case {
		name: string;
		arrange?: (asked: Asked) => void | Promise<void>;
		payload?: (asked: Asked) => string | undefined;
		params?: FormParams;
		log: RegExp;
	}

	const cases: Case[] = [
		{ name: 'a second one', arrange: async ({ trigger, payloads: [yes] }) => void (await press(trigger, yes)), log: /was answered before/ },
		{ name: 'one after a time limit', arrange: ({ waiting }) => void (waiting.instead = { status: 200, body: over }), log: /was answered before/ },
		{ name: 'one for a deleted execution', arrange: ({ waiting }) => void (waiting.instead = { status: 404, body: { code: 404, message: 'The execution "1" does not exist.' } }), log: /doesn't have it anymore/ },
		{ name: 'one for a failed execution', arrange: ({ waiting }) => void (waiting.instead = { status: 409, body: { code: 409, message: 'The execution "1" has finished with error.' } }), log: /was answered before/ },
		{ name: 'one for an execution that waits at a form by now', arrange: ({ waiting }) => void (waiting.instead = { status: 307, body: '', location: '/form-waiting/1/node-1?run=0' }), log: /was answered before/ },
		{ name: 'one from an earlier round of a loop', payload: ({ payloads: [yes] }) => yes?.replace(/^n8n1\.1\.0\./, 'n8n1.1.7.'), log: /was answered before/ },
		{ name: 'one of somebody else', params: { From: recipient(1) }, log: /somebody else was asked/ },
		{ name: 'one of a forger', arrange: ({ waiting }) => void (waiting.instead = { status: 401, body: '<html><title>Invalid Form Link</title>' }), log: /n8n didn't sign/ },
		{ name: 'one of a choice that there is not', payload: ({ payloads: [yes] }) => yes?.replace(/\.0\.(?=[ui])/, '.5.'), log: /was answered before/ },
	];

	it.each(cases)('$name continues nothing, and Plivo does not come again', async ({ arrange, payload, params, log }) => {
		const asked = await ask(twoButtons, { options: { closedReply: 'This question is closed.' } });
		await arrange?.(asked);
		const before = asked.waiting.resumed.length;
		const warnings = logged('warn');
		const pressed = payload === undefined ? asked.payloads[0] : payload(asked);
		const changes = { MessageUUID: 'again', ...params };
		expect(await press(asked.trigger, pressed, changes)).toMatchObject({ status: 200, body: EMPTY });
		expect(await press(asked.trigger, pressed, changes)).toMatchObject({ status: 200, body: EMPTY });
		expect(asked.waiting.resumed).toHaveLength(before);
		expect(asked.trigger.executions).toEqual([]);
		expect(warnings()).toMatch(log);
		// The node sends it after it has answered Plivo.
		await until(() => sandbox.accepted.length > 1);
		await until(() => sandbox.accepted.length > 1);
		const replies = sandbox.accepted.slice(1).map(({ body }) => body);
		expect(replies).toEqual([{ src: FROM, dst: params?.['From'] ?? recipient(0), type: 'whatsapp', text: 'This question is closed.' }]);
	});

	it('is told by WhatsApp also where an SMS has just been replied to automatically', async () => {
		const { trigger, payloads: [yes] } = await ask(twoButtons, { options: { closedReply: 'Closed.', replyText: 'Thanks!' } });
		await press(trigger, yes);
		const sms = { From: recipient(0), To: FROM, Type: 'sms', Text: 'Hi', MessageUUID: 'sms' };
		expect((await call({ url: trigger.url(), token: sandbox.account.authToken, params: sms })).body).toContain('Thanks!');
		await press(trigger, yes);
		await until(() => sandbox.accepted.length > 1);
		expect(sandbox.accepted.at(-1)?.body.text).toBe('Closed.');
	});

	it('gets no reply without the option', async () => {
		const { trigger, payloads: [yes] } = await ask(twoButtons);
		await press(trigger, yes);
		await press(trigger, yes);
		expect(sandbox.accepted).toHaveLength(1);
	});

	it('because of another Auth Token says so in the log', async () => {
		const waiting = await WaitingNode.start({ ...asking(), credentials: { ...asking().credentials } });
		opened.push(waiting);
		const [yes] = payloads();
		const trigger = await listen(waiting, { credentials: { ...sandbox.subaccount, baseUrl: sandbox.url } });
		const warnings = logged('warn');
		presses += 1;
		const params = { From: recipient(0), To: FROM, Type: 'whatsapp', MessageUUID: `other-${presses}`, 'Button[Payload]': yes ?? '' };
		expect((await call({ url: trigger.url(), token: sandbox.subaccount.authToken, params })).status).toBe(200);
		expect(waiting.resumed).toEqual([]);
		expect(warnings()).toMatch(/has another Auth Token/);
	});

	it('is an ordinary message where signatures are not verified: nobody knows who pressed', async () => {
		const { waiting, trigger, payloads: [yes] } = await ask(twoButtons, { options: { verifySignature: false } });
		await press(trigger, yes);
		expect(waiting.calls).toBe(0);
		expect(trigger.executions).toMatchObject([[{ json: { button: { payload: expect.stringContaining('…') } } }]]);
	});

	it('is refused unsigned, before n8n is asked', async () => {
		const { waiting, trigger, payloads: [yes] } = await ask(twoButtons);
		const params = { From: recipient(0), To: FROM, Type: 'whatsapp', MessageUUID: 'forged', 'Button[Payload]': yes ?? '' };
		expect((await call({ url: trigger.url(), params })).status).toBe(403);
		expect(waiting.calls).toBe(0);
	});

	it('reported by somebody who only has the address of the execution is refused', async () => {
		const { waiting, payloads: [yes] } = await ask(twoButtons);
		const signature = Buffer.from(/^n8n1\.1\.0\.([\w-]{43})\./.exec(yes ?? '')?.[1] ?? '', 'base64url').toString('hex');
		const to = `${waiting.waitingBaseUrl}/1/node-1?run=0&signature=${signature}`;
		const params = { press: '0', from: `+${recipient(0)}`, messageUuid: 'x', proof: 'a'.repeat(64) };
		expect(await call({ url: to, params })).toMatchObject({ status: 403, body: 'button answer: unproven' });
		expect((await call({ url: to, params: { answer: '0' } })).status).toBe(404);
		expect((await call({ url: to, params: {}, method: 'GET' })).body).toContain('Answer in WhatsApp');
		expect(waiting.resumed).toEqual([]);
	});
});

describe('an answer that cannot be passed on makes Plivo come again, and is not lost', () => {
	const busy = { status: 409, body: { code: 409, message: 'The execution "1" is running already.' } };

	it.each([
		['n8n has a moment of trouble', { status: 500, body: 'no' }],
		['a proxy does not know the address', { status: 404, body: '<html>Not Found</html>' }],
		['a proxy asks for a login', { status: 200, body: '<html>Sign in</html>' }],
		['a proxy sends it elsewhere', { status: 302, body: '' }],
		['a proxy sends it to a login', { status: 307, body: '', location: '/login' }],
		['a proxy sends it to the same path by HTTPS', { status: 307, body: '', location: 'https://n8n.example.com/webhook-waiting/1/node-1?run=0' }],
		['a proxy sends it to the same path', { status: 307, body: '', location: '/webhook-waiting/1/node-1?run=0' }],
		['a proxy sends it to a login that leads back', { status: 307, body: '', location: '/login?next=/webhook-waiting/1/node-1' }],
		['a proxy wants a token of its own', { status: 401, body: { message: 'Invalid token specified' } }],
		['a proxy says that a token is invalid', { status: 401, body: '<html>Invalid token</html>' }],
		['a proxy has a page about its maintenance', { status: 200, body: '<html>Maintenance. No action required on your side.</html>' }],
		['a proxy asks for a password', { status: 401, body: '<html><h1>401 Authorization Required</h1>' }],
		['a store of files has no such file', { status: 404, body: '<Message>The specified key does not exist.</Message>' }],
		['a proxy has an error of its own', { status: 409, body: 'error code: 1001' }],
		['another execution is meant', { status: 404, body: { code: 404, message: 'The execution "17" does not exist.' } }],
	])('%s', async (_, instead) => {
		const { waiting, trigger, payloads: [yes] } = await ask(twoButtons);
		const errors = logged('error');
		waiting.instead = instead;
		expect((await press(trigger, yes, { MessageUUID: 'same' })).status).toBe(503);
		expect(errors()).toMatch(/couldn't pass on an answer/);
		expect(errors()).not.toContain(/^n8n1\.1\.0\.([\w-]{43})\./.exec(yes ?? '')?.[1]);
		waiting.instead = undefined;
		expect((await press(trigger, yes, { MessageUUID: 'same' })).status).toBe(200);
		expect(waiting.resumed).toHaveLength(1);
	});

	it('n8n cannot be reached', async () => {
		const { waiting, trigger, payloads: [yes] } = await ask(twoButtons);
		const errors = logged('error');
		waiting.close();
		expect((await press(trigger, yes)).status).toBe(503);
		expect(errors()).toMatch(/n8n can't reach its own address http:\/\/127\.0\.0\.1:\d+ \(/);
	});

	it.each<[string, boolean, (waiting: WaitingNode) => void]>([
		['n8n has taken it, but its response got lost', true, (waiting) => (waiting.losesResponse = true)],
		['a proxy could not pass it on, and the question is closed meanwhile', false, (waiting) => (waiting.instead = { status: 502, body: 'Bad Gateway' })],
		['a proxy answers in place of n8n, and the question is closed meanwhile', false, (waiting) => (waiting.instead = { status: 403, body: 'Blocked' })],
	])('%s: nobody can tell which, so its sender is not told that it does not count, and it starts nothing', async (_, isTaken, arrange) => {
		const { waiting, trigger, payloads: [yes] } = await ask(twoButtons, { options: { closedReply: 'Closed.', startOnAnswers: true } });
		const warnings = logged('warn');
		arrange(waiting);
		expect((await press(trigger, yes, { MessageUUID: 'same' })).status).toBe(503);
		expect(waiting.resumed).toHaveLength(isTaken ? 1 : 0);
		waiting.instead = { status: 200, body: '<html><title>No action required</title></html>' };
		for (let i = 0; i < 2; i++) expect(await press(trigger, yes, { MessageUUID: 'same' })).toMatchObject({ status: 200, body: EMPTY });
		expect(warnings()).toMatch(/may not count: n8n's response to the first try got lost/);
		expect(sandbox.accepted).toHaveLength(1);
		expect(trigger.executions).toEqual([]);
		expect((await press(trigger, yes, { MessageUUID: 'later' })).status).toBe(200);
		await until(() => sandbox.accepted.length > 1);
		expect(sandbox.accepted.at(-1)?.body.text).toBe('Closed.');
	});

	it('somebody is quicker than n8n', async () => {
		const { waiting, trigger, payloads: [yes] } = await ask(twoButtons);
		waiting.instead = busy;
		const pressed = press(trigger, yes);
		while (waiting.calls < 2) await new Promise((resolve) => setTimeout(resolve, 20));
		waiting.instead = undefined;
		expect((await pressed).status).toBe(200);
		expect(waiting.resumed).toHaveLength(1);
	});
});

it('SMS and links take the same choices, on the page', async () => {
	const parameters = { messageType: 'sms', sender: 'number', responseType: 'choice', choices: { choices: MANY } };
	const waiting = await WaitingNode.start(asking(parameters));
	opened.push(waiting);
	const [address = ''] = /http\S+/.exec(String(sandbox.accepted.at(-1)?.body.text)) ?? [];
	const page = await call({ url: waiting.at(address), params: {}, method: 'GET' });
	expect(page.body.match(/<button/g)).toHaveLength(10);
	expect(page.body).toContain('With Dr. Jones');
	expect((await call({ url: waiting.at(address), params: { answer: '10' } })).status).toBe(422);
	expect((await call({ url: waiting.at(address), params: { answer: '3' } })).status).toBe(200);
	expect(waiting.resumed).toMatchObject([{ data: { choice: 't4', text: 'Time 4' }, timed_out: false, to: `+${recipient(0)}`, answered_by: null }]);
});
