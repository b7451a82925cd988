import type { SandboxClock } from '../clock.mts';

/** Downloads of the files behind links, which the sandbox only makes if the switch media-download is on `fetched`. */
export class Downloads {
	private readonly underWay = new Set<AbortController>();

	constructor(private readonly clock: SandboxClock) {}

	/**
	 * Downloads files, without keeping them.
	 *
	 * @param then called with whether all of them could be downloaded; not called after clear()
	 */
	start(urls: string[], then: (succeeded: boolean) => void): void {
		const controller = new AbortController();
		this.underWay.add(controller);
		const work = Promise.all(urls.map(async (url) => await canDownload(url, controller.signal))).then((results) => {
			if (this.underWay.delete(controller)) then(results.every(Boolean));
		});
		this.clock.holdFor(work);
	}

	/** Cancels all of them. */
	clear(): void {
		for (const controller of this.underWay) controller.abort();
		this.underWay.clear();
	}
}

async function canDownload(url: string, signal: AbortSignal): Promise<boolean> {
	try {
		const response = await fetch(url, { signal });
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}
