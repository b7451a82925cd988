import type { PlivoClient, RequestHooks } from '../client/plivoClient';
import type { RequestResult } from '../client/retryPolicy';
import type { SendResponse } from '../client/wire/messageTypes';
import { readSendResponse } from '../client/wire/sendResponse';
import { describeRequestError } from '../errors/describeRequestError';
import { PlivoRequestError } from '../errors/plivoRequestError';
import { joinRecipients } from './joinRecipients';
import type { SendRequest } from './message';
import type { Reservation, Outcome, Outcomes } from './outcomes';

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
		if (!(error instanceof PlivoRequestError) || error.kind !== 'cancelled') request.error = error;
		return;
	}
	const result = await client.post<SendResponse>('Message/', { ...body, dst: joinRecipients(to) }, recordOutcome(request, outcomes));
	// One that did not leave because the run was over by then has not been tried.
	if ('failure' in result && !wasHeldBack(result.failure)) request.error = result.failure;
}

/** Keeps the outcome of each try, in the request and in the record. */
function recordOutcome(request: SendRequest, outcomes: Outcomes): RequestHooks<SendResponse> {
	const { item, contentId, to, shares } = request;
	let reservation: Reservation | undefined;
	return {
		beforeRequest() {
			reservation = outcomes.reserve({ item, contentId, ...(to.length > 1 && { recipients: to.length }) }, shares);
		},
		afterResponse(result) {
			const tried = requirePlivoResponse(result);
			request.outcome = outcomeOf(tried);
			if (request.outcome === undefined) reservation?.cancel();
			else reservation?.record(request.outcome);
			return tried;
		},
	};
}

/** @returns undefined where Plivo can't have taken the message */
function outcomeOf(tried: RequestResult<SendResponse>): Outcome | undefined {
	if ('response' in tried) return { state: 'accepted', response: tried.response };
	const { failure } = tried;
	return failure.outcome === 'unknown' ? { state: 'unknown', cause: describeRequestError(failure).message } : undefined;
}

/**
 * What an answer says of the message. A success that says of no recipient what became of them is somebody else's, such as
 * that of a wrong Base URL; and one that turns down every recipient is none.
 */
function requirePlivoResponse(tried: RequestResult<unknown>): RequestResult<SendResponse> {
	if ('failure' in tried) return tried;
	const response = readSendResponse(tried.response);
	if (response === undefined) return { failure: new PlivoRequestError('unknown', 'unreadable', 'no message_uuid') };
	const { message_uuid, invalid_number = [] } = response;
	if (message_uuid.length > 0) return { response };
	return { failure: allRejected(invalid_number) };
}

/** How many numbers an error names: it stands on each item of a request, and there may be 1,000 of both. */
const NAMED = 5;

/** For a message that Plivo answered with a success, and turned down for every number. */
export function allRejected(numbers: string[]): PlivoRequestError {
	const named = numbers.slice(0, NAMED).join(', ');
	const more = numbers.length > NAMED ? ` and ${numbers.length - NAMED} more` : '';
	return new PlivoRequestError('refused', 'refused', `Plivo turned down the phone number${numbers.length > 1 ? 's' : ''} ${named}${more}`, 202);
}

function wasHeldBack({ kind, outcome }: PlivoRequestError): boolean {
	return kind === 'cancelled' && outcome === 'notSent';
}
