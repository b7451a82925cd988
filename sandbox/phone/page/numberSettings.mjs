import { el, on } from './dom.mjs';
import { Refused, tell } from './sandbox.mjs';
import { phoneName } from './words.mjs';

/** Which webhook is called for messages to a number of the account. For WhatsApp you set it here, as in Plivo's console. */
export class NumberSettings {
	#told = el('p', {});
	#url = el('input', { id: 'whatsapp-url', type: 'url', placeholder: 'https://…', autocomplete: 'off', spellcheck: 'false' });
	#said = el('p', { class: 'problem', role: 'status' });
	/** @type {string | null | undefined} */
	#known;

	/**
	 * @param {import('./store.mjs').Store} store
	 * @param {string} phone
	 */
	constructor(store, phone) {
		this.store = store;
		this.phone = phone;
		const form = on(
			el(
				'form',
				{ class: 'add' },
				el('label', { for: 'whatsapp-url' }, 'WhatsApp webhook URL'),
				el('div', { class: 'joined' }, this.#url, el('button', { type: 'submit', class: 'button' }, 'Save')),
				el('small', {}, "The trigger's URL. With real Plivo, you set this in the console. SMS needs nothing, because the trigger registers itself."),
				this.#said,
			),
			{ submit: (event) => this.#save(event) },
		);
		this.element = el('div', { class: 'settings' }, this.#told, store.numberOf(phone)?.whatsapp && form);
	}

	render() {
		const number = this.store.numberOf(this.phone);
		if (number === undefined) return;
		const { application, messageUrl, whatsappUrl } = number;
		this.#told.textContent = messageUrl
			? `SMS and MMS to ${phoneName(this.phone)} go to ${messageUrl} (application ${application ?? 'none'}).`
			: 'No webhook is called for SMS and MMS to this number. Activate a workflow with a Plivo Messaging Trigger for it.';
		if (whatsappUrl === this.#known) return;
		this.#known = whatsappUrl;
		this.#url.value = whatsappUrl ?? '';
	}

	/** @param {SubmitEvent} event */
	async #save(event) {
		event.preventDefault();
		const url = this.#url.value.trim();
		try {
			await tell('/whatsapp-webhook', { number: this.phone, url: url === '' ? null : url });
			this.#said.textContent = url === '' ? 'Removed.' : 'Saved.';
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			this.#said.textContent = error.message;
		}
	}
}
