import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { V3Record } from '../webhooks/signature/v3Record';
import type { Question } from './responsePage';

/**
 * What the node stores with the execution while it waits, for the calls that come in meanwhile. n8n no longer has the
 * node's input then, so expressions would yield nothing.
 */
export type Waiting = WaitingForAnswer | WaitingForDelivery;

interface Run {
	/** Which run of the node waits: a loop has many, and an old link isn't valid for a new question. */
	run: string;
	/** What comes out whatever ends the wait, such as the user's reference, and whether a template was sent. */
	kept?: IDataObject;
}

export interface WaitingForAnswer extends Run {
	question: Question;
	/** Who was asked, and the UUID of the message, as Send outputs them. */
	to: string;
	messageUuid: string;
	/** Whether the answer comes by a WhatsApp button rather than on the page. */
	byButton: boolean;
}

export interface WaitingForDelivery extends Run {
	/** The address that Plivo was given, which its signatures cover. n8n may have moved to another address meanwhile. */
	address: string;
	/** The message's UUID, as Plivo returned it when it was sent. */
	messageUuid: string;
	/**
	 * The tokens for which Plivo had signed statuses by V3 when the wait started, see V3Record. Stored so that they
	 * survive a restart.
	 */
	signedByV3: string;
}

/**
 * The tokens for which Plivo has signed statuses by V3, shared by all waiting executions: each has its own address and
 * few calls, and all messages of an account are signed alike.
 */
export const signedStatuses = new V3Record();

/** Its key in the node's context of the execution. */
export const WAITING = 'waiting';

/** Name of the query parameter for the run. */
export const RUN = 'run';

/** @returns undefined if the node has stored nothing, as in an execution of another version of it */
export function readWaiting(context: IWebhookFunctions): Waiting | undefined {
	// This is a webhook's only way to read the context. `$node[…]` can't be used: n8n rejects names there that JavaScript
	// objects have themselves, such as "constructor".
	const kept = context.evaluateExpression(`{{ $(${stringLiteral(context.getNode().name)}).context.${WAITING} }}`);
	return isWaiting(kept) ? kept : undefined;
}

/**
 * Encodes text as a string for an expression, using only letters, digits, and escapes. n8n searches the whole expression
 * for certain words, even within strings: it rejects `.constructor`, and `}}` ends the expression. So only ASCII letters
 * and digits may be unescaped.
 */
export function stringLiteral(text: string): string {
	// By UTF-16 code unit, because that is what \u encodes.
	const escaped = text.replace(/[^A-Za-z0-9]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
	return `"${escaped}"`;
}

function isWaiting(value: unknown): value is Waiting {
	if (typeof value !== 'object' || value === null) return false;
	const { run, question, to, address, messageUuid } = value as IDataObject;
	if (typeof run !== 'string' || typeof messageUuid !== 'string') return false;
	return question === undefined ? typeof address === 'string' : typeof to === 'string';
}
