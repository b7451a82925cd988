import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

/** Requests to the servers of this process, as Node itself tells of them; the sandbox keeps no answers. */
export class Traffic {
	private answered = 0;
	private rateLimited = 0;
	private inFlight = 0;
	private mostInFlight = 0;

	constructor() {
		subscribe('http.server.request.start', (event) => {
			const { response } = event as { response: ServerResponse };
			this.inFlight += 1;
			this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
			// Answered in full, or cut off.
			response.once('close', () => this.end(response));
		});
	}

	/** @returns what happened since the last clear() */
	seen(): { requests: number; rateLimited: number; mostInFlight: number } {
		return { requests: this.answered, rateLimited: this.rateLimited, mostInFlight: this.mostInFlight };
	}

	clear(): void {
		this.answered = 0;
		this.rateLimited = 0;
		this.mostInFlight = this.inFlight;
	}

	private end({ statusCode, writableFinished }: ServerResponse): void {
		this.inFlight -= 1;
		if (!writableFinished) return;
		this.answered += 1;
		if (statusCode === 429) this.rateLimited += 1;
	}
}
