import { randomUUID } from 'node:crypto';

/**
 * What has changed in the sandbox since the page last asked. Each change has a number, so that the page only gets what's new. A
 * reset starts a new epoch, in which nothing from before is valid.
 */
export class Changes {
	epoch: string = randomUUID();
	revision = 0;
	private readonly revisions = new WeakMap<object, number>();
	private readonly listeners = new Set<() => void>();

	/** Notes that something is new or has changed. No object is named if reports always have all of it. */
	note(thing?: object): void {
		this.revision += 1;
		if (thing !== undefined) this.revisions.set(thing, this.revision);
		for (const listener of this.listeners) listener();
	}

	/** Whether the object is new or has changed since the change with that number. */
	isAfter(thing: object, revision: number): boolean {
		return (this.revisions.get(thing) ?? 0) > revision;
	}

	/** Notes that everything is as at the start. */
	restart(): void {
		this.epoch = randomUUID();
		this.note();
	}

	/** Calls `listener` at every change. Returns a function that stops this. */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
