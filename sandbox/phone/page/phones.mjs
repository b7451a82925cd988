import { conversationsOf } from './conversations.mjs';
import { el, fill, keep, on, setAttributes } from './dom.mjs';
import { icon } from './icons.mjs';
import { readyPhone } from './store.mjs';
import { clock, phoneName, summary } from './words.mjs';

/** @typedef {import('./store.mjs').Store} Store */

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

	/** @param {string[]} open the phones that are looked at */
	render(open) {
		this.#list(this.#people, peopleOf(this.store), open);
		this.#list(this.#numbers, this.store.numbers.map(({ number }) => number), open);
	}

	/**
	 * @param {HTMLElement} list
	 * @param {string[]} phones
	 * @param {string[]} open
	 */
	#list(list, phones, open) {
		keep(
			list,
			phones,
			(phone) => phone,
			(phone) => el('li', {}, el('a', { class: 'entry', href: `#/phone/${phone}` })),
			(item, phone) => {
				const link = item.firstElementChild;
				if (link === null) return;
				setAttributes(link, { 'aria-current': open.includes(phone) && 'true' });
				fill(link, ...this.#entry(phone));
			},
		);
	}

	/** @param {string} phone */
	#entry(phone) {
		const number = this.store.numberOf(phone);
		const [latest] = conversationsOf(this.store.messagesOf(phone), phone);
		const message = latest?.messages.at(-1);
		const unread = this.store.unread.get(phone) ?? 0;
		const said = message ? summary(message) : phone === readyPhone ? 'The examples send here' : '';
		const below = [number?.alias, said].filter(Boolean).join(' · ');
		return [
			el('span', { class: `avatar ${number ? 'ours' : ''}` }, icon(number ? 'n8n' : 'phone')),
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
 * Everybody who has sent or got a message or was added by hand, the latest first, and the phone that the examples send to.
 *
 * @param {Store} store
 * @returns {string[]}
 */
function peopleOf(store) {
	/** @type {Map<string, number>} */
	const latest = new Map([...store.added, readyPhone].map((phone) => [phone, 0]));
	for (const { direction, from, to, time } of store.messages.values()) latest.set(direction === 'inbound' ? from : to, time);
	const phones = [...latest.keys()].filter((phone) => !store.isOurs(phone) && /^\d+$/.test(phone));
	return phones.sort((a, b) => (latest.get(b) ?? 0) - (latest.get(a) ?? 0));
}
