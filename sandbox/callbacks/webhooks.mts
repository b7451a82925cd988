import type { Changes } from '../changes.mts';
import type { SandboxClock } from '../clock.mts';
import { Schedule } from '../schedule.mts';
import { signatureHeaders, type WebhookRequest } from '../signature.mts';
import { type Answer, callOnce, type CallResult } from './call.mts';

/** One try at calling a webhook, as it went. */
export interface CallbackAttempt {
	messageUuid: string;
	/** 1 for the first try, 2 to 4 for the retries. */
	attempt: number;
	/** Milliseconds since 1970 UTC on the sandbox's clock. */
	time: number;
	method: 'GET' | 'POST';
	/** As registered; with GET the parameters are added to its query. */
	url: string;
	params: WebhookRequest['params'];
	headers: Record<string, string>;
	/** What the receiver answered; undefined while under way and when there was no answer. */
	status?: number;
	/** The rest of the answer. */
	answer?: Answer;
	/** Why there was no answer. */
	error?: string;
	/** Of the webhook of an incoming message: why a reply in the answer was not sent. */
	replyError?: string;
}

/** How a try went: the receiver answered with 2xx, or it did not, or it did not and that was the last of four tries. */
export type Outcome = 'taken' | 'failed' | 'givenUp';

export interface Webhook extends WebhookRequest {
	messageUuid: string;
	/** The tokens it is signed with: of the account that owns the message, and of the main account. */
	tokens: { owner: string; main: string };
	/** Told of every try, once it is over. */
	tried?: (attempt: CallbackAttempt, outcome: Outcome) => void;
}

/** Plivo's page on callbacks: the receiver has 8 seconds; otherwise three retries after about 60, 120 and 240 seconds. */
const timeoutMs = 8_000;
const retryAfterMs = [60_000, 120_000, 240_000];

/**
 * Calls webhooks: signed, with Plivo's time-out and retries. Several go out side by side, in no order that a receiver may
 * rely on, as with Plivo.
 *
 * Not known about live Plivo: whether each delay counts from the first try or from the one before; from the one before here.
 * Also whether a redirect is followed; it is not here, and counts as a failure.
 */
export class Webhooks {
	/** Every try so far, oldest first. */
	readonly attempts: CallbackAttempt[] = [];
	private readonly schedule: Schedule;
	private readonly underWay = new Set<AbortController>();

	constructor(
		private readonly clock: SandboxClock,
		private readonly changes: Changes,
	) {
		this.schedule = new Schedule(clock);
	}

	/** Calls the webhook now, and again later should that fail. */
	send(webhook: Webhook): void {
		this.try(webhook, 1);
	}

	/** Calls the webhook once, as one more try after those that were made, and leaves it at that. */
	sendOnceMore(webhook: Webhook): void {
		const before = this.attempts.filter(({ messageUuid }) => messageUuid === webhook.messageUuid);
		this.try(webhook, before.length + 1, false);
	}

	/** Gives up on all calls and forgets those that were made. */
	clear(): void {
		this.stop();
		this.attempts.length = 0;
	}

	/** Gives up on all calls. */
	stop(): void {
		this.schedule.clear();
		for (const controller of this.underWay) controller.abort();
		this.underWay.clear();
	}

	private try(webhook: Webhook, attempt: number, retries = true): void {
		const { messageUuid, tokens, url, method, params } = webhook;
		const request = { url, method, params };
		const headers = signatureHeaders(request, tokens);
		const entry: CallbackAttempt = { messageUuid, attempt, time: this.clock.now(), ...request, headers };
		this.attempts.push(entry);
		this.changes.note(entry);

		const controller = new AbortController();
		this.underWay.add(controller);
		const cancelTimeout = this.schedule.after(timeoutMs, () => {
			controller.abort(new Error(`no answer within ${timeoutMs / 1_000} seconds`));
		});
		const work = callOnce(request, headers, controller.signal).then((result) => {
			cancelTimeout();
			// Taken off the list means that clear() has given up on it.
			if (this.underWay.delete(controller)) this.settle(webhook, entry, result, retries);
		});
		this.clock.holdFor(work);
	}

	private settle(webhook: Webhook, entry: CallbackAttempt, result: CallResult, retries: boolean): void {
		Object.assign(entry, result);
		const taken = result.status !== undefined && result.status >= 200 && result.status < 300;
		const delay = retryAfterMs[entry.attempt - 1];
		if (!taken && retries && delay !== undefined) this.schedule.after(delay, () => this.try(webhook, entry.attempt + 1));
		webhook.tried?.(entry, taken ? 'taken' : retries && delay === undefined ? 'givenUp' : 'failed');
		this.changes.note(entry);
	}
}
