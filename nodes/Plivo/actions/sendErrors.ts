import type { INode, NodeError } from 'n8n-workflow';

import { addNote, nameItem, operationError } from './nodeError';
import type { ItemResult } from './operation';

export const MAY_HAVE_BEEN_SENT =
	"Plivo may have sent the message all the same, so n8n does not send it again by itself. Look for it under Messaging > Logs in the Plivo console, or with the List operation, before you run anything again: Execute Step and a new execution would send it twice. To send it again anyway, set the option 'If Outcome Is Unknown' to Send Again, save, and retry the execution with the currently saved workflow.";

/** Says of an error first that nobody knows whether Plivo took the message: the first line is all that many people see. */
export function mayHaveBeenSent(error: NodeError): NodeError {
	error.message = `This message may have been sent. ${error.message}`;
	return addNote(error, MAY_HAVE_BEEN_SENT);
}

/**
 * For a message of which an earlier try of the same execution never learnt whether Plivo took it.
 *
 * @param cause what that try met; undefined when n8n was gone before it met anything
 */
export function triedEarlier(node: INode, item: number, cause: string | undefined): NodeError {
	const error = operationError(node, 'This message may have been sent already', item);
	const met = cause === undefined ? '' : ` What it met: ${cause}.`;
	return addNote(error, `An earlier try of this execution sent it and never learnt whether Plivo took it.${met} ${MAY_HAVE_BEEN_SENT}`);
}

/** For a message that had not left when the execution was cancelled. */
export function cancelledBefore(node: INode, item: number): NodeError {
	return operationError(node, 'This message was not sent, because the execution was cancelled', item);
}

/**
 * For when all items have been checked.
 *
 * @throws NodeError of the first bad item, which also says what holds for the others
 */
export function throwIfAnyIsBad(results: ItemResult[], count: number): void {
	const [first, ...others] = failures(results);
	if (first === undefined) return;
	throw withNotes(first, count, [
		'Nothing was sent in this try, for any item.',
		others.length > 0 && `These items are not right either: ${listed(others)}.`,
		accepted(results),
	]);
}

/**
 * For when everything that was under way has come to its end.
 *
 * @param isUnknown whether nobody knows if Plivo took the message of an item
 * @throws NodeError of the first item that failed, which also says what became of the others
 */
export function throwIfAnyFailed(
	node: INode,
	results: ItemResult[],
	count: number,
	isUnknown: (item: number) => boolean,
): void {
	const [first, ...others] = failures(results);
	const notTried = Array.from({ length: count }, (_, item) => item).filter((item) => results[item] === undefined);
	if (first === undefined) {
		if (notTried[0] !== undefined) throw cancelledBefore(node, notTried[0]);
		return;
	}
	const refused = others.filter(({ item }) => !isUnknown(item));
	const unknown = others.filter(({ item }) => isUnknown(item));
	throw withNotes(first, count, [
		refused.length > 0 && `These items failed too: ${listed(refused)}.`,
		unknown.length > 0 && `Of these items nobody knows whether Plivo took them: ${listed(unknown)}.`,
		unknown.length > 0 && !isUnknown(first.item) && MAY_HAVE_BEEN_SENT,
		accepted(results),
		notTried.length > 0 && (notTried.length === 1 ? '1 item was not sent.' : `${notTried.length} items were not sent.`),
	]);
}

interface Failure {
	item: number;
	error: NodeError;
}

function failures(results: ItemResult[]): Failure[] {
	return results.flatMap((result, item) => ('error' in result ? [{ item, error: result.error }] : []));
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
