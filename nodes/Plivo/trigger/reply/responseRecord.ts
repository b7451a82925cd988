import type { IWebhookFunctions } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** How long Plivo waits for a response. (Its page on messaging webhooks.) */
const PLIVO_WAITS_MS = 8_000;

/** Plivo's first retry comes a minute after the call; half of that leaves room for clock differences and queues. */
const RETRIES_BEGIN_MS = 30_000;

const systemClock = () => Date.now();

/**
 * Whether Plivo can have received the response to a call.
 *
 * Many of these are remembered, so the response itself isn't kept: only the listeners on the response may use it.
 */
export class ResponseRecord {
	private readonly calledAt: number;
	private endedAt?: number;
	private isBroken = false;

	/**
	 * @param response of a call that has just come in
	 * @param now the time in milliseconds
	 */
	constructor(
		response: Response,
		private readonly now: () => number = systemClock,
	) {
		this.calledAt = now();
		response.once('finish', () => {
			this.endedAt = this.now();
			// An error response, such as 500 when n8n could not start the workflow, contains no reply.
			this.isBroken = response.statusCode >= 300;
		});
		response.once('close', () => {
			if (this.endedAt === undefined) this.isBroken = true;
		});
	}

	/**
	 * Whether Plivo has not received this response, as far as a later call with the same message shows: the caller had
	 * hung up, the response was sent too late, or the later call comes at the time of Plivo's retries, which happen only
	 * without a response in time. A call at the same moment, or soon after, isn't a retry by Plivo, and proves nothing.
	 */
	isLostFor(later: ResponseRecord): boolean {
		if (this.isBroken || (this.endedAt ?? this.now()) - this.calledAt > PLIVO_WAITS_MS) return true;
		return later.calledAt - this.calledAt >= RETRIES_BEGIN_MS;
	}
}
