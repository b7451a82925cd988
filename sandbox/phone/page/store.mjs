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

/** All that the page knows. */
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
	/** Phones that somebody added by hand. @type {Set<string>} */
	added = new Set(readAdded());
	/** How many messages of each phone nobody has looked at. @type {Map<string, number>} */
	unread = new Map();

	/**
	 * Takes in a report.
	 *
	 * @param {Report} report
	 * @returns {MessageView[]} the messages that have come since the last one; none at first
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

	/** @param {string} phone @returns {MessageView[]} those it has sent and got, oldest first */
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
		// A browser that keeps nothing forgets them with the page, and that is all.
	}
}
