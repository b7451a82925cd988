import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { CLOSED_REPLY } from '../answers/closedReply';
import { MAX_QUIET_SECONDS } from '../gather/batch';
import { parseBoolean } from '../../fields/boolean';
import { DEFAULT_MAX_SIZE, MAX_SIZE, parseMaxSize } from '../../fields/maxSize';
import { parseOption } from '../../fields/option';
import { parseWholeNumber } from '../../fields/wholeNumber';

const GATHER = 'Gather Messages (Seconds)';

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: CLOSED_REPLY,
			name: 'closedReply',
			type: 'string',
			default: '',
			placeholder: 'e.g. This question is closed.',
			description:
				'WhatsApp text for people who answer a question of Send and Wait that is already answered, is over, or was put to somebody else. Plivo bills it. Without this option, they get no reply.',
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			default: true,
			description:
				'Whether to download the files of a message to its item, as data, data1 and so on. n8n answers Plivo first, so if n8n crashes during the download, the message is lost.',
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: 'From Numbers',
			name: 'fromNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. +14155550123, +44*',
			description: 'Only messages from these numbers start the workflow. A * stands for the rest of a number.',
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: GATHER,
			name: 'gatherSeconds',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MAX_QUIET_SECONDS },
			default: 5,
			description: `How long a sender has to be quiet before the workflow starts, once with all their messages, so that an AI agent answers once. From 1 to ${MAX_QUIET_SECONDS}; 0 starts it with each message.`,
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: 'Ignore Duplicates',
			name: 'ignoreDuplicates',
			type: 'boolean',
			default: true,
			description:
				'Whether to start the workflow only once for what Plivo sends again because it got no answer in time. With several webhook processes (queue mode), some duplicates may get through.',
		},
		{
			displayName: 'Include Raw Data',
			name: 'raw',
			type: 'boolean',
			default: false,
			description: 'Whether to add everything that Plivo sent, unchanged, in the field raw. Other events always have it.',
		},
		{
			displayName: 'Keyword',
			name: 'keyword',
			type: 'string',
			default: '',
			placeholder: 'e.g. YES, CONFIRM',
			description:
				'Only messages that begin with one of these words start the workflow. Capital letters, quotation marks and bold or italic formatting make no difference.',
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: MAX_SIZE,
			name: 'maxSizeMb',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_MAX_SIZE,
			description: "With 'Download Media': a larger file isn't downloaded, and the item says so",
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: [
				{ name: 'MMS', value: 'mms' },
				{ name: 'SMS', value: 'sms' },
				{ name: 'WhatsApp', value: 'whatsapp' },
			],
			default: [],
			description: 'Only messages of these types start the workflow',
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: 'Reply Text',
			name: 'replyText',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Thank you, we got your message.',
			description:
				'Plivo sends this back immediately, and bills it as an SMS. Sent only for SMS and MMS, never in reply to messages that begin with a word such as STOP, START, or HELP, and to the same sender up to once a minute.',
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: 'Start on Answers',
			name: 'startOnAnswers',
			type: 'boolean',
			default: false,
			description:
				'Whether an answer to a question of Send and Wait, given with a WhatsApp button, also starts this workflow. Otherwise, only the workflow that asked continues.',
			displayOptions: { show: { '/events': ['message'] } },
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Queued', value: 'queued' },
				{ name: 'Read', value: 'read', description: 'WhatsApp only' },
				{ name: 'Rejected', value: 'rejected' },
				{ name: 'Sent', value: 'sent' },
				{ name: 'Undelivered', value: 'undelivered' },
			],
			default: [],
			description: 'Only these statuses start the workflow',
			displayOptions: { show: { '/events': ['status'] } },
		},
		{
			displayName: 'Take Over',
			name: 'takeOver',
			type: 'boolean',
			default: true,
			description:
				'Whether to take a number from another workflow of n8n, which then gets no messages from it until this one is deactivated. Also for a number that a deleted workflow still has.',
			displayOptions: { show: { '/events': ['message'], '/registration': ['automatic'] } },
		},
		{
			displayName: 'Verify Signature',
			name: 'verifySignature',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description: "Whether to reject anything that Plivo didn't sign with the Auth Token of the credential",
		},
	],
};

/** Those of type unknown are unparsed, as the editor or an expression yields them; the filters and the reply are built from them. */
export interface TriggerOptions {
	messageTypes: unknown;
	fromNumbers: unknown;
	keyword: unknown;
	statuses: unknown;
	replyText: unknown;
	closedReply: unknown;
	startOnAnswers: boolean;
	/** How long a sender has to be quiet; 0 if messages aren't gathered. */
	gatherSeconds: number;
	ignoreDuplicates: boolean;
	downloadMedia: boolean;
	/** Of one file. */
	maxBytes: number;
	raw: boolean;
}

/** Called for an option that can't be used, with its label. */
export type OnUnusable = (label: string, error: unknown) => void;

/**
 * @param onUnusable if given, it is called for an option that can't be read, which then gets a value that loses no
 * message; see {@link UnusableValue} for From Numbers
 * @throws without it, InvalidFieldError, and n8n's errors for an expression that can't be evaluated
 */
export function readOptions(context: IHookFunctions | IWebhookFunctions, onUnusable?: OnUnusable): TriggerOptions {
	const read = <T>(label: string, reader: () => T, otherwise: (error: unknown) => T) => readOr(label, reader, otherwise, onUnusable);
	const value = (label: string, name: string, whenLeftOut: unknown) =>
		read(label, () => option(context, name, whenLeftOut), () => whenLeftOut);
	const isOn = (label: string, name: string, whenLeftOut: boolean) =>
		read(label, () => parseBoolean(option(context, name, whenLeftOut) ?? whenLeftOut, label), () => whenLeftOut);
	return {
		messageTypes: value('Message Types', 'messageTypes', []),
		fromNumbers: read('From Numbers', () => option(context, 'fromNumbers', ''), (error): unknown => new UnusableValue(error)),
		keyword: value('Keyword', 'keyword', ''),
		statuses: value('Statuses', 'statuses', []),
		replyText: value('Reply Text', 'replyText', ''),
		closedReply: value(CLOSED_REPLY, 'closedReply', ''),
		startOnAnswers: isOn('Start on Answers', 'startOnAnswers', false),
		gatherSeconds: read(GATHER, () => parseWholeNumber(option(context, 'gatherSeconds', 0), GATHER, 0, MAX_QUIET_SECONDS), () => 0),
		ignoreDuplicates: isOn('Ignore Duplicates', 'ignoreDuplicates', true),
		downloadMedia: isOn('Download Media', 'downloadMedia', false),
		maxBytes: read(MAX_SIZE, () => parseMaxSize(option(context, 'maxSizeMb', DEFAULT_MAX_SIZE)), () => parseMaxSize(DEFAULT_MAX_SIZE)),
		raw: isOn('Include Raw Data', 'raw', false),
	};
}

/**
 * Whether a call has to be signed. Read separately from the other options: every incoming call pays for reading this one,
 * but only a verified call for the others.
 *
 * @param onUnusable see {@link readOptions}
 */
export function readVerifySignature(context: IWebhookFunctions, onUnusable: OnUnusable): boolean {
	// Only the value false turns it off. An option that can't be read must not.
	return readOr('Verify Signature', () => option(context, 'verifySignature', true), () => true, onUnusable) !== false;
}

/**
 * Refuses, at activation, a value of an option that isn't read by {@link readOptions} and would otherwise count as another one.
 *
 * @throws InvalidFieldError
 */
export function refuseUnknownSwitches(context: IHookFunctions): void {
	parseOption(option(context, 'takeOver', false), [true, false], 'Take Over');
	// Without a value it stays on, see readVerifySignature.
	parseOption(option(context, 'verifySignature', true) ?? true, [true, false], 'Verify Signature');
}

function readOr<T>(label: string, reader: () => T, otherwise: (error: unknown) => T, onUnusable: OnUnusable | undefined): T {
	if (onUnusable === undefined) return reader();
	try {
		return reader();
	} catch (error) {
		onUnusable(label, error);
		return otherwise(error);
	}
}

/**
 * Stands for From Numbers if it can't be read at all. It isn't treated as empty, because it says who may start the workflow.
 */
export class UnusableValue {
	constructor(readonly error: unknown) {}
}

function option(context: IHookFunctions | IWebhookFunctions, name: string, whenLeftOut: unknown): unknown {
	return context.getNodeParameter(`options.${name}`, whenLeftOut);
}
