import { randomUUID } from 'node:crypto';

/**
 * What has changed in the sandbox since somebody last looked. Each change has a number, so that whoever looks again is told
 * no more than what is new; a reset begins a new epoch, in which nothing from before holds.
 */
export class Changes {
	epoch: string = randomUUID();
	revision = 0;
	private readonly revisions = new WeakMap<object, number>();
	private readonly listeners = new Set<() => void>();

	/** Something has come or changed; nothing is named when what it is goes out in full anyway. */
	note(thing?: object): void {
		this.revision += 1;
		if (thing !== undefined) this.revisions.set(thing, this.revision);
		for (const listener of this.listeners) listener();
	}

	/** Whether it has come or changed after the change of that number. */
	isAfter(thing: object, revision: number): boolean {
		return (this.revisions.get(thing) ?? 0) > revision;
	}

	/** All is as at the start. */
	restart(): void {
		this.epoch = randomUUID();
		this.note();
	}

	/** Calls `listener` at every change. Returns a function that ends that. */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
