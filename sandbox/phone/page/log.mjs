import { Json } from './draw/json.mjs';
import { Component, html, Steady } from './html.mjs';
import { Icon } from './icons.mjs';
import { exactClock, iso } from './words.mjs';

/**
 * @typedef {{ time: number, method: string, address: string, words: string, kind: 'request' | 'webhook',
 *   status: { kind: 'good' | 'bad' | 'none', text: string }, details: object }} Entry
 */

/**
 * All requests to Plivo's API and all webhook calls, the latest first.
 *
 * @extends {Component<{ report: SandboxReport, hidden: boolean }, { sought: string }>}
 */
export class Log extends Component {
	state = { sought: '' };

	/** @param {{ hidden: boolean }} next */
	shouldComponentUpdate({ hidden }) {
		return !(hidden && this.props.hidden);
	}

	render() {
		const { report: { requests, callbacks, leftOut }, hidden } = this.props;
		const { sought } = this.state;
		const all = [...requests, ...callbacks].sort((a, b) => b.time - a.time || order(b.id) - order(a.id));
		const found = sought === '' ? all : all.filter((one) => isAbout(entryOf(one), sought));
		return html`
			<section class="log" aria-label="Log" hidden=${hidden}>
				<div class="pane-top">
					<h2><${Icon} name="log" />Log</h2>
					<label for="log-filter" class="hidden">Filter the log</label>
					<input
						id="log-filter"
						type="search"
						placeholder="Filter"
						autocomplete="off"
						onInput=${(/** @type {On<HTMLInputElement>} */ { currentTarget }) => this.setState({ sought: currentTarget.value.trim().toLowerCase() })}
					/>
				</div>
				<p class="count" role="status">${countWords(found.length, all.length, leftOut.entries)}</p>
				<ol class="entries">${found.map((one) => html`<${LogEntry} key=${one.id} record=${one} />`)}</ol>
			</section>
		`;
	}
}

/** @extends {Steady<{ record: RequestView | CallbackView }, { isOpen: boolean }>} */
class LogEntry extends Steady {
	state = { isOpen: false };

	render() {
		const { kind, words, status, method, address, time, details } = entryOf(this.props.record);
		const { isOpen } = this.state;
		// The JSON is drawn only when the entry is opened, because there can be hundreds.
		return html`
			<li class="log-entry">
				<details onToggle=${(/** @type {On<HTMLDetailsElement>} */ { currentTarget }) => this.setState({ isOpen: currentTarget.open })}>
					<summary>
						<span class="direction ${kind}" aria-hidden="true">${kind === 'request' ? '→' : '←'}</span>
						<span class="log-words">${words}</span>
						<span class="status ${status.kind}">${status.text}</span>
						<span class="log-address">${method} ${address}</span>
						<time datetime=${iso(time)}>${exactClock(time)}</time>
					</summary>
					${isOpen && html`<${Json} value=${details} label="As JSON" />`}
				</details>
			</li>
		`;
	}
}

/** @param {string} id */
function order(id) {
	return Number(id.split('-')[1]);
}

/**
 * @param {Entry} entry
 * @param {string} sought in lower case
 */
function isAbout({ method, address, words, status, details }, sought) {
	return [method, address, words, status.text, JSON.stringify(details)].join(' ').toLowerCase().includes(sought);
}

/**
 * @param {number} found
 * @param {number} all
 * @param {number} leftOut
 */
function countWords(found, all, leftOut) {
	if (all === 0) return 'Nothing yet. Requests from n8n to Plivo, and webhook calls from Plivo to n8n, appear here.';
	const words = found === all ? `${all} ${all === 1 ? 'entry' : 'entries'}` : `${found} of ${all}`;
	return leftOut === 0 ? words : `${words}. ${leftOut} earlier ${leftOut === 1 ? 'one is' : 'ones are'} left out.`;
}

/** @param {RequestView | CallbackView} record */
function entryOf(record) {
	return 'words' in record ? requestEntry(record) : callbackEntry(record);
}

/** @param {RequestView} request @returns {Entry} */
function requestEntry({ words, ...request }) {
	const { method, path, query, body, headers, answer, fault, ownRule, time } = request;
	const search = Object.keys(query).length === 0 ? {} : { query };
	const answered = answer === undefined ? (fault === undefined ? 'waiting' : 'none') : { status: answer.status, body: parsed(answer.body) };
	const rule = ownRule ? { note: "None of Plivo's documents says that this is rejected. Plivo itself may accept it." } : {};
	const details = { request: { method, path, ...search, body, headers }, ...(fault === undefined ? {} : { fault }), answer: answered, ...rule };
	const shown = ownRule ? `${words} (the sandbox's own rule)` : words;
	return { time, method, address: path, words: shown, kind: 'request', status: requestStatus(request), details };
}

/** @param {Pick<RequestView, 'answer' | 'fault'>} request @returns {Entry['status']} */
function requestStatus({ answer, fault }) {
	const isSpoilt = fault !== undefined && fault !== 'slow';
	if (answer !== undefined) return { kind: answer.status < 400 && !isSpoilt ? 'good' : 'bad', text: String(answer.status) };
	return isSpoilt ? { kind: 'bad', text: fault.startsWith('reset') ? 'cut' : 'silent' } : { kind: 'none', text: '…' };
}

/** @param {CallbackView} callback @returns {Entry} */
function callbackEntry({ event, ...callback }) {
	const { method, url, params, headers, status, answer, error, attempt, time, replyError } = callback;
	const what = event === 'status' ? `Webhook: status ${String(params['Status'])}` : 'Webhook: message received';
	/** @type {Entry['status']} */
	const outcome =
		status !== undefined
			? { kind: status < 300 ? 'good' : 'bad', text: String(status) }
			: { kind: error === undefined ? 'none' : 'bad', text: error === undefined ? '…' : 'no answer' };
	const answered = answer === undefined ? (error ?? 'waiting') : { status, contentType: answer.contentType, body: parsed(answer.body) };
	const details = { request: { method, url, params, headers }, try: attempt, answer: answered, ...(replyError === undefined ? {} : { replyError }) };
	const words = attempt > 1 ? `${what} (try ${attempt})` : what;
	return { time, method, address: url, words, kind: 'webhook', status: outcome, details };
}

/** @param {string} body */
function parsed(body) {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
