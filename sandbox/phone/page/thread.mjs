import { drawBubble, drawState } from './draw/bubble.mjs';
import { el, keep } from './dom.mjs';
import { phoneName } from './words.mjs';
import { press } from './press.mjs';
import { outcomeOf } from './webhookWords.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./types.mjs').MessageView} MessageView
 */

/** The bubbles of a conversation. */
export class Thread {
	#list = el('ol', { class: 'bubbles' });
	#shown = '';
	#count = 0;

	/**
	 * @param {Store} store
	 * @param {string} phone that it is seen on
	 * @param {(problem: string) => void} refused told when a press on a button is refused
	 */
	constructor(store, phone, refused) {
		this.store = store;
		this.phone = phone;
		this.refused = refused;
		// It scrolls, so the keyboard has to reach it.
		this.element = el('div', { class: 'thread', tabindex: '0', role: 'region', 'aria-label': `Messages of ${phoneName(phone)}` }, this.#list);
	}

	/** @param {import('./conversations.mjs').Conversation} conversation */
	render({ key, channel, messages }) {
		const { element } = this;
		const wasAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
		const isOther = key !== this.#shown;
		if (isOther) this.#list.replaceChildren();
		element.dataset['channel'] = channel;
		keep(
			this.#list,
			messages,
			({ uuid }) => uuid,
			(message) => this.#make(message),
			(item, message) => drawState(item, message, this.#outcome(message)),
		);
		if (isOther || (wasAtEnd && messages.length > this.#count)) this.toEnd();
		this.#shown = key;
		this.#count = messages.length;
	}

	/** Scrolls to the last message. */
	toEnd() {
		this.element.scrollTop = this.element.scrollHeight;
	}

	/** @param {MessageView} message */
	#make(message) {
		const isPersons = !this.store.isOurs(this.phone);
		const item = drawBubble(message, {
			isOwn: message.from === this.phone,
			answered: this.store.messages.get(message.answers ?? ''),
			...(isPersons ? { press: (choice) => press(message.uuid, choice, this.refused) } : {}),
		});
		// A picture makes its bubble grow when it has been loaded.
		item.addEventListener('load', () => this.toEnd(), { capture: true });
		return item;
	}

	/** @param {MessageView} message */
	#outcome(message) {
		if (message.direction === 'outbound') return undefined;
		return outcomeOf(message, this.store.callsFor.get(message.uuid) ?? [], this.store.numberOf(message.to));
	}
}
