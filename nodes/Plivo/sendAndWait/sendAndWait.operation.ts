import { updateDisplayOptions, type IDataObject, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { ACCOUNT_LIMIT } from '../client/rateLimit/rateLimit';
import type { MessageBody } from '../client/wire/messageTypes';
import { composeAdditionalFields } from '../content/additionalFields';
import { readAddresses } from '../content/addressing/addresses';
import { accountTemplateFields, contentFields, readContent, withBodies } from '../content/messageContent';
import { windowNotice } from '../content/whatsapp/whatsappText';
import { InvalidFieldError } from '../errors/invalidFieldError';
import { operationError } from '../errors/toNodeError';
import { isLocalAddress } from '../fields/localAddress';
import type { ReadField } from '../fields/readField';
import { parseReference } from '../fields/reference';
import { choice } from '../fields/textChecks';
import type { BatchOperation } from '../sending/batchOperation';
import { maySendAgain } from '../sending/ifOutcomeUnknown';
import { answerWithFields, BUTTON_WAYS, FREE_FORM_WAYS, readAnswerWith, TEMPLATE_WAYS } from './answerWith';
import { messageRef, readAwaitedState, timeoutResult } from './deliveryResult';
import { questionFields, readQuestion } from './question';
import { readQuestionMessage } from './questionMessage';
import type { Question } from './responsePage';
import { refuseUnresumable } from './resumable';
import { resumeAddress } from './resumeUrl';
import { startWaiting, type WaitRules } from './startWaiting';
import { refusePast, waitUntil } from './waitLimit';
import { signedStatuses } from './waiting';

const forWaiting = { resource: ['message'], operation: ['sendAndWait'] };
const forDelivery = { ...forWaiting, waitFor: ['delivery'] };

/**
 * Shown before the fields that Send has too. Hidden if an agent uses the node as a tool: then n8n only waits for an
 * approval.
 */
export const waitForField: INodeProperties[] = updateDisplayOptions({ show: { ...forWaiting, '@tool': [false] } }, [
	{
		displayName: 'Wait For',
		name: 'waitFor',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Delivery', value: 'delivery', description: 'Continues when the message has arrived or failed' },
			{ name: 'Response', value: 'response', description: 'Continues when the person has answered, on a page or in the chat' },
		],
		default: 'response',
	},
	{
		displayName:
			'While it waits, this n8n must be reachable from the internet: if you run n8n yourself, set its WEBHOOK_URL to its public address. Built for n8n 2.41 and newer; not tested with older versions.',
		name: 'waitNotice',
		type: 'notice',
		default: '',
	},
]);

const waitUntilField: INodeProperties = {
	displayName: 'Wait Until',
	name: 'waitUntil',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Delivered', value: 'delivered', description: 'The phone has it' },
		{ name: 'Read', value: 'read', description: 'Only for WhatsApp, and only if the person has read receipts turned on' },
		{ name: 'Sent', value: 'sent', description: 'Plivo has passed it on; it may still fail to arrive' },
	],
	default: 'delivered',
	description: 'The workflow continues at this state, when the message fails, or after 24 hours (option Limit Wait Time)',
};

const fields: INodeProperties[] = [
	// Not "show for a response", because an agent's tool has no Wait For.
	...updateDisplayOptions({ show: { ...forWaiting, messageType: ['whatsapp'] }, hide: { waitFor: ['delivery'] } }, [
		...answerWithFields,
		...updateDisplayOptions({ show: { answerWith: FREE_FORM_WAYS } }, [windowNotice]),
		...updateDisplayOptions({ show: { answerWith: TEMPLATE_WAYS } }, accountTemplateFields),
	]),
	...updateDisplayOptions({ show: forWaiting, hide: { waitFor: ['delivery'] } }, questionFields),
	...updateDisplayOptions({ show: forDelivery }, [waitUntilField]),
	...contentFields(forDelivery),
];

/**
 * Message → Send and Wait: sends one message, and makes the execution wait until it was delivered, or until the person
 * has answered.
 */
export const sendAndWait: BatchOperation = {
	fields,

	settings: () => ({ broadcast: false, concurrency: 1, requestsPer5Seconds: ACCOUNT_LIMIT.requests, allowRepeats: true }),

	async prepare(client, i) {
		refuseSeveralItems.call(this, i);
		const { from, to } = readAddresses.call(this, i);
		if (to.length > 1) {
			throw new InvalidFieldError('To', `contains ${to.length} numbers, but the node can only wait for one message`, 'Enter one number.');
		}
		const address = resumeAddress(this, runOf(this));
		// If the Base URL is local too (a test server in place of Plivo), it can reach local addresses.
		if (isLocalAddress(address) && !isLocalAddress(client.baseUrl)) {
			throw operationError(this.getNode(), `This n8n can't be reached from the internet at ${new URL(address).origin}`, i, REACHABLE);
		}
		refuseUnresumable.call(this, i, address);
		refusePast(readWaitUntil.call(this, i));
		// n8n leaves out fields that only Send has, such as the user's own callback, because they are hidden here.
		const fields = this.getNodeParameter('additionalFields', i, {});
		const additional = composeAdditionalFields(fields);
		const reference = parseReference(fields.reference);
		if (!waitsForDelivery.call(this, i)) {
			const { question, body, addMedia, identity } = await readQuestionMessage.call(this, client, i, address);
			asked.set(this, question);
			return { to, body: { ...additional, ...from, ...body }, addMedia, identity, reference };
		}
		const content = await readContent.call(this, client, i, from);
		checkAwaitedState.call(this, i);
		const whole = (body: MessageBody): MessageBody => ({ ...additional, ...from, ...body, url: address, method: 'POST' });
		return { to, ...withBodies(content, whole), reference };
	},

	maySendAgain,

	async afterSending(results) {
		await startWaiting.call(this, waitRules, results);
	},
};

const waitRules: WaitRules = {
	waitUntil: readWaitUntil,

	waitState(i, sent) {
		const run = runOf(this);
		const { message_uuid: messageUuid, to } = messageRef(sent);
		if (waitsForDelivery.call(this, i)) {
			return { run, address: resumeAddress(this, run), messageUuid: messageUuid ?? '', signedByV3: signedStatuses.written() };
		}
		const read: ReadField = (name) => this.getNodeParameter(name, i, '');
		return { run, question: asked.get(this) ?? readQuestion(read), byButton: BUTTON_WAYS.includes(readAnswerWith(read)), messageUuid: messageUuid ?? '', to };
	},

	timeoutResult(i, sent) {
		return waitsForDelivery.call(this, i) ? timeoutResult(sent) : { data: {}, timed_out: true, ...messageRef(sent), answered_by: null };
	},
};

const REACHABLE =
	"To continue, Plivo and the person's phone must be able to reach it. Give n8n a public address: set WEBHOOK_URL where n8n is started.";

function runOf(context: IExecuteFunctions): string {
	return String(context.getWorkflowDataProxy(0).$runIndex);
}

/**
 * The question of each run of the node. It is kept because an expression with the time or a random value yields another
 * text when read again.
 */
const asked = new WeakMap<IExecuteFunctions, Question>();

function waitsForDelivery(this: IExecuteFunctions, i: number): boolean {
	return choice(this.getNodeParameter('waitFor', i, 'response'), ['response', 'delivery'], 'Wait For') === 'delivery';
}

function readWaitUntil(this: IExecuteFunctions, i: number): Date {
	const limit = this.getNodeParameter('options.limitWaitTime.values', i, {}) as IDataObject;
	return waitUntil(limit, waitsForDelivery.call(this, i), this.getTimezone());
}

function checkAwaitedState(this: IExecuteFunctions, i: number): void {
	const state = readAwaitedState(this.getNodeParameter('waitUntil', i, 'delivered'));
	if (state === 'read' && this.getNodeParameter('messageType', i) !== 'whatsapp') {
		throw new InvalidFieldError('Wait Until', 'is Read, which only WhatsApp reports', 'Choose Delivered.');
	}
}

function refuseSeveralItems(this: IExecuteFunctions, i: number): void {
	const count = this.getInputData().length;
	if (count === 1) return;
	throw operationError(
		this.getNode(),
		`Send and Wait takes one item, but got ${count}`,
		i,
		'An execution can only wait for one thing at a time. Put Loop Over Items before this node, with a batch size of 1.',
	);
}
