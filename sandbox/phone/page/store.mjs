/**
 * @typedef {import('./types.mjs').Report} Report
 * @typedef {import('./types.mjs').MessageView} MessageView
 * @typedef {import('./types.mjs').CallbackView} CallbackView
 * @typedef {import('./types.mjs').RequestView} RequestView
 */

/** The phone that the examples send to. */
export const readyPhone = '14155550123';

/** The number of the account that they send from. */
export const readyNumber = '14151234567';

const addedKey = 'plivo-sandbox-phones';

/** Everything that the page knows. */
export class Store {
	epoch = '';
	revision = 0;
	/** @type {Map<string, MessageView>} */
	messages = new Map();
	/** @type {Map<string, RequestView>} */
	requests = new Map();
	/** @type {Map<string, CallbackView>} */
	callbacks = new Map();
	/** The calls for each message, oldest first. @type {Map<string, CallbackView[]>} */
	callsFor = new Map();
	/** @type {Report['numbers']} */
	numbers = [];
	/** @type {Report['faults']} */
	faults = [];
	/** Phones that were added by hand. @type {Set<string>} */
	added = new Set(readAdded());
	/** The number of unread messages of each phone. @type {Map<string, number>} */
	unread = new Map();

	/**
	 * Stores a report.
	 *
	 * @param {Report} report
	 * @returns {MessageView[]} the messages that are new since the last report; none for the first one
	 */
	take(report) {
		const isNext = report.epoch === this.epoch;
		if (!isNext) this.#forget();
		const fresh = isNext ? report.messages.filter(({ uuid }) => !this.messages.has(uuid)) : [];
		this.epoch = report.epoch;
		this.revision = report.revision;
		this.numbers = report.numbers;
		this.faults = report.faults;
		for (const message of report.messages) this.messages.set(message.uuid, message);
		for (const request of report.requests) this.requests.set(request.id, request);
		for (const callback of report.callbacks) this.callbacks.set(callback.id, callback);
		if (report.callbacks.length > 0) this.callsFor = grouped(this.callbacks);
		return fresh;
	}

	/** @param {string} phone digits */
	add(phone) {
		if (phone === readyPhone || this.isOurs(phone) || this.added.has(phone)) return;
		this.added.add(phone);
		writeAdded([...this.added]);
	}

	/** Forgets the phones that were added by hand. */
	clearAdded() {
		this.added.clear();
		writeAdded([]);
	}

	/** @param {string} phone whether it is a number of the account */
	isOurs(phone) {
		return this.numbers.some(({ number }) => number === phone);
	}

	/** @param {string} phone */
	numberOf(phone) {
		return this.numbers.find(({ number }) => number === phone);
	}

	/** @param {string} phone @returns {MessageView[]} the messages it has sent and received, oldest first */
	messagesOf(phone) {
		return [...this.messages.values()].filter(({ from, to }) => from === phone || to === phone);
	}

	#forget() {
		for (const map of [this.messages, this.requests, this.callbacks, this.callsFor, this.unread]) map.clear();
	}
}

/** @param {Map<string, CallbackView>} callbacks */
function grouped(callbacks) {
	/** @type {Map<string, CallbackView[]>} */
	const calls = new Map();
	for (const callback of callbacks.values()) {
		calls.set(callback.messageUuid, [...(calls.get(callback.messageUuid) ?? []), callback]);
	}
	return calls;
}

/** @returns {string[]} */
function readAdded() {
	try {
		const read = JSON.parse(localStorage.getItem(addedKey) ?? '[]');
		return Array.isArray(read) ? read.filter((one) => /^\d{3,15}$/.test(one)) : [];
	} catch {
		return [];
	}
}

/** @param {string[]} phones */
function writeAdded(phones) {
	try {
		localStorage.setItem(addedKey, JSON.stringify(phones));
	} catch {
		// If the browser can't store them, they are only lost when the page is closed.
	}
}
