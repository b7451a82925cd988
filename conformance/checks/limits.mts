import { type Answer, LISTS_A_MINUTE } from '../api.mts';
import { type Check, Skip } from '../check.mts';
import { saw } from '../record/sighting.mts';
import type { Scene, Stage } from '../stage.mts';

interface Burst {
	/** How many requests that Plivo rejects as wrong went before. */
	rejected: number;
	/** How many good ones Plivo answered before it said that these are too many. */
	answered: number;
	tooMany: Answer | undefined;
}

/** A filter that Plivo's reference of the message list doesn't allow: at most 20. */
const WRONG = { limit: '999' };
const GOOD = { limit: '1' };

/** Wrong and good look-ups up to the limit of the message list, which is the lowest that Plivo documents. */
const burst: Scene<Burst> = {
	id: 'burst of look-ups',
	does: `lists messages more than ${LISTS_A_MINUTE} times within a minute`,
	messages: () => 0,
	changes: 'for about a minute, Plivo rejects look-ups in the list of messages, by other programs too',
	async play(stage) {
		// The earlier ones of this run must have left the window of a minute.
		await stage.api.listMessages(GOOD, 1);
		let rejected = 0;
		while (rejected < LISTS_A_MINUTE) {
			const answer = await stage.api.listNow(WRONG);
			if (answer.status === 429) return { rejected, answered: 0, tooMany: answer };
			if (answer.status !== 400) throw new Skip(`Plivo does not reject a list of 999 (HTTP ${answer.status})`);
			rejected += 1;
		}
		for (let answered = 0; answered <= LISTS_A_MINUTE; answered += 1) {
			const answer = await stage.api.listNow(GOOD);
			if (answer.status === 429) return { rejected, answered, tooMany: answer };
		}
		return { rejected, answered: LISTS_A_MINUTE + 1, tooMany: undefined };
	},
};

/**
 * After the limit is reached, look-ups that Plivo rejects as too many, in the middle of the minute; then one after the minute.
 * Its answer says whether those in the middle counted.
 */
const hammering: Scene<Answer> = {
	id: 'look-ups over the limit',
	does: 'goes on with look-ups for 40 seconds after that, and looks whether they count',
	messages: () => 0,
	async play(stage) {
		await stage.play(burst);
		await stage.pause(40_000);
		for (let sent = 0; sent < LISTS_A_MINUTE; sent += 1) await stage.api.listNow(GOOD);
		await stage.pause(22_000);
		return await stage.api.listNow(GOOD);
	},
};

export const rejectedRequests: Check = {
	id: 'rejected-requests',
	asks: 'Do requests that Plivo rejects count towards its limits?',
	positions: ['counted', 'all-counted', 'free'],
	needs: [],
	scenes: [burst, hammering],
	async run(stage) {
		const { rejected, answered } = await reached(stage);
		const seen = saw`after ${rejected} wrong look-ups, ${answered} good ones were answered before HTTP 429`;
		if (answered > 0) return { saw: [seen], conclusion: 'free' };
		const { status } = await stage.play(hammering);
		const later = saw`a minute after the limit was reached, with ${LISTS_A_MINUTE} look-ups too many in between: HTTP ${status}`;
		return { saw: [seen, later], conclusion: status === 429 ? 'all-counted' : status === 200 ? 'counted' : undefined };
	},
};

export const retryAfter: Check = {
	id: 'retry-after',
	asks: 'Does an answer with HTTP 429 say when to try again (Retry-After)?',
	positions: ['absent', 'seconds'],
	needs: [],
	scenes: [burst],
	async run(stage) {
		const value = (await reached(stage)).tooMany.headers.get('retry-after');
		const conclusion = value === null ? 'absent' : /^\d+(\.\d+)?$/.test(value) ? 'seconds' : undefined;
		return { saw: [saw`Retry-After: ${value === null ? 'not there' : conclusion === 'seconds' ? Number(value) : 'no number'}`], conclusion };
	},
};

/** @throws Skip if Plivo never says that there are too many */
async function reached(stage: Stage): Promise<Burst & { tooMany: Answer }> {
	const { tooMany, ...seen } = await stage.play(burst);
	if (tooMany === undefined) throw new Skip(`Plivo never answered with HTTP 429 within ${seen.rejected + seen.answered} look-ups`);
	return { ...seen, tooMany };
}
