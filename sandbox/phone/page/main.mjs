import { byId, el, fill, keep, setAttributes } from './dom.mjs';
import { Faults } from './faults.mjs';
import { icon } from './icons.mjs';
import { Log } from './log.mjs';
import { countUnread, newsOf } from './news.mjs';
import { Phone } from './phone.mjs';
import { Phones } from './phones.mjs';
import { askBeforeReset } from './reset.mjs';
import { listen, readReport, Refused } from './sandbox.mjs';
import { readyNumber, readyPhone, Store } from './store.mjs';

/** @typedef {'phones' | 'phone' | 'number' | 'log' | 'faults'} View */

const store = new Store();
const phones = new Phones(byId('phones-pane'), store);
const log = new Log(store);
const faults = new Faults(store);

/** The person's phone, and the account's number beside it. */
let personsPhone = readyPhone;
let ourPhone = readyNumber;
/** What a narrow screen shows, and beside the phone on a wide one. @type {View} */
let view = 'phone';
/** @type {View} */
let beside = 'log';
/** @type {Map<string, Phone>} */
const drawnPhones = new Map();

/** Whether all parts are seen side by side, as layout.css has it. */
const wide = matchMedia('(min-width: 64em)');

const bar = el('ul', {});
const besideTabs = el('ul', { class: 'beside-tabs' });
const besideBody = el('div', { class: 'beside-body' });
byId('tabs').append(bar);
byId('beside-pane').append(el('nav', { 'aria-label': 'Beside the phone' }, besideTabs), besideBody);
askBeforeReset(byId('reset'), () => store.clearAdded());
addEventListener('hashchange', () => {
	route();
	render();
	if (view === 'phone' || view === 'number') focusOpened();
});
wide.addEventListener('change', () => render());
listen(refresh, (connected) => {
	byId('connection').textContent = connected ? '' : 'The sandbox does not answer. Trying again …';
});

/** Reads the address: #/phone/14155550123, #/phones, #/log, #/faults. */
function route() {
	const [, where = '', phone = ''] = location.hash.split('/');
	if (where === 'phone' && /^\d{3,15}$/.test(phone)) {
		if (store.isOurs(phone)) {
			ourPhone = phone;
			view = 'number';
		} else {
			personsPhone = phone;
			view = 'phone';
			store.add(phone);
		}
	} else if (where === 'phones' || where === 'log' || where === 'faults') view = where;
	if (view === 'log' || view === 'faults' || view === 'number') beside = view;
}

let isReading = false;
let isStale = false;

/** Reads what has changed; once more afterwards, if something changed meanwhile. */
async function refresh() {
	isStale = true;
	if (isReading) return;
	isReading = true;
	try {
		while (isStale) {
			isStale = false;
			await read();
		}
	} catch (error) {
		// The stream of events says when the sandbox is there again, and then everything is read once more.
		if (!(error instanceof Refused)) throw error;
	} finally {
		isReading = false;
	}
}

async function read() {
	const isFirst = store.epoch === '';
	let report = await readReport(store.revision);
	// After a reset or a new start nothing from before holds, and what came first was not in this report.
	if (!isFirst && report.epoch !== store.epoch) report = await readReport(0);
	if (report.epoch !== store.epoch) drawnPhones.clear();
	const fresh = store.take(report);
	if (isFirst) route();
	countUnread(fresh, store, openPhones());
	const news = isFirst ? '' : newsOf(fresh, report.callbacks, store);
	if (news !== '') byId('news').textContent = news;
	render();
}

function openPhones() {
	if (wide.matches) return beside === 'number' ? [personsPhone, ourPhone] : [personsPhone];
	return view === 'phone' ? [personsPhone] : view === 'number' ? [ourPhone] : [];
}

function render() {
	document.body.dataset['view'] = view;
	const open = openPhones();
	for (const phone of open) store.unread.delete(phone);
	phones.render(open);
	renderTabs();
	// On a narrow screen the number's phone is in the place of the person's.
	const isAlone = !wide.matches && view === 'number';
	show(byId('phone-pane'), drawnPhone(isAlone ? ourPhone : personsPhone));
	show(besideBody, besideElement());
	log.render();
	faults.render();
}

function besideElement() {
	const shown = wide.matches ? beside : view;
	if (shown === 'number' && wide.matches) return drawnPhone(ourPhone);
	return shown === 'faults' ? faults.element : log.element;
}

/** @param {string} phone */
function drawnPhone(phone) {
	const drawn = drawnPhones.get(phone) ?? new Phone(store, phone);
	drawnPhones.set(phone, drawn);
	drawn.render();
	return drawn.element;
}

/**
 * @param {HTMLElement} pane
 * @param {HTMLElement} element
 */
function show(pane, element) {
	if (pane.firstElementChild === element) return;
	fill(pane, element);
	const thread = element.querySelector('.thread');
	if (thread) thread.scrollTop = thread.scrollHeight;
}

function renderTabs() {
	const unread = [...store.unread.values()].reduce((sum, count) => sum + count, 0);
	/** @type {Array<[View, string, Parameters<typeof icon>[0], string]>} */
	const narrow = [
		['phones', '#/phones', 'people', unread > 0 ? `Phones (${unread})` : 'Phones'],
		['phone', `#/phone/${personsPhone}`, 'phone', 'Phone'],
		['log', '#/log', 'log', 'Log'],
		['faults', '#/faults', 'bolt', faultsTitle()],
	];
	drawTabs(bar, narrow, view === 'number' ? 'phone' : view);
	drawTabs(
		besideTabs,
		[
			['log', '#/log', 'log', 'Log'],
			['faults', '#/faults', 'bolt', faultsTitle()],
			['number', `#/phone/${ourPhone}`, 'n8n', `+${ourPhone}`],
		],
		beside,
	);
}

function faultsTitle() {
	return store.faults.length > 0 ? `Faults (${store.faults.length})` : 'Faults';
}

/**
 * @param {HTMLElement} list
 * @param {Array<[View, string, Parameters<typeof icon>[0], string]>} tabs
 * @param {View} current
 */
function drawTabs(list, tabs, current) {
	keep(
		list,
		tabs,
		([name]) => name,
		([, , symbol]) => el('li', {}, el('a', {}, icon(symbol), el('span', {}))),
		(item, [name, href, , title]) => {
			const [link, words] = [item.querySelector('a'), item.querySelector('span')];
			if (link === null || words === null) return;
			words.textContent = title;
			setAttributes(link, { href, 'aria-current': name === current && 'true' });
		},
	);
}

/** Somebody who opens a phone with the keyboard goes on from there. */
function focusOpened() {
	const active = document.activeElement;
	if (wide.matches || active === null || !active.closest('#phones-pane')) return;
	byId('phone-pane').focus();
}
