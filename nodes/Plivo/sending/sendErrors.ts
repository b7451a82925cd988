import type { INode, NodeError } from 'n8n-workflow';

import { itemsInWords, nameItem, nameNoItem, numbersInWords, type NumbersOf } from '../errors/itemNames';
import { shortened } from '../errors/shortened';
import { addNote, operationError } from '../errors/toNodeError';
import type { ItemFailure, SendResult } from './batchOperation';

const LOOK_FIRST =
	'Look for it under Messaging > Logs in the Plivo console, or with the List operation, before you run anything again: Execute step and a new execution would send it twice.';

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
	const next = continues
		? 'Leave out those numbers if you send it again.'
		: "Retrying this execution doesn't send it to them again. Execute step and a new execution do.";
	return `Plivo accepted this message for ${numbersInWords(numbers)}. ${next}`;
}

export function isFailure(result: SendResult): result is ItemFailure {
	return 'error' in result;
}

const BLANK_ROW = /^'To' is empty/;

/** The items of a run, for sentences about them. */
export interface RunItems {
	count: number;
	numbersOf: NumbersOf;
}

/**
 * Called before anything is sent.
 *
 * @throws NodeError of the first item that can't be sent, with a summary of the others
 */
export function throwIfAnyIsHeldUp(results: SendResult[], items: RunItems): void {
	const { count, numbersOf } = items;
	const [first, ...others] = failures(results);
	if (first === undefined) return;
	const alike = others.filter(({ error }) => error.message === first.error.message);
	const unlike = others.filter((other) => !alike.includes(other));
	const blank = unlike.filter(({ error }) => BLANK_ROW.test(error.message)).length;
	const notes = [
		alike.length > 0 && alikeNote(alike, items),
		'Nothing was sent in this try, for any item.',
		unlike.length > 0 && `These items have problems too: ${reasons(unlike, numbersOf)}`,
		blank > 1 && `In ${blank} of them, 'To' is empty: remove blank rows from a sheet with a Filter node before this one.`,
		acceptedNote(results, items),
	];
	const named = count > 1 && alike.length + 1 === count ? nameNoItem(first.error) : nameItem(first.error, first.item, count, numbersOf(first.item));
	throw addNote(named, notes.filter(Boolean).join(' '));
}

function alikeNote(alike: Failure[], { count, numbersOf }: RunItems): string {
	if (alike.length + 1 === count) return count === 2 ? 'Both items have this problem.' : `All ${count} items have this problem.`;
	return `${alike.length + 1} of the ${count} items have this problem, also: ${listed(alike, numbersOf)}.`;
}

/**
 * Called once everything in flight has ended.
 *
 * @param notTried the items that were not sent completely because the run had ended
 * @throws NodeError of the first item that failed, with a summary of the others
 */
export function throwIfAnyFailed(results: SendResult[], items: RunItems, notTried: Array<ItemFailure & { item: number }>): void {
	const [first, ...others] = failures(results);
	if (first === undefined) {
		const [one] = notTried;
		if (one === undefined) return;
		throw withNotes(one, items, [acceptedNote(results, items)]);
	}
	const refused = others.filter(({ isUnknown }) => !isUnknown);
	const unknown = others.filter(({ isUnknown }) => isUnknown);
	throw withNotes(first, items, [
		refused.length > 0 && `These items failed too: ${reasons(refused, items.numbersOf)}`,
		unknown.length > 0 && `It's unknown whether Plivo accepted these items: ${listed(unknown, items.numbersOf)}.`,
		unknown.length > 0 && !first.isUnknown && MAY_HAVE_BEEN_SENT,
		acceptedNote(results, items),
		notTried.length > 0 && `${notTried.length === 1 ? '1 item was' : `${notTried.length} items were`} not sent.`,
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

function withNotes({ item, error }: { item: number; error: NodeError }, { count, numbersOf }: RunItems, notes: Array<string | false>): NodeError {
	return addNote(nameItem(error, item, count, numbersOf(item)), notes.filter(Boolean).join(' '));
}

const SENDS_AGAIN = 'Execute step and a new execution send to them again';

/**
 * Says for whom Plivo has accepted messages of this execution, and how to send the others without sending those again.
 *
 * @param continues whether the node is set to continue on error, so that no retry runs it again
 */
export function acceptedNote(results: SendResult[], { count, numbersOf }: RunItems, continues = false): string {
	const items = results.flatMap((result, item) => ('output' in result ? [item] : []));
	if (items.length === 0) return '';
	const accepted = `Plivo has already accepted ${items.length === 1 ? '1 message' : `${items.length} messages`}: ${itemsInWords(items, numbersOf)}.`;
	if (continues) return `${accepted} ${SENDS_AGAIN}.`;
	if (items.length === count) return `${accepted} ${SENDS_AGAIN}; retrying this failed execution, under Executions, doesn't.`;
	return `${accepted} ${SENDS_AGAIN}; retrying this failed execution, under Executions, sends only what is missing. To use Execute step, first take out these items: edit the output of the node before this one, which pins it, and delete them there.`;
}

function listed(failed: Failure[], numbersOf: NumbersOf): string {
	return itemsInWords(failed.map(({ item }) => item), numbersOf);
}

/** How many different reasons a sentence gives. */
const REASONS = 3;

/** Why items failed, those with the same reason together: `2nd item (+14155550121): 'Text' is empty.` */
function reasons(failed: Failure[], numbersOf: NumbersOf): string {
	const groups = new Map<string, Failure[]>();
	for (const failure of failed) groups.set(failure.error.message, [...(groups.get(failure.error.message) ?? []), failure]);
	const sentences = [...groups].slice(0, REASONS).map(([message, group]) => `${listed(group, numbersOf)}: ${shortened(message, REASON_LENGTH)}.`);
	const others = [...groups.values()].slice(REASONS).flat().length;
	return [...sentences, ...(others > 0 ? [`${others} more for other reasons.`] : [])].join(' ');
}

/** Length of a reason, in characters. */
const REASON_LENGTH = 150;
