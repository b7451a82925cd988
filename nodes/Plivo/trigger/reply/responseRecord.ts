import type { IWebhookFunctions } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** How long Plivo waits for an answer. (Its page on messaging webhooks.) */
const PLIVO_WAITS_MS = 8_000;

/** Plivo's first retry comes a minute after the call; half of that leaves room for clocks and queues. */
const RETRIES_BEGIN_MS = 30_000;

const systemClock = () => Date.now();

/**
 * What is known of the answer to a call: whether Plivo can have got it.
 *
 * Keeps nothing of the response, since many of these are remembered: only what listens to the response may name it.
 */
export class AnswerRecord {
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
			// A refusal, such as 500 when n8n could not start the workflow, brought nothing.
			this.isBroken = response.statusCode >= 300;
		});
		response.once('close', () => {
			if (this.endedAt === undefined) this.isBroken = true;
		});
	}

	/**
	 * Whether Plivo has not got this answer, as far as can be told when there is a call with the same message again: it had hung
	 * up, or the answer left too late, or the call comes when Plivo's retries do, and those come only without an answer in time.
	 * A call at the same moment, or soon after, is somebody else's repetition, and proves nothing.
	 */
	isLostFor(later: AnswerRecord): boolean {
		if (this.isBroken || (this.endedAt ?? this.now()) - this.calledAt > PLIVO_WAITS_MS) return true;
		return later.calledAt - this.calledAt >= RETRIES_BEGIN_MS;
	}
}
