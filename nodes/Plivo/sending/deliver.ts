import { explainFault } from '../errors/describeRequestError';
import type { PlivoClient, RequestHooks } from '../client/plivoClient';
import type { Result } from '../client/retryPolicy';
import { readSendAnswer } from '../client/wire/sendResponse';
import type { SendAnswer } from '../client/wire/messageTypes';
import { PlivoFault } from '../errors/plivoRequestError';
import type { Booking, Outcome, Outcomes } from './outcomes';
import type { SendRequest } from './message';
import { joinRecipients } from './joinRecipients';

/**
 * Sends one request, with what it refers to put at Plivo before, and keeps in it what came of it. Keeps its outcome in the
 * record too: `unknown` from just before it leaves until Plivo's answer says otherwise, so that a try that is cut short at
 * any point leaves a trace, and none that did not leave.
 */
export async function deliver(client: PlivoClient, request: SendRequest, outcomes: Outcomes): Promise<void> {
	const { addMedia, to } = request;
	let { body } = request;
	try {
		if (addMedia !== undefined) body = { ...body, ...(await addMedia()) };
	} catch (error) {
		// What was cut short reached nobody, so the message has not been tried.
		if (!(error instanceof PlivoFault) || error.kind !== 'cancelled') request.error = error;
		return;
	}
	const result = await client.post<SendAnswer>('Message/', { ...body, dst: joinRecipients(to) }, trackResponse(request, outcomes));
	// One that did not leave because the run was over by then has not been tried.
	if ('fault' in result && !wasHeldBack(result.fault)) request.error = result.fault;
}

/** Keeps the outcome of each try, in the request and in the record. */
function trackResponse(request: SendRequest, outcomes: Outcomes): RequestHooks<SendAnswer> {
	const { item, contentId, to, shares } = request;
	let booking: Booking | undefined;
	return {
		beforeRequest() {
			booking = outcomes.book({ item, contentId, ...(to.length > 1 && { recipients: to.length }) }, shares);
		},
		afterResponse(result) {
			const tried = requirePlivoResponse(result);
			request.outcome = outcomeOf(tried);
			if (request.outcome === undefined) booking?.takeBack();
			else booking?.record(request.outcome);
			return tried;
		},
	};
}

/** @returns undefined where Plivo can't have taken the message */
function outcomeOf(tried: Result<SendAnswer>): Outcome | undefined {
	if ('answer' in tried) return { state: 'accepted', answer: tried.answer };
	const { fault } = tried;
	return fault.faultClass === 'unknown' ? { state: 'unknown', cause: explainFault(fault).message } : undefined;
}

/**
 * What an answer says of the message. A success that says of no recipient what became of them is somebody else's, such as
 * that of a wrong Base URL; and one that turns down every recipient is none.
 */
function requirePlivoResponse(tried: Result<unknown>): Result<SendAnswer> {
	if ('fault' in tried) return tried;
	const answer = readSendAnswer(tried.answer);
	if (answer === undefined) return { fault: new PlivoFault('unknown', 'unreadable', 'no message_uuid') };
	const { message_uuid, invalid_number = [] } = answer;
	if (message_uuid.length > 0) return { answer };
	return { fault: turnedDown(invalid_number) };
}

/** How many numbers an error names: it stands on each item of a request, and there may be 1,000 of both. */
const NAMED = 5;

/** For a message that Plivo answered with a success, and turned down for every number. */
export function turnedDown(numbers: string[]): PlivoFault {
	const named = numbers.slice(0, NAMED).join(', ');
	const more = numbers.length > NAMED ? ` and ${numbers.length - NAMED} more` : '';
	return new PlivoFault('refused', 'refused', `Plivo turned down the phone number${numbers.length > 1 ? 's' : ''} ${named}${more}`, 202);
}

function wasHeldBack({ kind, faultClass }: PlivoFault): boolean {
	return kind === 'cancelled' && faultClass === 'notSent';
}
