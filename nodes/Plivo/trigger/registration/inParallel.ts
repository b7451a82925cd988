/**
 * How many numbers are processed at the same time. n8n gives up on an activation after 84 seconds. With about six
 * requests per number, 200 numbers at 300 ms per request take about 24 seconds, within Plivo's rate limit.
 */
export const CONCURRENCY = 15;

/**
 * Runs a task for each entry, with limited concurrency.
 *
 * @param task must not reject: the tasks running beside it would continue unattended
 * @param isOver checked before each start; once it returns true, no more tasks start, and running ones are awaited
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
