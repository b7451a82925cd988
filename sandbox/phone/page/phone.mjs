import { Composer } from './composer.mjs';
import { conversationsOf, keyOf } from './conversations.mjs';
import { el, fill, keep, on, setAttributes } from './dom.mjs';
import { icon } from './icons.mjs';
import { NumberSettings } from './numberSettings.mjs';
import { readyPhone } from './store.mjs';
import { Thread } from './thread.mjs';
import { phoneName, typeName } from './words.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./types.mjs').Channel} Channel
 * @typedef {import('./conversations.mjs').Conversation} Conversation
 */

/** A phone: its conversations, the bubbles of one of them and, for a person's phone, where to write. */
export class Phone {
	#tabs = el('ul', { class: 'conversations', 'aria-label': 'Conversations' });
	#who = el('p', { class: 'who' });
	#empty = el('div', { class: 'empty' });
	/** The conversation that the person selected; if undefined, it is the one with the latest message. @type {string | undefined} */
	#chosen;
	/** How many messages of each conversation have been shown. @type {Map<string, number> | undefined} */
	#seen;

	/**
	 * @param {Store} store
	 * @param {string} phone
	 */
	constructor(store, phone) {
		this.store = store;
		this.phone = phone;
		const isOurs = store.isOurs(phone);
		this.composer = isOurs ? undefined : new Composer(store, phone, (other, channel) => this.#choose(keyOf(other, channel)));
		this.settings = isOurs ? new NumberSettings(store, phone) : undefined;
		this.thread = new Thread(store, phone, (problem) => this.composer?.complain(problem));
		this.element = el(
			'section',
			{ class: `phone ${isOurs ? 'ours' : 'persons'}`, 'aria-label': `Phone ${phoneName(phone)}` },
			el(
				'header',
				{ class: 'phone-top' },
				el('span', { class: 'avatar' }, icon(isOurs ? 'n8n' : 'phone')),
				el('div', {}, el('h2', {}, phoneName(phone)), this.#who),
			),
			this.#tabs,
			this.settings?.element,
			this.thread.element,
			this.#empty,
			this.composer?.element,
		);
	}

	render() {
		const conversations = conversationsOf(this.store.messagesOf(this.phone), this.phone);
		const shown = this.#shownOf(conversations);
		this.element.dataset['channel'] = shown.channel;
		this.#who.textContent = this.#whoIsIt(shown);
		this.#renderTabs(conversations, shown);
		if (this.composer?.isEmpty && this.#chosen === undefined && shown.messages.length > 0) this.composer.show(shown.other, shown.channel);
		this.settings?.render();
		this.thread.element.hidden = shown.messages.length === 0;
		this.thread.render(shown);
		if (shown.messages.length > 0) fill(this.#empty);
		else if (this.#empty.childElementCount === 0) fill(this.#empty, ...this.#emptyWords());
	}

	/**
	 * While the person is writing, the conversation they write to stays.
	 *
	 * @param {Conversation[]} conversations
	 * @returns {Conversation}
	 */
	#shownOf(conversations) {
		const where = this.composer?.where ?? { other: '', channel: /** @type {Channel} */ ('sms') };
		const key = this.#chosen ?? (this.composer?.isEmpty === false ? keyOf(where.other, where.channel) : undefined);
		const chosen = key === undefined ? conversations[0] : conversations.find((one) => one.key === key);
		return chosen ?? { key: keyOf(where.other, where.channel), ...where, messages: [] };
	}

	/** @param {string} key */
	#choose(key) {
		this.#chosen = key;
		this.render();
		this.thread.toEnd();
	}

	/** @param {Conversation} shown */
	#whoIsIt({ other, channel, messages }) {
		const with_ = messages.length > 0 ? `${typeName(channel)} with ${phoneName(other)}` : '';
		const number = this.store.numberOf(this.phone);
		if (number) return [number.alias ?? 'Number of the account', with_].filter(Boolean).join(' · ');
		return with_ || (this.phone === readyPhone ? 'The phone that the examples send to' : "Someone's phone");
	}

	/**
	 * @param {Conversation[]} conversations
	 * @param {Conversation} shown
	 */
	#renderTabs(conversations, shown) {
		this.#tabs.hidden = conversations.every(({ key }) => key === shown.key);
		this.#seen ??= new Map(conversations.map(({ key, messages }) => [key, messages.length]));
		this.#seen.set(shown.key, shown.messages.length);
		keep(
			this.#tabs,
			conversations,
			({ key }) => key,
			({ key, other, channel }) => {
				const words = [phoneName(other), el('small', {}, typeName(channel)), el('span', { class: 'unread' }, 'new')];
				const tab = el('button', { type: 'button', class: `conversation ${channel}` }, ...words);
				return el('li', {}, on(tab, { click: () => this.#open(key, other, channel) }));
			},
			(item, { key, messages }) => {
				const [tab, isNew] = [item.querySelector('button'), item.querySelector('.unread')];
				if (tab) setAttributes(tab, { 'aria-pressed': key === shown.key ? 'true' : 'false' });
				if (isNew) setAttributes(isNew, { hidden: messages.length <= (this.#seen?.get(key) ?? 0) });
			},
		);
	}

	/**
	 * @param {string} key
	 * @param {string} other
	 * @param {Channel} channel
	 */
	#open(key, other, channel) {
		this.composer?.show(other, channel);
		this.#choose(key);
	}

	#emptyWords() {
		if (this.store.isOurs(this.phone)) {
			return [el('h3', {}, 'Nothing sent or received yet'), el('p', {}, 'Messages that workflows send from this number, and messages that people send to it, appear here.')];
		}
		const example =
			this.phone === readyPhone
				? 'In n8n, open the workflow “Send an SMS and read it back”, or any other example, and click Execute workflow. It sends to this phone.'
				: `In n8n, send a message to ${phoneName(this.phone)} with the Plivo Messaging node.`;
		return [
			el('h3', {}, 'No messages yet'),
			el('p', {}, example),
			el('p', {}, 'Or write one below. It starts a workflow that begins with the Plivo Messaging Trigger.'),
		];
	}
}
