import { sleep } from 'n8n-workflow';

/** Something to do, and whom it is for. */
export interface Task {
	/** Two tasks that share a recipient are done one after the other, in the order given. */
	recipients: string[];
	run: () => Promise<void>;
}

/**
 * Does tasks side by side, each one when those before it that share a recipient with it are done. Begins them in the order
 * given as far as that allows.
 *
 * @param tasks must not reject
 * @param concurrency how many at the same time at most
 * @param isOver asked before each start; once it says yes nothing more is started, and what runs is waited for
 * @param nextTurn lets everything else in the process go on before the next start
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
				// Else the first would only leave when all have been made ready, and n8n's one thread would do nothing else till then.
				await nextTurn();
			}
			isStarting = false;
			if (running === 0) resolve();
		};
		startMore().catch(reject);
	});
}

/** Gives out tasks, none before those it has to wait for. */
class Queue {
	/** How many tasks each one still has to wait for. */
	private readonly waitsFor: Uint32Array;

	/** The tasks that wait for each one. */
	private readonly followers = new Map<number, number[]>();

	/** Tasks that were passed over, because they had to wait, and need not any more. */
	private readonly released: number[] = [];

	private nextReleased = 0;

	/** The first task that was neither given out nor passed over. */
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
