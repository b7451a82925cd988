import { sleep } from 'n8n-workflow';

/** Something to do, and its recipients. */
export interface Task {
	/** Tasks that share a recipient run one after another, in the given order. */
	recipients: string[];
	run: () => Promise<void>;
}

/**
 * Runs tasks concurrently. A task starts once all earlier tasks that share a recipient with it are done. Otherwise, tasks
 * start in the given order.
 *
 * @param tasks must not reject
 * @param concurrency maximum number of tasks at the same time
 * @param isOver checked before each start; once it returns true, no more tasks start, and running ones are awaited
 * @param nextTurn lets everything else in the process run before the next start
 */
export async function runInOrder(
	tasks: Task[],
	concurrency: number,
	isOver: () => boolean,
	nextTurn: () => Promise<unknown> = async () => await sleep(0),
): Promise<void> {
	const queue = new Queue(tasks);
	await new Promise<void>((resolve, reject) => {
		let running = 0;
		let isStarting = false;
		const startMore = async () => {
			if (isStarting) return;
			isStarting = true;
			while (running < concurrency && !isOver()) {
				const next = queue.take();
				if (next === undefined) break;
				running += 1;
				next.task.run().then(() => {
					running -= 1;
					queue.done(next.index);
					startMore().catch(reject);
				}, reject);
				// Otherwise, the first request would wait until all have been prepared, blocking n8n's single thread
				// meanwhile.
				await nextTurn();
			}
			isStarting = false;
			if (running === 0) resolve();
		};
		startMore().catch(reject);
	});
}

/** Hands out tasks, each one only after those it has to wait for. */
class Queue {
	/** How many tasks each task still has to wait for. */
	private readonly waitsFor: Uint32Array;

	/** The tasks that wait for each task. */
	private readonly followers = new Map<number, number[]>();

	/** Tasks that were skipped because they had to wait, and that are now ready. */
	private readonly released: number[] = [];

	private nextReleased = 0;

	/** The first task that was neither handed out nor skipped. */
	private position = 0;

	constructor(private readonly tasks: Task[]) {
		this.waitsFor = new Uint32Array(tasks.length);
		const latest = new Map<string, number>();
		tasks.forEach(({ recipients }, index) => {
			const before = new Set<number>();
			for (const recipient of recipients) {
				const task = latest.get(recipient);
				if (task !== undefined && task !== index) before.add(task);
				latest.set(recipient, index);
			}
			for (const task of before) this.follow(task, index);
		});
	}

	take(): { task: Task; index: number } | undefined {
		const released = this.released[this.nextReleased];
		if (released !== undefined) {
			this.nextReleased += 1;
			return this.given(released);
		}
		while (this.position < this.tasks.length) {
			const index = this.position++;
			if (this.waitsFor[index] === 0) return this.given(index);
		}
		return undefined;
	}

	done(index: number): void {
		for (const follower of this.followers.get(index) ?? []) {
			const left = (this.waitsFor[follower] ?? 0) - 1;
			this.waitsFor[follower] = left;
			if (left === 0 && follower < this.position) this.released.push(follower);
		}
		this.followers.delete(index);
	}

	private follow(task: number, follower: number): void {
		const followers = this.followers.get(task);
		if (followers === undefined) this.followers.set(task, [follower]);
		else followers.push(follower);
		this.waitsFor[follower] = (this.waitsFor[follower] ?? 0) + 1;
	}

	private given(index: number): { task: Task; index: number } | undefined {
		const task = this.tasks[index];
		return task && { task, index };
	}
}
