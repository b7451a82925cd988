import { type Answer, LISTS_A_MINUTE } from '../api.mts';
import { type Check, Skip } from '../check.mts';
import { saw } from '../record/sighting.mts';
import type { Scene } from '../stage.mts';

interface Burst {
	/** How many requests that Plivo rejects went before. */
	rejected: number;
	/** How many good ones Plivo answered before it said that these are too many. */
	answered: number;
	tooMany: Answer | undefined;
}

/** A filter that Plivo's reference of the message list doesn't allow: at most 20. */
const NO_LIMIT = { limit: '999' };

/** Good and rejected look-ups up to the limit of the message list, which is the lowest that Plivo documents. */
const burst: Scene<Burst> = {
	id: 'burst of look-ups',
	does: `lists messages more than ${LISTS_A_MINUTE} times within a minute`,
	messages: () => 0,
	changes: 'for a minute, Plivo rejects look-ups in the list of messages by other programs too',
	async play(stage) {
		// The earlier ones of this run must have left the window of a minute.
		await stage.api.listMessages({ limit: '1' }, 1);
		let rejected = 0;
		while (rejected < LISTS_A_MINUTE) {
			const answer = await stage.api.listNow(NO_LIMIT);
			if (answer.status === 429) return { rejected, answered: 0, tooMany: answer };
			if (answer.status !== 400) throw new Skip(`Plivo does not reject a list of 999 (HTTP ${answer.status})`);
			rejected += 1;
		}
		for (let answered = 0; answered <= LISTS_A_MINUTE; answered += 1) {
			const answer = await stage.api.listNow({ limit: '1' });
			if (answer.status === 429) return { rejected, answered, tooMany: answer };
		}
		return { rejected, answered: LISTS_A_MINUTE + 1, tooMany: undefined };
	},
};

export const rejectedRequests: Check = {
	id: 'rejected-requests',
	asks: 'Do requests that Plivo rejects count towards its limits?',
	positions: ['counted', 'free'],
	needs: [],
	scenes: [burst],
	async run(stage) {
		const { rejected, answered, tooMany } = await stage.play(burst);
		const seen = saw`after ${rejected} rejected look-ups, ${answered} good ones were answered before HTTP 429`;
		if (tooMany === undefined) throw new Skip(`Plivo never answered with HTTP 429 within ${rejected + answered} look-ups`);
		return { saw: [seen], conclusion: answered === 0 ? 'counted' : 'free' };
	},
};

export const retryAfter: Check = {
	id: 'retry-after',
	asks: 'Does an answer with HTTP 429 say when to try again (Retry-After)?',
	positions: ['absent', 'seconds'],
	needs: [],
	scenes: [burst],
	async run(stage) {
		const { tooMany } = await stage.play(burst);
		if (tooMany === undefined) throw new Skip('Plivo never answered with HTTP 429');
		const value = tooMany.headers.get('retry-after');
		const conclusion = value === null ? 'absent' : /^\d+(\.\d+)?$/.test(value) ? 'seconds' : undefined;
		return { saw: [saw`Retry-After: ${value === null ? 'not there' : /^[\w ,:.+-]{1,40}$/.test(value) ? value : 'something else'}`], conclusion };
	},
};
