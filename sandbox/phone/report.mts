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

/** All that the page shows. */
export interface Report {
	/** If it changes, the sandbox is another one or has been reset. */
	run: string;
	numbers: NumberView[];
	faults: FaultView[];
	/** The last ones, oldest first. */
	messages: MessageView[];
	requests: RequestView[];
	callbacks: CallbackView[];
	/** How many earlier messages, and requests and calls, are left out. */
	leftOut: { messages: number; entries: number };
}

/** People don't look further back on a page; /sandbox/requests and /sandbox/callbacks have everything. */
const shownMessages = 500;
const shownEntries = 300;

export function reportOf(state: SandboxState): Report {
	const messages = state.messages.all();
	const { attempts } = state.webhooks;
	const requests = lastEntries(state.requests);
	const callbacks = lastEntries(attempts);
	const lastCalls = new Map(attempts.map((attempt) => [attempt.messageUuid, attempt]));
	return {
		run: state.changes.run,
		numbers: state.numbers.all().map((number) => numberView(number, state)),
		faults: state.faults.list().map(({ id, rule, left }) => faultView(id, rule, left)),
		messages: messages.slice(-shownMessages).map((message) => messageView(message, state, lastCalls.get(message.uuid))),
		requests: requests.map(([request, index]) => ({ ...request, id: `request-${index}`, words: requestWords(request) })),
		callbacks: callbacks.map(([attempt, index]) => {
			return { ...attempt, id: `callback-${index}`, event: attempt.params['Status'] === undefined ? 'message' : 'status' };
		}),
		leftOut: {
			messages: Math.max(0, messages.length - shownMessages),
			entries: state.requests.length - requests.length + attempts.length - callbacks.length,
		},
	};
}

/** The last entries, each with its index in the whole list. */
function lastEntries<T>(list: readonly T[]): Array<[T, number]> {
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
