import type { CallbackAttempt } from '../callbacks/webhooks.mts';
import type { FaultRule } from '../faults.mts';
import { answeringApplication } from '../inbound/route.mts';
import type { AccountNumber } from '../numbers/store.mts';
import type { RecordedRequest } from '../requestLog.mts';
import type { SandboxState } from '../state.mts';
import { messageView, type MessageView } from './messageView.mts';
import { requestWords } from './requestWords.mts';

/** A number of the account, and what is called for messages to it. */
export interface NumberView {
	number: string;
	alias: string | null;
	sms: boolean;
	mms: boolean;
	whatsapp: boolean;
	application: string | null;
	messageUrl: string | null;
	whatsappUrl: string | null;
}

/** A request to Plivo's API. */
export interface RequestView extends RecordedRequest {
	id: string;
	words: string;
}

/** A webhook call. */
export interface CallbackView extends CallbackAttempt {
	id: string;
	event: 'message' | 'status';
}

export interface FaultView {
	id: number;
	fault: FaultRule['fault'];
	method: string | null;
	path: string | null;
	left: number | 'always';
}

/** What the page gets: all of the small things and, of the long lists, only what is new or has changed since the last report. */
export interface Report {
	/** If it changes, nothing from earlier reports is valid anymore. */
	epoch: string;
	/** For the next request. */
	revision: number;
	numbers: NumberView[];
	faults: FaultView[];
	messages: MessageView[];
	requests: RequestView[];
	callbacks: CallbackView[];
}

/** People don't look further back on a page; /sandbox/requests and /sandbox/callbacks have everything. */
const shownMessages = 500;
const shownEntries = 300;

export function reportSince(revision: number, state: SandboxState): Report {
	const { changes, messages, requests, webhooks } = state;
	const isNew = (thing: object) => changes.isAfter(thing, revision);
	return {
		epoch: changes.epoch,
		revision: changes.revision,
		numbers: state.numbers.all().map((number) => numberView(number, state)),
		faults: state.faults.list().map(({ id, rule, left }) => faultView(id, rule, left)),
		messages: messages.all().slice(-shownMessages).filter(isNew).map((message) => messageView(message, state)),
		requests: lastOf(requests).flatMap(([request, index]) => {
			return isNew(request) ? [{ ...request, id: `request-${index}`, words: requestWords(request) }] : [];
		}),
		callbacks: lastOf(webhooks.attempts).flatMap(([attempt, index]) => {
			const event = attempt.params['Status'] === undefined ? 'message' : 'status';
			return isNew(attempt) ? [{ ...attempt, id: `callback-${index}`, event }] : [];
		}),
	};
}

/** The last entries, each with its index in the whole list. */
function lastOf<T>(list: readonly T[]): Array<[T, number]> {
	const first = Math.max(0, list.length - shownEntries);
	return list.slice(first).map((one, index) => [one, first + index]);
}

function numberView(number: AccountNumber, state: SandboxState): NumberView {
	const { number: digits, alias, sms, mms, whatsapp = false } = number;
	return {
		number: digits,
		alias,
		sms,
		mms,
		whatsapp,
		application: answeringApplication(number, state)?.name ?? null,
		messageUrl: state.inbox.targetOf(number, 'sms')?.url ?? null,
		whatsappUrl: whatsapp ? (state.inbox.targetOf(number, 'whatsapp')?.url ?? null) : null,
	};
}

function faultView(id: number, { fault, method, path }: FaultRule, left: number | 'always'): FaultView {
	return { id, fault, method: method ?? null, path: path === undefined ? null : String(path), left };
}
