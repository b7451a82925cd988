import { readyNumber, readyPhone } from './store.mjs';

/** @typedef {'phones' | 'phone' | 'number' | 'log' | 'faults'} View */

/** What the page shows: which phones, and which part of the page. It's in the address. */
export class Place {
	/** The person's phone. */
	phone = readyPhone;
	/** The account's number, whose phone is beside it. */
	number = readyNumber;
	/** What a narrow screen shows. @type {View} */
	view = 'phone';
	/** What a wide screen shows beside the phone. @type {View} */
	beside = 'log';
	/** Whether all parts are shown side by side; the width is that of layout.css. */
	#wide = matchMedia('(min-width: 64em)');

	/** @param {import('./store.mjs').Store} store */
	constructor(store) {
		this.store = store;
	}

	get isWide() {
		return this.#wide.matches;
	}

	/** @returns {View} what is shown in the place where the log is at the start */
	get part() {
		return this.isWide ? this.beside : this.view;
	}

	/** @returns {string[]} the phones that are shown */
	get open() {
		if (this.isWide) return this.beside === 'number' ? [this.phone, this.number] : [this.phone];
		return this.view === 'phone' ? [this.phone] : this.view === 'number' ? [this.number] : [];
	}

	/** Reads the address: #/phone/14155550123, #/phones, #/log, #/faults. */
	read() {
		const [, where = '', phone = ''] = location.hash.split('/');
		if (where === 'phone' && /^\d{3,15}$/.test(phone)) this.#readPhone(phone);
		else if (where === 'phones' || where === 'log' || where === 'faults') this.view = where;
		if (this.view === 'log' || this.view === 'faults' || this.view === 'number') this.beside = this.view;
	}

	/**
	 * @param {() => void} moved called when the address has changed
	 * @param {() => void} resized called when the screen has become wide or narrow
	 */
	follow(moved, resized) {
		addEventListener('hashchange', () => {
			this.read();
			moved();
		});
		this.#wide.addEventListener('change', resized);
	}

	/** @param {string} phone */
	#readPhone(phone) {
		if (this.store.isOurs(phone)) {
			this.number = phone;
			this.view = 'number';
		} else {
			this.phone = phone;
			this.view = 'phone';
			this.store.add(phone);
		}
	}
}
