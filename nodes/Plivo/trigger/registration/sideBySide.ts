/**
 * How many numbers are worked on at the same time. n8n gives up on an activation after 84 seconds. With some five requests
 * for each, 200 numbers at 300 ms a request take about 20 seconds, within Plivo's limit of requests.
 */
const CONCURRENCY = 15;

/**
 * Does something for each of many, so many at a time.
 *
 * @param task must not reject: what is under way beside it would go on alone
 * @param isOver asked before each one begins; once it says yes, no other does, and what has begun is waited for
 */
export async function inParallel<T>(
	entries: Iterable<T>,
	task: (entry: T) => Promise<void>,
	isOver: () => boolean = () => false,
): Promise<void> {
	const waiting = [...entries].values();
	const work = async () => {
		while (!isOver()) {
			const next = waiting.next();
			if (next.done === true) return;
			await task(next.value);
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, work));
}
