import { el, fill, keep, on } from './dom.mjs';
import { drawJson } from './draw/json.mjs';
import { icon } from './icons.mjs';
import { exactClock, iso } from './words.mjs';

/**
 * @typedef {import('./types.mjs').RequestView} RequestView
 * @typedef {import('./types.mjs').CallbackView} CallbackView
 * @typedef {{ id: string, time: number, method: string, address: string, words: string, kind: 'request' | 'webhook',
 *   status: { kind: 'good' | 'bad' | 'none', text: string }, details: object, searched: string }} Entry
 */

/** All requests to Plivo's API and all webhook calls, the latest first. */
export class Log {
	#filter = el('input', { id: 'log-filter', type: 'search', placeholder: 'Filter', autocomplete: 'off' });
	#list = el('ol', { class: 'entries' });
	#count = el('p', { class: 'count', role: 'status' });
	/** @type {WeakMap<object, Entry>} */
	#entries = new WeakMap();

	/** @param {import('./store.mjs').Store} store */
	constructor(store) {
		this.store = store;
		on(this.#filter, { input: () => this.render() });
		this.element = el(
			'section',
			{ class: 'log', 'aria-label': 'Log' },
			el('div', { class: 'pane-top' }, el('h2', {}, icon('log'), 'Log'), el('label', { for: 'log-filter', class: 'hidden' }, 'Filter the log'), this.#filter),
			this.#count,
			this.#list,
		);
	}

	render() {
		const sought = this.#filter.value.trim().toLowerCase();
		const all = [...this.store.requests.values(), ...this.store.callbacks.values()].map((one) => this.#entryOf(one));
		const found = all.filter(({ searched }) => searched.includes(sought)).sort((a, b) => b.time - a.time || order(b.id) - order(a.id));
		this.#count.textContent = countWords(found.length, all.length);
		keep(this.#list, found, ({ id }) => id, makeEntry, updateEntry);
	}

	/** @param {RequestView | CallbackView} record a new object whenever it has changed */
	#entryOf(record) {
		const known = this.#entries.get(record);
		if (known !== undefined) return known;
		const entry = 'words' in record ? requestEntry(record) : callbackEntry(record);
		this.#entries.set(record, entry);
		return entry;
	}
}

/** @param {string} id */
function order(id) {
	return Number(id.split('-')[1]);
}

/**
 * @param {number} found
 * @param {number} all
 */
function countWords(found, all) {
	if (all === 0) return 'Nothing yet. Requests from n8n to Plivo, and webhook calls from Plivo to n8n, appear here.';
	return found === all ? `${all} ${all === 1 ? 'entry' : 'entries'}` : `${found} of ${all}`;
}

/**
 * @param {RequestView} request
 * @returns {Entry}
 */
function requestEntry({ id, words, ...request }) {
	const { method, path, query, body, headers, answer, fault, ownRule, time } = request;
	const search = Object.keys(query).length === 0 ? {} : { query };
	const answered = answer === undefined ? (fault === undefined ? 'waiting' : 'none') : { status: answer.status, body: parsed(answer.body) };
	const rule = ownRule ? { note: "None of Plivo's documents says that this is rejected. Plivo itself may accept it." } : {};
	const details = { request: { method, path, ...search, body, headers }, ...(fault === undefined ? {} : { fault }), answer: answered, ...rule };
	const shown = ownRule ? `${words} (the sandbox's own rule)` : words;
	return entryOf({ id, time, method, address: path, words: shown, kind: 'request', status: requestStatus(request), details });
}

/** @param {Pick<RequestView, 'answer' | 'fault'>} request @returns {Entry['status']} */
function requestStatus({ answer, fault }) {
	const isSpoilt = fault !== undefined && fault !== 'slow';
	if (answer !== undefined) return { kind: answer.status < 400 && !isSpoilt ? 'good' : 'bad', text: String(answer.status) };
	return isSpoilt ? { kind: 'bad', text: fault.startsWith('reset') ? 'cut' : 'silent' } : { kind: 'none', text: '…' };
}

/**
 * @param {CallbackView} callback
 * @returns {Entry}
 */
function callbackEntry({ id, event, ...callback }) {
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
	return entryOf({ id, time, method, address: url, words, kind: 'webhook', status: outcome, details });
}

/** @param {Omit<Entry, 'searched'>} entry @returns {Entry} */
function entryOf(entry) {
	const { method, address, words, status, details } = entry;
	return { ...entry, searched: [method, address, words, status.text, JSON.stringify(details)].join(' ').toLowerCase() };
}

/** @param {string} body */
function parsed(body) {
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}

/** @type {WeakMap<Element, Entry>} */
const drawn = new WeakMap();

/** @param {Entry} entry */
function makeEntry({ kind }) {
	const details = el('details', {}, el('summary', {}));
	const item = el('li', { class: `log-entry ${kind}` }, details);
	// Drawn only when it is opened, because there can be hundreds.
	details.addEventListener('toggle', () => showDetails(details, drawn.get(item)));
	return item;
}

/**
 * @param {HTMLElement} item
 * @param {Entry} entry
 */
function updateEntry(item, entry) {
	if (drawn.get(item) === entry) return;
	drawn.set(item, entry);
	const { method, words, address, time, status, kind } = entry;
	const [details, summary] = [item.querySelector('details'), item.querySelector('summary')];
	if (details === null || summary === null) return;
	fill(
		summary,
		el('span', { class: `direction ${kind}`, 'aria-hidden': 'true' }, kind === 'request' ? '→' : '←'),
		el('span', { class: 'log-words' }, words),
		el('span', { class: `status ${status.kind}` }, status.text),
		el('span', { class: 'log-address' }, `${method} ${address}`),
		el('time', { datetime: iso(time) }, exactClock(time)),
	);
	showDetails(details, entry);
}

/**
 * @param {HTMLDetailsElement} details
 * @param {Entry | undefined} entry
 */
function showDetails(details, entry) {
	details.querySelector('pre')?.remove();
	if (details.open && entry) details.append(drawJson(entry.details, 'As JSON'));
}
