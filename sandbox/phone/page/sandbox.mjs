/** What the sandbox refused, in its words; or that it does not answer. */
export class Refused extends Error {}

/**
 * @param {number} since the revision that the last report had; 0 for everything
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
 * @returns {Promise<any>} what was answered; undefined for nothing
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
 * Calls `changed` whenever something has changed, and after every time that the connection was lost.
 *
 * @param {() => void} changed
 * @param {(connected: boolean) => void} connection told when it is lost or there again
 */
export function listen(changed, connection) {
	const events = new EventSource('/sandbox/events');
	events.addEventListener('changed', changed);
	events.addEventListener('open', () => connection(true));
	events.addEventListener('error', () => {
		connection(false);
		// The browser tries again by itself, unless the answer was no stream of events.
		if (events.readyState !== EventSource.CLOSED) return;
		setTimeout(() => listen(changed, connection), 2000);
	});
}

/** @returns {never} */
function silence() {
	throw new Refused('The sandbox does not answer. Is it still running?');
}

/** @param {string} words */
function sentence(words) {
	return words.charAt(0).toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? '' : '.');
}
