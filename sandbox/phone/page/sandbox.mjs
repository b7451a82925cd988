/** A request that the sandbox rejected, with its error text, or a sandbox that doesn't answer. */
export class Refused extends Error {}

/**
 * @param {string} path below /sandbox
 * @param {object} [body]
 * @param {string} [method]
 * @throws {Refused}
 */
export async function tell(path, body, method = 'POST') {
	const response = await fetch(`/sandbox${path}`, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	}).catch(() => {
		throw new Refused("The sandbox isn't answering. Is it still running?");
	});
	if (response.ok) return;
	const { error = `The sandbox answered ${response.status}` } = await response.json().catch(() => ({}));
	throw new Refused(sentence(String(error)));
}

/**
 * Does something that the sandbox may reject.
 *
 * @param {() => Promise<unknown>} work
 * @returns {Promise<string>} why it was rejected; empty if it wasn't
 */
export async function problemOf(work) {
	try {
		await work();
		return '';
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return error.message;
	}
}

/**
 * Reads what the page shows, now and at every change. After the connection was lost, it starts again.
 *
 * @param {(report: SandboxReport) => void} took
 * @param {(connected: boolean) => void} connection called when it's lost or restored
 */
export function follow(took, connection) {
	const events = new EventSource('/sandbox/events');
	/** The last report that hasn't been drawn. A browser that can't keep up leaves out those before. @type {string | undefined} */
	let waiting;
	events.addEventListener('message', ({ data }) => {
		if (waiting === undefined) {
			requestAnimationFrame(() => {
				const last = String(waiting);
				waiting = undefined;
				took(JSON.parse(last));
			});
		}
		waiting = data;
	});
	events.addEventListener('open', () => connection(true));
	events.addEventListener('error', () => {
		connection(false);
		// The browser reconnects on its own, unless the answer wasn't an event stream.
		if (events.readyState === EventSource.CLOSED) setTimeout(() => follow(took, connection), 2000);
	});
}

/** @param {string} words */
function sentence(words) {
	return words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? '' : '.');
}
