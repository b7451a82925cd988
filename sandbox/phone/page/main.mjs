import { byId, el, fill } from './dom.mjs';
import { Faults } from './faults.mjs';
import { Log } from './log.mjs';
import { countUnread, newsOf } from './news.mjs';
import { Phone } from './phone.mjs';
import { Phones } from './phones.mjs';
import { Place } from './place.mjs';
import { keepReading } from './reading.mjs';
import { askBeforeReset } from './reset.mjs';
import { Store } from './store.mjs';
import { Tabs } from './tabs.mjs';

const store = new Store();
const place = new Place(store);
const tabs = new Tabs(store, place);
const phones = new Phones(byId('phones-pane'), store);
const log = new Log(store);
const faults = new Faults(store);
/** @type {Map<string, Phone>} */
const drawnPhones = new Map();

const besideBody = el('div', { class: 'beside-body' });
byId('beside-pane').append(tabs.besideElement, besideBody);
askBeforeReset(byId('reset'), () => store.clearAdded());
place.follow(() => {
	render();
	if (place.view === 'phone' || place.view === 'number') focusOpened();
}, render);
keepReading(store, show, (connected) => {
	byId('connection').textContent = connected ? '' : "The sandbox isn't answering. Trying again …";
});

/** @param {import('./reading.mjs').Taken} taken */
function show({ fresh, callbacks, begins, isFirst }) {
	if (begins) drawnPhones.clear();
	// Only the first report says which numbers are the account's.
	if (isFirst) place.read();
	countUnread(fresh, store, place.open);
	const news = isFirst ? '' : newsOf(fresh, callbacks, store);
	if (news !== '') byId('news').textContent = news;
	render();
}

function render() {
	document.body.dataset['view'] = place.view;
	for (const phone of place.open) store.unread.delete(phone);
	phones.render(place.open);
	tabs.render();
	// On a narrow screen, the number's phone replaces the person's.
	const isAlone = !place.isWide && place.view === 'number';
	put(byId('phone-pane'), drawnPhone(isAlone ? place.number : place.phone));
	put(besideBody, besideElement());
	log.render();
	faults.render();
}

function besideElement() {
	if (place.part === 'number' && place.isWide) return drawnPhone(place.number);
	return place.part === 'faults' ? faults.element : log.element;
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
function put(pane, element) {
	if (pane.firstElementChild === element) return;
	fill(pane, element);
	const thread = element.querySelector('.thread');
	if (thread) thread.scrollTop = thread.scrollHeight;
}

/** After opening a phone with the keyboard, people continue from there. */
function focusOpened() {
	const active = document.activeElement;
	if (place.isWide || active === null || !active.closest('#phones-pane')) return;
	byId('phone-pane').focus();
}
