import { randomUUID } from 'node:crypto';

/** Tells the connections of the page that something in the sandbox has changed. */
export class Changes {
	/** Another one in each sandbox, and after each reset. The page then forgets what it remembers of earlier messages. */
	run: string = randomUUID();
	private readonly listeners = new Set<() => void>();

	/** Notes that something is new or has changed. The page gets all of it, so it doesn't matter what. */
	note(): void {
		for (const listener of this.listeners) listener();
	}

	/** Notes that everything is as at the start. */
	restart(): void {
		this.run = randomUUID();
		this.note();
	}

	/** Calls `listener` at every change. Returns a function that stops this. */
	listen(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
