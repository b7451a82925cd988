import type { INode, NodeError } from 'n8n-workflow';

import { addNote, nameItem, operationError } from '../errors/toNodeError';
import type { ItemFailure, SendResult } from './batchOperation';

const LOOK_FIRST =
	'Look for it under Messaging > Logs in the Plivo console, or with the List operation, before you run anything again: Execute Step and a new execution would send it twice.';

const NOT_AGAIN = `Plivo may have sent the message anyway, so n8n doesn't send it again automatically. ${LOOK_FIRST}`;

export const MAY_HAVE_BEEN_SENT = `${NOT_AGAIN} To send it again anyway, set the option 'If Outcome Is Unknown' to Send Again, save, and retry the execution with the currently saved workflow.`;

/** What n8n does after an error. */
interface NextStep {
	/** Whether the node is set to continue on error, so that no retry runs it again. */
	continues: boolean;
	/** Whether another try sends messages of unknown outcome again. */
	sendsAgain: boolean;
}

function adviceFor({ continues, sendsAgain }: NextStep): string {
	if (continues) return `${NOT_AGAIN} To send it again anyway, run the workflow with this item only.`;
	if (!sendsAgain) return MAY_HAVE_BEEN_SENT;
	return `Plivo may have sent the message anyway. ${LOOK_FIRST} A retry of this execution sends it again, because the option 'If Outcome Is Unknown' is set to Send Again.`;
}

/**
 * Puts at the start of an error that it's unknown whether Plivo accepted the message. The first line is all that many
 * people see, and all that n8n passes to the model of an agent.
 */
export function mayHaveBeenSent(error: NodeError, next: NextStep): NodeError {
	error.message = `This message may have been sent. Don't send it again. ${error.message}`;
	return addNote(error, adviceFor(next));
}

/**
 * For a message when an earlier try of the same execution couldn't tell whether Plivo accepted it.
 *
 * @param cause the error that try ran into; undefined if n8n stopped before there was one
 */
export function triedEarlier(node: INode, item: number, cause: string | undefined, next: NextStep): NodeError {
	const error = operationError(node, "This message may have been sent already. Don't send it again", item);
	const met = cause === undefined ? '' : ` That try ended with: ${cause}.`;
	return addNote(error, `An earlier try of this execution sent it, and it's unknown whether Plivo accepted it.${met} ${adviceFor(next)}`);
}

const NO_RETRY =
	"A retry of this execution doesn't send it: the node is set to continue on error, so n8n continues with the next node. To send it, run the workflow with the items that have this error.";

/** For a message that had not been sent, or not to all recipients, when the execution was cancelled. */
export function notSent(node: INode, item: number, { isPart, continues }: { isPart: boolean; continues: boolean }): NodeError {
	const remedy = continues && !isPart ? NO_RETRY : undefined;
	if (isPart) return operationError(node, 'This message was not sent to all of its numbers, because the execution was canceled', item, remedy);
	return operationError(node, 'This message was not sent, because the execution was canceled', item, remedy);
}

/** For a message to several numbers: says which of them have it, so that nobody sends it to them again. */
export function acceptedForSome(numbers: string[], continues: boolean): string {
	const named = numbers.length > 5 ? `${numbers.length} of its numbers` : numbers.join(', ');
	const next = continues
		? 'Leave out those numbers if you send it again.'
		: "A retry of this execution doesn't send it to them again.";
	return `Plivo accepted this message for ${named}. ${next}`;
}

export function isFailure(result: SendResult): result is ItemFailure {
	return 'error' in result;
}

const BLANK_ROW = "'To' is empty";

/**
 * Called before anything is sent.
 *
 * @throws NodeError of the first item that can't be sent, with a summary of the others
 */
export function throwIfAnyIsHeldUp(results: SendResult[], count: number): void {
	const [first, ...others] = failures(results);
	if (first === undefined) return;
	const alike = others.filter(({ error }) => error.message === first.error.message);
	const unlike = others.filter((other) => !alike.includes(other));
	const blank = unlike.filter(({ error }) => error.message === BLANK_ROW).length;
	throw withNotes(first, count, [
		alike.length > 0 && alikeNote(alike, count),
		'Nothing was sent in this try, for any item.',
		unlike.length > 0 && `These items have problems too: ${listed(unlike)}.`,
		blank > 1 && `In ${blank} of them, 'To' is empty: remove blank rows from a sheet with a Filter node before this one.`,
		acceptedNote(results),
	]);
}

function alikeNote(alike: Failure[], count: number): string {
	if (alike.length + 1 === count) return count === 2 ? 'Both items have this problem.' : `All ${count} items have this problem.`;
	const others = alike.length === 1 ? `the other is ${listed(alike)}` : `the others are ${listed(alike)}`;
	return `${alike.length + 1} of the ${count} items have this problem; ${others}.`;
}

/**
 * Called once everything in flight has ended.
 *
 * @param notTried the items that were not sent completely because the run had ended
 * @throws NodeError of the first item that failed, with a summary of the others
 */
export function throwIfAnyFailed(results: SendResult[], count: number, notTried: ItemFailure[]): void {
	const [first, ...others] = failures(results);
	if (first === undefined) {
		if (notTried[0] !== undefined) throw notTried[0].error;
		return;
	}
	const refused = others.filter(({ isUnknown }) => !isUnknown);
	const unknown = others.filter(({ isUnknown }) => isUnknown);
	throw withNotes(first, count, [
		refused.length > 0 && `These items failed too: ${listed(refused)}.`,
		unknown.length > 0 && `It's unknown whether Plivo accepted these items: ${listed(unknown)}.`,
		unknown.length > 0 && !first.isUnknown && MAY_HAVE_BEEN_SENT,
		acceptedNote(results),
		notTried.length > 0 && (notTried.length === 1 ? '1 item was not sent.' : `${notTried.length} items were not sent.`),
	]);
}

interface Failure {
	item: number;
	error: NodeError;
	isUnknown: boolean;
}

function failures(results: SendResult[]): Failure[] {
	return results.flatMap((result, item) =>
		isFailure(result) ? [{ item, error: result.error, isUnknown: result.mayHaveBeenSent === true }] : [],
	);
}

function withNotes({ item, error }: Failure, count: number, notes: Array<string | false>): NodeError {
	return addNote(nameItem(error, item, count), notes.filter(Boolean).join(' '));
}

/** Says how many messages of this execution Plivo has accepted, so that nobody sends them again by hand. */
export function acceptedNote(results: SendResult[]): string {
	const count = results.filter((result) => 'output' in result).length;
	if (count === 0) return '';
	const subject = count === 1 ? '1 message was accepted by Plivo and is' : `${count} messages were accepted by Plivo and are`;
	return `${subject} not sent again when this execution is retried.`;
}

function listed(failed: Failure[]): string {
	return listOf(failed.map(({ item }) => item));
}

/** Formats item numbers for a sentence. */
export function listOf(items: number[]): string {
	const shown = items.slice(0, 5).join(', ');
	return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown;
}
