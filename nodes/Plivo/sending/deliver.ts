import type { PlivoClient, RequestHooks } from '../client/plivoClient';
import type { RequestResult } from '../client/retryPolicy';
import type { MessageBody, SendResponse } from '../client/wire/messageTypes';
import { readSendResponse } from '../client/wire/sendResponse';
import { describeRequestError } from '../errors/describeRequestError';
import { numbersInWords } from '../errors/itemNames';
import { PlivoRequestError } from '../errors/plivoRequestError';
import { joinRecipients } from './joinRecipients';
import type { SendRequest } from './message';
import type { Reservation, Outcome, Outcomes } from './outcomes';

/**
 * Sends one request, after choosing its body and preparing the files it refers to, and stores the result in the request.
 * The record gets the outcome too: `unknown` from just before the request is sent until Plivo's response replaces it. So a
 * try that is cut short at any point leaves a trace, and a request that was never sent leaves none.
 */
export async function deliver(client: PlivoClient, request: SendRequest, outcomes: Outcomes): Promise<void> {
	const { to } = request;
	let body: MessageBody;
	try {
		const content = await contentFor(request);
		body = { ...content.body, ...(await content.addMedia?.()) };
	} catch (error) {
		// Cancelling at this point means that nothing reached a recipient, so the message counts as not tried.
		if (!(error instanceof PlivoRequestError) || error.kind !== 'cancelled') request.error = error;
		return;
	}
	const result = await client.post<SendResponse>('Message/', { ...body, dst: joinRecipients(to) }, recordOutcome(request, outcomes));
	// A request that was held back because the run had ended counts as not tried.
	if ('failure' in result && !wasHeldBack(result.failure)) request.error = result.failure;
}

/** Chooses between the two bodies of a request that has a template too. Such a request has one recipient. */
async function contentFor(request: SendRequest): Promise<Pick<SendRequest, 'body' | 'addMedia'>> {
	const { templateInstead, to } = request;
	const [number] = to;
	if (templateInstead === undefined || number === undefined) return request;
	const isNeeded = await templateInstead.isFor(number);
	request.sentAs = isNeeded ? 'template' : templateInstead.insteadOf;
	return isNeeded ? templateInstead : request;
}

/** Stores the outcome of each try in the request and in the record. */
function recordOutcome(request: SendRequest, outcomes: Outcomes): RequestHooks<SendResponse> {
	const { item, contentId, to, reference, sentAs, shares } = request;
	const own = { ...(reference !== undefined && { reference }), ...(sentAs !== undefined && { sentAs }) };
	let reservation: Reservation | undefined;
	return {
		beforeRequest() {
			reservation = outcomes.reserve({ item, contentId, ...own, ...(to.length > 1 && { recipients: to.length }) }, shares);
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

/** @returns undefined if Plivo can't have accepted the message */
function outcomeOf(tried: RequestResult<SendResponse>): Outcome | undefined {
	if ('response' in tried) return { state: 'accepted', response: tried.response };
	const { failure } = tried;
	return failure.outcome === 'unknown' ? { state: 'unknown', cause: describeRequestError(failure).message } : undefined;
}

/**
 * Turns a successful response into a failure if Plivo didn't accept the message for anyone. A response that lists no
 * recipients isn't from Plivo (the Base URL may be wrong), so the outcome is unknown. A response that rejects every
 * recipient means that nothing was sent.
 */
function requirePlivoResponse(tried: RequestResult<unknown>): RequestResult<SendResponse> {
	if ('failure' in tried) return tried;
	const response = readSendResponse(tried.response);
	if (response === undefined) return { failure: new PlivoRequestError('unknown', 'unreadable', 'no message_uuid') };
	const { message_uuid, invalid_number = [] } = response;
	if (message_uuid.length > 0) return { response };
	return { failure: allRejected(invalid_number) };
}

/** For a message that Plivo answered with a success status although it rejected every number. */
export function allRejected(numbers: string[]): PlivoRequestError {
	return new PlivoRequestError('refused', 'refused', `Plivo rejected the phone number${numbers.length > 1 ? 's' : ''} ${numbersInWords(numbers)}`, 202);
}

function wasHeldBack({ kind, outcome }: PlivoRequestError): boolean {
	return kind === 'cancelled' && outcome === 'notSent';
}
