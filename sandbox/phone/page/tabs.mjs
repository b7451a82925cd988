import { byId, el, keep, setAttributes } from './dom.mjs';
import { icon } from './icons.mjs';

/**
 * @typedef {import('./place.mjs').View} View
 * @typedef {[view: View, href: string, symbol: Parameters<typeof icon>[0], title: string]} Tab
 */

/** Navigation between the parts of the page: at the bottom of a narrow screen, and beside the phone on a wide one. */
export class Tabs {
	#bar = el('ul', {});
	#beside = el('ul', { class: 'beside-tabs' });

	/**
	 * @param {import('./store.mjs').Store} store
	 * @param {import('./place.mjs').Place} place
	 */
	constructor(store, place) {
		this.store = store;
		this.place = place;
		byId('tabs').append(this.#bar);
		this.besideElement = el('nav', { 'aria-label': 'Beside the phone' }, this.#beside);
	}

	render() {
		const { phone, number, view, beside } = this.place;
		const { unread, faults } = this.store;
		const news = [...unread.values()].reduce((sum, count) => sum + count, 0);
		/** @type {Tab[]} */
		const parts = [
			['log', '#/log', 'log', 'Log'],
			['faults', '#/faults', 'bolt', counted('Faults', faults.length)],
		];
		draw(
			this.#bar,
			[['phones', '#/phones', 'people', counted('Phones', news)], ['phone', `#/phone/${phone}`, 'phone', 'Chat'], ...parts],
			view === 'number' ? 'phone' : view,
		);
		draw(this.#beside, [...parts, ['number', `#/phone/${number}`, 'n8n', `+${number}`]], beside);
	}
}

/**
 * @param {HTMLElement} list
 * @param {Tab[]} tabs
 * @param {View} current
 */
function draw(list, tabs, current) {
	keep(
		list,
		tabs,
		([view]) => view,
		([, , symbol]) => el('li', {}, el('a', {}, icon(symbol), el('span', {}))),
		(item, [view, href, , title]) => {
			const [link, words] = [item.querySelector('a'), item.querySelector('span')];
			if (link === null || words === null) return;
			words.textContent = title;
			setAttributes(link, { href, 'aria-current': view === current && 'true' });
		},
	);
}

/**
 * @param {string} title
 * @param {number} count
 */
function counted(title, count) {
	return count > 0 ? `${title} (${count})` : title;
}
