import { el, fill, keep, on, setAttributes } from './dom.mjs';
import { icon } from './icons.mjs';
import { readyPhone } from './store.mjs';
import { clock, phoneName, summary } from './words.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./types.mjs').MessageView} MessageView
 * @typedef {{ latest: MessageView | undefined, alias: string | null | undefined, unread: number, isOpen: boolean }} Shown what an
 *   entry depends on
 */

/** The list of phones: those of people, and the account's numbers. */
export class Phones {
	#people = el('ul', { class: 'phones', 'aria-labelledby': 'people-title' });
	#numbers = el('ul', { class: 'phones', 'aria-labelledby': 'numbers-title' });
	#field = el('input', { id: 'new-phone', type: 'tel', autocomplete: 'off', placeholder: '+14155550199', 'aria-describedby': 'new-phone-problem' });
	#problem = el('p', { id: 'new-phone-problem', class: 'problem', role: 'status' });

	/**
	 * @param {HTMLElement} pane
	 * @param {Store} store
	 */
	constructor(pane, store) {
		this.store = store;
		const form = el(
			'form',
			{ class: 'add' },
			el('label', { for: 'new-phone' }, 'Add a phone'),
			el('div', { class: 'joined' }, this.#field, el('button', { type: 'submit', class: 'button' }, 'Add')),
			this.#problem,
		);
		on(form, { submit: (event) => this.#add(event) });
		pane.append(
			el('h2', { id: 'people-title' }, icon('people'), 'People'),
			this.#people,
			form,
			el('h2', { id: 'numbers-title' }, icon('n8n'), "The account's numbers"),
			this.#numbers,
		);
	}

	/** @param {string[]} open the phones that are shown */
	render(open) {
		const latest = latestOf(this.store);
		this.#list(this.#people, peopleOf(this.store, latest), latest, open);
		this.#list(this.#numbers, this.store.numbers.map(({ number }) => number), latest, open);
	}

	/**
	 * @param {HTMLElement} list
	 * @param {string[]} phones
	 * @param {Map<string, MessageView>} latest
	 * @param {string[]} open
	 */
	#list(list, phones, latest, open) {
		keep(
			list,
			phones,
			(phone) => phone,
			(phone) => el('li', {}, el('a', { class: 'entry', href: `#/phone/${phone}` })),
			(item, phone) => {
				const number = this.store.numberOf(phone);
				const unread = this.store.unread.get(phone) ?? 0;
				const shown = { latest: latest.get(phone), alias: number && number.alias, unread, isOpen: open.includes(phone) };
				const key = JSON.stringify([shown.latest?.uuid, shown.alias, unread, shown.isOpen]);
				// There can be hundreds, so only those that have changed are drawn again.
				if (item.dataset['shown'] === key) return;
				item.dataset['shown'] = key;
				const link = item.firstElementChild;
				if (link === null) return;
				setAttributes(link, { 'aria-current': shown.isOpen && 'true' });
				fill(link, ...this.#entry(phone, shown));
			},
		);
	}

	/**
	 * @param {string} phone
	 * @param {Shown} shown
	 */
	#entry(phone, { latest: message, alias, unread }) {
		const isOurs = this.store.isOurs(phone);
		const said = message ? summary(message) : phone === readyPhone ? 'The examples send here' : '';
		const below = [alias, said].filter(Boolean).join(' · ');
		return [
			el('span', { class: `avatar ${isOurs ? 'ours' : ''}` }, icon(isOurs ? 'n8n' : 'phone')),
			el(
				'span',
				{ class: 'entry-words' },
				el('span', { class: 'entry-name' }, phoneName(phone)),
				el('span', { class: 'entry-below', dir: 'auto' }, below),
			),
			el(
				'span',
				{ class: 'entry-side' },
				message && el('time', {}, clock(message.time)),
				unread > 0 && el('span', { class: 'unread' }, String(unread), el('span', { class: 'hidden' }, ' unread')),
			),
		];
	}

	/** @param {SubmitEvent} event */
	#add(event) {
		event.preventDefault();
		const phone = this.#field.value.replace(/\D/g, '');
		const isPhone = /^[1-9]\d{6,14}$/.test(phone);
		this.#problem.textContent = isPhone ? '' : 'Enter a number with its country code, such as +14155550199.';
		if (!isPhone) return this.#field.focus();
		this.#field.value = '';
		this.store.add(phone);
		location.hash = `#/phone/${phone}`;
	}
}

/**
 * The latest message of each phone.
 *
 * @param {Store} store
 */
function latestOf(store) {
	/** @type {Map<string, MessageView>} */
	const latest = new Map();
	for (const message of store.messages.values()) latest.set(message.from, message).set(message.to, message);
	return latest;
}

/**
 * Everyone who has sent or received a message or was added by hand, the latest first, and the phone that the examples send to.
 *
 * @param {Store} store
 * @param {Map<string, MessageView>} latest
 * @returns {string[]}
 */
function peopleOf(store, latest) {
	const phones = [...new Set([readyPhone, ...store.added, ...latest.keys()])];
	const people = phones.filter((phone) => !store.isOurs(phone) && /^\d+$/.test(phone));
	return people.sort((a, b) => (latest.get(b)?.time ?? 0) - (latest.get(a)?.time ?? 0));
}
