import type { INode, NodeError } from 'n8n-workflow';

import { addNote, nameItem, operationError } from './nodeError';
import type { ItemFailure, ItemResult } from './operation';

export const MAY_HAVE_BEEN_SENT =
	"Plivo may have sent the message all the same, so n8n does not send it again by itself. Look for it under Messaging > Logs in the Plivo console, or with the List operation, before you run anything again: Execute Step and a new execution would send it twice. To send it again anyway, set the option 'If Outcome Is Unknown' to Send Again, save, and retry the execution with the currently saved workflow.";

/**
 * Says of an error first that nobody knows whether Plivo took the message: the first line is all that many people see, and
 * all that n8n tells the model of an agent.
 */
export function mayHaveBeenSent(error: NodeError): NodeError {
	error.message = `This message may have been sent. Don't send it again. ${error.message}`;
	return addNote(error, MAY_HAVE_BEEN_SENT);
}

/**
 * For a message of which an earlier try of the same execution never learnt whether Plivo took it.
 *
 * @param cause what that try met; undefined when n8n was gone before it met anything
 */
export function triedEarlier(node: INode, item: number, cause: string | undefined): NodeError {
	const error = operationError(node, "This message may have been sent already. Don't send it again", item);
	const met = cause === undefined ? '' : ` What it met: ${cause}.`;
	return addNote(error, `An earlier try of this execution sent it and never learned whether Plivo took it.${met} ${MAY_HAVE_BEEN_SENT}`);
}

const NO_RETRY =
	'A retry of this execution does not send it: the node is set to continue on error, so n8n goes on with the next node. To send it, run the workflow with the items that have this error.';

/** For a message that had not left when the execution was cancelled, of a node that is set to continue. */
export function cancelledBefore(node: INode, item: number): NodeError {
	return notSent(node, item, NO_RETRY);
}

function notSent(node: INode, item: number, remedy?: string): NodeError {
	return operationError(node, 'This message was not sent, because the execution was cancelled', item, remedy);
}

export function isFailure(result: ItemResult): result is ItemFailure {
	return 'error' in result;
}

/**
 * For when all items have been checked.
 *
 * @throws NodeError of the first bad item, which also says what holds for the others
 */
export function throwIfAnyIsBad(results: ItemResult[], count: number): void {
	const [first, ...others] = failures(results);
	if (first === undefined) return;
	const alike = others.filter(({ error }) => error.message === first.error.message);
	const unlike = others.filter((other) => !alike.includes(other));
	throw withNotes(first, count, [
		alike.length > 0 && `${alike.length + 1} of the ${count} items have this problem; the others are ${listed(alike)}.`,
		'Nothing was sent in this try, for any item.',
		unlike.length > 0 && `These items are not right either: ${listed(unlike)}.`,
		accepted(results),
	]);
}

/**
 * For when everything that was under way has come to its end.
 *
 * @throws NodeError of the first item that failed, which also says what became of the others
 */
export function throwIfAnyFailed(node: INode, results: ItemResult[], count: number): void {
	const [first, ...others] = failures(results);
	const notTried = Array.from({ length: count }, (_, item) => item).filter((item) => results[item] === undefined);
	if (first === undefined) {
		if (notTried[0] !== undefined) throw notSent(node, notTried[0]);
		return;
	}
	const refused = others.filter(({ isUnknown }) => !isUnknown);
	const unknown = others.filter(({ isUnknown }) => isUnknown);
	throw withNotes(first, count, [
		refused.length > 0 && `These items failed too: ${listed(refused)}.`,
		unknown.length > 0 && `Of these items nobody knows whether Plivo took them: ${listed(unknown)}.`,
		unknown.length > 0 && !first.isUnknown && MAY_HAVE_BEEN_SENT,
		accepted(results),
		notTried.length > 0 && (notTried.length === 1 ? '1 item was not sent.' : `${notTried.length} items were not sent.`),
	]);
}

interface Failure {
	item: number;
	error: NodeError;
	isUnknown: boolean;
}

function failures(results: ItemResult[]): Failure[] {
	return results.flatMap((result, item) =>
		isFailure(result) ? [{ item, error: result.error, isUnknown: result.mayHaveBeenSent === true }] : [],
	);
}

function withNotes({ item, error }: Failure, count: number, notes: Array<string | false>): NodeError {
	return addNote(nameItem(error, item, count), notes.filter(Boolean).join(' '));
}

/** Says how many messages of this execution Plivo has, so that nobody sends them by hand once more. */
function accepted(results: ItemResult[]): string {
	const count = results.filter((result) => 'output' in result).length;
	if (count === 0) return '';
	const subject = count === 1 ? '1 message was accepted by Plivo and is' : `${count} messages were accepted by Plivo and are`;
	return `${subject} not sent again when this execution is retried.`;
}

function listed(failed: Failure[]): string {
	const shown = failed.slice(0, 5).map(({ item }) => item).join(', ');
	return failed.length > 5 ? `${shown} and ${failed.length - 5} more` : shown;
}
