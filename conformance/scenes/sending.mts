import { type Answer, field, type SendBody } from '../api.mts';
import { Skip } from '../check.mts';
import { said, saw, type Sighting } from '../record/sighting.mts';
import type { Stage } from '../stage.mts';

/** What became of one send request. */
export interface Sent {
	answer: Answer;
	/** Empty if Plivo rejected it. */
	uuids: string[];
}

/** Sends, once. @throws NoAnswerError */
export async function send(stage: Stage, body: SendBody): Promise<Sent> {
	const answer = await stage.api.send(body);
	const uuids = field(answer, 'message_uuid');
	return { answer, uuids: answer.status === 202 && Array.isArray(uuids) ? uuids.map(String) : [] };
}

/** The answer to a send in a few words. */
export function answerOf({ answer, uuids }: Sent): Sighting {
	if (answer.status === 202) return saw`HTTP 202, ${uuids.length} message_uuid`;
	return httpOf(answer);
}

/** An answer in a few words: its status, and Plivo's words if it's an error. */
export function httpOf({ status, body }: Answer): Sighting {
	if (status < 400) return saw`HTTP ${status}`;
	return saw`HTTP ${status} (${said(field(body, 'error') ?? body ?? 'no text')})`;
}

export interface Ending {
	state: string;
	errorCode: string;
}

/** States that a message doesn't leave, or only for `read`. */
const FINAL = ['delivered', 'read', 'undelivered', 'failed', 'rejected'];
const FAILED = ['undelivered', 'failed', 'rejected'];

/** The last state of a message, or the one that it is in when the time is over. */
export async function endingOf(stage: Stage, uuid: string): Promise<Ending> {
	let ending: Ending = { state: 'unknown', errorCode: '' };
	await stage.until(async () => {
		const record = await stage.api.get(`Message/${uuid}/`);
		ending = { state: String(field(record, 'message_state') ?? 'unknown'), errorCode: String(field(record, 'error_code') ?? '') };
		return FINAL.includes(ending.state) ? ending : undefined;
	}, stage.timing.arrivalMs);
	return ending;
}

/** In words: the state, and the error code if there is one. */
export function endingText({ state, errorCode }: Ending): string {
	return /^\d+$/.test(errorCode) && Number(errorCode) > 0 ? `${state} with error code ${errorCode}` : state;
}

export function hasFailed({ state }: Ending): boolean {
	return FAILED.includes(state);
}

/** A refusal says something about its content only if messages without that content are accepted. @throws Skip */
export function mustBeAccepted(what: string, sent: Sent): void {
	if (sent.uuids.length === 0) throw new Skip(`Plivo didn't accept ${what} (HTTP ${sent.answer.status})`);
}
