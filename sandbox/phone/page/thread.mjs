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
	/** Whether the last message is in view. If so, the thread scrolls to new ones. */
	#follows = true;

	/**
	 * @param {Store} store
	 * @param {string} phone that shows it
	 * @param {(problem: string) => void} refused called when a press on a button is rejected
	 */
	constructor(store, phone, refused) {
		this.store = store;
		this.phone = phone;
		this.refused = refused;
		// It scrolls, so it must be reachable by keyboard.
		this.element = el('div', { class: 'thread', tabindex: '0', role: 'region', 'aria-label': `Messages of ${phoneName(phone)}` }, this.#list);
		this.element.addEventListener('scroll', () => (this.#follows = this.#isAtEnd()));
		// A bubble grows when its picture has loaded.
		this.element.addEventListener('load', () => this.#follows && this.toEnd(), { capture: true });
	}

	/** @param {import('./conversations.mjs').Conversation} conversation */
	render({ key, channel, messages }) {
		const { element } = this;
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
		if (isOther || this.#follows) this.toEnd();
		this.#shown = key;
	}

	/** Scrolls to the last message. */
	toEnd() {
		this.#follows = true;
		this.element.scrollTop = this.element.scrollHeight;
	}

	#isAtEnd() {
		const { scrollHeight, scrollTop, clientHeight } = this.element;
		return scrollHeight - scrollTop - clientHeight < 60;
	}

	/** @param {MessageView} message */
	#make(message) {
		const isPersons = !this.store.isOurs(this.phone);
		return drawBubble(message, {
			isOwn: message.from === this.phone,
			answered: this.store.messages.get(message.answers ?? ''),
			...(isPersons ? { press: (choice) => press(message.uuid, choice, this.refused) } : {}),
		});
	}

	/** @param {MessageView} message */
	#outcome(message) {
		if (message.direction === 'outbound') return undefined;
		return outcomeOf(message, this.store.callsFor.get(message.uuid) ?? [], this.store.numberOf(message.to));
	}
}
