/** A request that the sandbox rejected, with its error text, or a sandbox that doesn't answer. */
export class Refused extends Error {}

/**
 * @param {number} since the revision of the last report; 0 for everything
 * @returns {Promise<import('./types.mjs').Report>}
 * @throws {Refused}
 */
export async function readReport(since) {
	const response = await fetch(`/sandbox/phone?since=${since}`).catch(silence);
	if (!response.ok) throw new Refused(`The sandbox answered ${response.status}.`);
	return await response.json().catch(silence);
}

/**
 * @param {string} path below /sandbox
 * @param {object} [body]
 * @param {string} [method]
 * @returns {Promise<any>} the answer; undefined if it was empty
 * @throws {Refused}
 */
export async function tell(path, body, method = 'POST') {
	const response = await fetch(`/sandbox${path}`, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	}).catch(silence);
	const text = await response.text().catch(silence);
	const answer = text === '' ? undefined : JSON.parse(text);
	if (!response.ok) throw new Refused(sentence(String(answer?.error ?? `The sandbox answered ${response.status}`)));
	return answer;
}

/**
 * Calls `changed` whenever something has changed, and each time after the connection was lost.
 *
 * @param {() => void} changed
 * @param {(connected: boolean) => void} connection called when it's lost or restored
 */
export function listen(changed, connection) {
	const events = new EventSource('/sandbox/events');
	events.addEventListener('changed', changed);
	events.addEventListener('open', () => connection(true));
	events.addEventListener('error', () => {
		connection(false);
		// The browser reconnects on its own, unless the answer wasn't an event stream.
		if (events.readyState !== EventSource.CLOSED) return;
		setTimeout(() => listen(changed, connection), 2000);
	});
}

/** @returns {never} */
function silence() {
	throw new Refused("The sandbox isn't answering. Is it still running?");
}

/** @param {string} words */
function sentence(words) {
	return words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? '' : '.');
}
