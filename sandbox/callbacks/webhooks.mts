import type { Changes } from '../changes.mts';
import type { SandboxClock } from '../clock.mts';
import type { WebhookMethod } from '../http/schemas.mts';
import { Schedule } from '../schedule.mts';
import { signatureHeaders, type WebhookRequest } from '../signature.mts';
import type { Variants } from '../variants.mts';
import { type Answer, callOnce, type CallResult } from './call.mts';

/** One try at calling a webhook, and its result. */
export interface CallbackAttempt {
	messageUuid: string;
	/** 1 for the first try, 2 to 4 for the retries. */
	attempt: number;
	/** Milliseconds since 1970 UTC on the sandbox's clock. */
	time: number;
	method: WebhookMethod;
	/** As registered. With GET, the parameters are added to its query. */
	url: string;
	params: WebhookRequest['params'];
	headers: Record<string, string>;
	/** The status of the answer; undefined while waiting for it, and if there was none. */
	status?: number;
	/** The rest of the answer. */
	answer?: Answer;
	/** Why there was no answer. */
	error?: string;
	/** For an incoming message: why a reply in the answer wasn't sent. */
	replyError?: string;
}

/** The outcome of a try: the receiver answered with 2xx, it didn't, or it didn't and that was the last of four tries. */
export type AttemptOutcome = 'accepted' | 'failed' | 'gaveUp';

export interface Webhook extends WebhookRequest {
	/** What it reports: an incoming message, or the status of a sent one. */
	kind: 'message' | 'status';
	messageUuid: string;
	/** The tokens it's signed with: of the account that owns the message, and of the main account. */
	tokens: { owner: string; main: string };
	/** Called after every try. */
	onAttempt?: (attempt: CallbackAttempt, outcome: AttemptOutcome) => void;
}

/** Plivo's page on callbacks: the receiver has 8 seconds to answer. If it fails, there are three retries after about 60, 120 and 240 seconds. */
const timeoutMs = 8_000;
const retryAfterMs = [60_000, 120_000, 240_000];

/**
 * Calls webhooks: signed, with Plivo's timeout and retries. Several calls run in parallel, and receivers can't rely on their
 * order, as with Plivo.
 *
 * Not known about live Plivo: whether each delay counts from the first try or from the previous one, as here, and whether a
 * redirect is followed. It isn't here, and counts as a failure. The switches message-signature, status-signature and callback-method
 * are about more.
 */
export class Webhooks {
	/** Every try so far, oldest first. */
	readonly attempts: CallbackAttempt[] = [];
	private readonly schedule: Schedule;
	private readonly underWay = new Set<AbortController>();

	constructor(
		private readonly clock: SandboxClock,
		private readonly changes: Changes,
		private readonly variants: Variants,
	) {
		this.schedule = new Schedule(clock);
	}

	/** Calls the webhook now, and again later if that fails. */
	send(webhook: Webhook): void {
		this.try(webhook, 1);
	}

	/** Calls the webhook once, as another try after the earlier ones, without retries. */
	sendOnceMore(webhook: Webhook): void {
		const before = this.attempts.filter(({ messageUuid }) => messageUuid === webhook.messageUuid);
		this.try(webhook, before.length + 1, false);
	}

	/** Cancels all calls and forgets the earlier ones. */
	clear(): void {
		this.stop();
		this.attempts.length = 0;
	}

	/** Cancels all calls. */
	stop(): void {
		this.schedule.clear();
		for (const controller of this.underWay) controller.abort();
		this.underWay.clear();
	}

	private try(webhook: Webhook, attempt: number, retries = true): void {
		const { kind, messageUuid, tokens, url, params } = webhook;
		const method = this.variants['callback-method'] === 'always-post' ? 'POST' : webhook.method;
		const request = { url, method, params };
		const headers = signatureHeaders(request, tokens, this.variants[`${kind}-signature`]);
		const entry: CallbackAttempt = { messageUuid, attempt, time: this.clock.now(), ...request, headers };
		this.attempts.push(entry);
		this.changes.note();

		const controller = new AbortController();
		this.underWay.add(controller);
		const cancelTimeout = this.schedule.after(timeoutMs, () => {
			controller.abort(new Error(`no answer within ${timeoutMs / 1_000} seconds`));
		});
		const work = callOnce(request, headers, controller.signal).then((result) => {
			cancelTimeout();
			// If it's no longer in the list, clear() has canceled it.
			if (this.underWay.delete(controller)) this.settle(webhook, entry, result, retries);
		});
		this.clock.holdFor(work);
	}

	private settle(webhook: Webhook, entry: CallbackAttempt, result: CallResult, retries: boolean): void {
		Object.assign(entry, result);
		const accepted = result.status !== undefined && result.status >= 200 && result.status < 300;
		const delay = retryAfterMs[entry.attempt - 1];
		if (!accepted && retries && delay !== undefined) this.schedule.after(delay, () => this.try(webhook, entry.attempt + 1));
		webhook.onAttempt?.(entry, accepted ? 'accepted' : retries && delay === undefined ? 'gaveUp' : 'failed');
		this.changes.note();
	}
}
