import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { V3Record } from '../webhooks/signature/v3Record';
import type { Question } from './responsePage';

/**
 * What the node keeps with the execution while it waits, for the calls that come meanwhile: n8n does not have what went
 * into the node any more then, so expressions would come to nothing.
 */
export type Waiting = WaitingForAnswer | WaitingForDelivery;

interface Run {
	/** Which run of the node waits: in a loop there are many, and an old link is not for a new question. */
	run: string;
}

export interface WaitingForAnswer extends Run {
	question: Question;
}

export interface WaitingForDelivery extends Run {
	/** What Plivo was told to call, and signs its calls for. n8n may have moved to another address meanwhile. */
	address: string;
	/** The message, as Plivo named it when it was sent. */
	messageUuid: string;
	/** With which tokens Plivo had signed statuses by V3 by then, see V3Record: a restart must not forget it. */
	signedByV3: string;
}

/**
 * With which tokens Plivo has signed statuses by V3, of all executions that wait: each has an address of its own and few calls,
 * and all messages of an account are signed alike.
 */
export const signedStatuses = new V3Record();

/** The name of that in the node's context of the execution. */
export const WAITING = 'waiting';

/** The name of the run in the address. */
export const RUN = 'run';

/** @returns undefined when the node keeps nothing, as in an execution of another version of it */
export function readWaiting(context: IWebhookFunctions): Waiting | undefined {
	// A webhook gets at the context by no other way. Not by `$node[…]`: n8n refuses names there that JavaScript's objects have
	// of their own, such as "constructor".
	const kept = context.evaluateExpression(`{{ $(${stringLiteral(context.getNode().name)}).context.${WAITING} }}`);
	return isWaiting(kept) ? kept : undefined;
}

/**
 * A text as a string of an expression, made of letters, digits and escapes alone. n8n looks for certain words in the whole of
 * an expression, within strings too: it refuses `.constructor`, and `}}` ends the expression. So no character of the text but
 * ASCII letters and digits may stand there as it is.
 */
export function stringLiteral(text: string): string {
	// By UTF-16 code unit, as \u takes no more.
	const escaped = text.replace(/[^A-Za-z0-9]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return `"${escaped}"`;
}

function isWaiting(value: unknown): value is Waiting {
	if (typeof value !== 'object' || value === null) return false;
	const { run, question, address, messageUuid } = value as IDataObject;
	return typeof run === 'string' && (question !== undefined || (typeof address === 'string' && typeof messageUuid === 'string'));
}
