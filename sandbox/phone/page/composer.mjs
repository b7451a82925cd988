import { el, fill, on } from './dom.mjs';
import { icon } from './icons.mjs';
import { Refused, tell } from './sandbox.mjs';
import { readyNumber } from './store.mjs';
import { phoneName, size } from './words.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./types.mjs').Channel} Channel
 */

/** Where a person writes a message: the number it goes to, the channel, the text, a file. */
export class Composer {
	#to = el('select', { id: 'write-to' });
	#by = el('select', { id: 'write-by' });
	#text = el('textarea', { id: 'write-text', rows: '1', placeholder: 'Message', dir: 'auto' });
	#file = el('input', { type: 'file', id: 'write-file', class: 'hidden', tabindex: '-1', 'aria-hidden': 'true' });
	#attached = el('div', { class: 'attached' });
	#problem = el('p', { class: 'problem', role: 'alert' });
	#send = el('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send'));
	#sending = false;
	#sentAt = 0;

	/**
	 * @param {Store} store
	 * @param {string} phone
	 * @param {(other: string, channel: Channel) => void} chosen told when another number or channel is chosen
	 */
	constructor(store, phone, chosen) {
		this.store = store;
		this.phone = phone;
		const attach = el('button', { type: 'button', class: 'round', 'aria-label': 'Attach a file' }, icon('attach'));
		on(attach, { click: () => this.#file.click() });
		on(this.#file, { change: () => this.#showFile() });
		on(this.#to, { change: () => this.#choose(chosen) });
		on(this.#by, { change: () => this.#choose(chosen) });
		on(this.#text, {
			input: () => this.#grow(),
			keydown: (event) => {
				if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
				event.preventDefault();
				this.#text.form?.requestSubmit();
			},
		});
		this.element = on(
			el(
				'form',
				{ class: 'composer', 'aria-label': 'Write' },
				el('div', { class: 'write-where' }, el('label', { for: 'write-to' }, 'To'), this.#to, el('label', { for: 'write-by' }, 'by'), this.#by),
				this.#attached,
				el('div', { class: 'write' }, attach, this.#file, el('label', { for: 'write-text', class: 'hidden' }, 'Message'), this.#text, this.#send),
				this.#problem,
			),
			{ submit: (event) => this.#submit(event) },
		);
		this.#fillNumbers();
	}

	get isEmpty() {
		return this.#text.value === '' && !this.#file.files?.length;
	}

	/**
	 * Sets the number and channel of the conversation that is shown.
	 *
	 * @param {string} other
	 * @param {Channel} channel
	 */
	show(other, channel) {
		if (this.store.isOurs(other)) this.#to.value = other;
		this.#fillChannels(channel);
	}

	/** @returns {{ other: string, channel: Channel }} */
	get where() {
		return { other: this.#to.value, channel: this.#by.value === 'whatsapp' ? 'whatsapp' : 'sms' };
	}

	/** @param {string} problem */
	complain(problem) {
		this.#problem.textContent = problem;
	}

	#fillNumbers() {
		const numbers = this.store.numbers.filter(({ sms, mms, whatsapp }) => sms || mms || whatsapp);
		fill(this.#to, ...numbers.map(({ number, alias }) => el('option', { value: number }, alias ? `${phoneName(number)} ${alias}` : phoneName(number))));
		if (numbers.some(({ number }) => number === readyNumber)) this.#to.value = readyNumber;
		this.#fillChannels('sms');
	}

	/** @param {Channel} channel to choose, if the number has it */
	#fillChannels(channel) {
		const number = this.store.numberOf(this.#to.value);
		const sms = number?.sms || number?.mms;
		fill(this.#by, sms && el('option', { value: 'sms' }, 'SMS'), number?.whatsapp && el('option', { value: 'whatsapp' }, 'WhatsApp'));
		this.#by.value = channel;
		if (this.#by.selectedIndex === -1) this.#by.selectedIndex = 0;
	}

	/** @param {(other: string, channel: Channel) => void} chosen */
	#choose(chosen) {
		this.#fillChannels(this.where.channel);
		this.complain('');
		chosen(this.where.other, this.where.channel);
	}

	#grow() {
		this.complain('');
		this.#text.style.height = 'auto';
		this.#text.style.height = `${this.#text.scrollHeight}px`;
	}

	#showFile() {
		const file = this.#file.files?.[0];
		this.#clearAttached();
		if (file === undefined) return;
		const remove = el('button', { type: 'button', class: 'round', 'aria-label': `Remove ${file.name}` }, icon('cross'));
		on(remove, {
			click: () => {
				this.#clearFile();
				this.#text.focus();
			},
		});
		const preview = file.type.startsWith('image/') ? el('img', { src: URL.createObjectURL(file), alt: '' }) : icon('file');
		fill(this.#attached, preview, el('span', {}, `${file.name} · ${size(file.size)}`), remove);
		this.#text.focus();
	}

	#clearFile() {
		this.#file.value = '';
		this.#clearAttached();
	}

	#clearAttached() {
		const preview = this.#attached.querySelector('img');
		if (preview) URL.revokeObjectURL(preview.src);
		fill(this.#attached);
	}

	/** @param {SubmitEvent} event */
	async #submit(event) {
		event.preventDefault();
		if (this.#sending) return;
		// The second click of a double click finds an empty field, which isn't an error.
		if (this.isEmpty && Date.now() - this.#sentAt < 1_000) return;
		if (this.isEmpty) {
			this.complain('Write something, or attach a file.');
			return this.#text.focus();
		}
		this.#sending = true;
		try {
			const { other, channel } = this.where;
			const file = this.#file.files?.[0];
			const media = file === undefined ? {} : { media: [await asMedia(file)] };
			await tell('/phone/messages', { from: this.phone, to: other, channel, text: this.#text.value, ...media });
			this.#sentAt = Date.now();
			this.#text.value = '';
			this.#clearFile();
			this.#grow();
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			this.complain(error.message);
		} finally {
			this.#sending = false;
		}
	}
}

/**
 * @param {File} file
 * @returns {Promise<{ contentType: string, fileName: string, bytes: string }>} its bytes in base64
 */
async function asMedia(file) {
	const url = await new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.addEventListener('load', () => resolve(String(reader.result)));
		reader.addEventListener('error', () => reject(new Refused(`${file.name} can't be read.`)));
		reader.readAsDataURL(file);
	});
	return { contentType: file.type || 'application/octet-stream', fileName: file.name, bytes: url.slice(url.indexOf(',') + 1) };
}
