import { Component, createRef, html } from './html.mjs';
import { Icon } from './icons.mjs';
import { readyNumber } from './place.mjs';
import { problemOf, Refused, tell } from './sandbox.mjs';
import { phoneName, size, typeName } from './words.mjs';

/**
 * Where a person writes a message: the number it goes to, the channel, the text, a file.
 *
 * @typedef {object} Props
 * @property {string} phone
 * @property {NumberView[]} numbers of the account
 * @property {Where} where the conversation that is shown
 * @property {(where: Where) => void} choose called when another number or channel is chosen
 * @property {string} problem
 * @property {(problem: string) => void} complain
 * @property {(now: boolean) => void} writing called with whether there is something to send
 * @extends {Component<Props, { file?: File, preview?: string }>}
 */
export class Composer extends Component {
	/** @type {{ file?: File, preview?: string }} */
	state = {};
	/** @type {Ref<HTMLTextAreaElement>} */
	text = createRef();
	/** @type {Ref<HTMLInputElement>} */
	picker = createRef();
	isSending = false;
	sentAt = 0;

	get isEmpty() {
		return this.text.current?.value === '' && !this.picker.current?.files?.length;
	}

	/** The number and channel that a message goes to: those of the conversation, if the account has them. @returns {Where} */
	get where() {
		const { numbers, where } = this.props;
		const number = numbers.find((one) => one.number === where.other) ?? numbers.find((one) => one.number === readyNumber) ?? numbers[0];
		const channels = channelsOf(number);
		return { other: number?.number ?? '', channel: channels.find((one) => one === where.channel) ?? channels[0] ?? 'sms' };
	}

	typed = () => {
		const { current: field } = this.text;
		if (field === null) return;
		field.style.height = 'auto';
		field.style.height = `${field.scrollHeight}px`;
		this.props.complain('');
		this.props.writing(!this.isEmpty);
	};

	keyPressed = (/** @type {KeyboardEvent} */ event) => {
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		this.text.current?.form?.requestSubmit();
	};

	/** Shows the file that was picked, if any. */
	picked = () => {
		if (this.state.preview) URL.revokeObjectURL(this.state.preview);
		const file = this.picker.current?.files?.[0];
		this.setState({ file, preview: file?.type.startsWith('image/') ? URL.createObjectURL(file) : undefined });
		this.props.writing(!this.isEmpty);
		this.text.current?.focus();
	};

	removeFile = () => {
		if (this.picker.current) this.picker.current.value = '';
		this.picked();
	};

	submit = async (/** @type {SubmitEvent} */ event) => {
		event.preventDefault();
		const { current: field } = this.text;
		// The second click of a double click finds an empty field, which isn't an error.
		if (field === null || this.isSending || (this.isEmpty && Date.now() - this.sentAt < 1_000)) return;
		if (this.isEmpty) {
			this.props.complain('Write something, or attach a file.');
			return field.focus();
		}
		this.isSending = true;
		const problem = await problemOf(() => this.send(field.value)).finally(() => (this.isSending = false));
		if (problem !== '') return this.props.complain(problem);
		this.sentAt = Date.now();
		field.value = '';
		this.removeFile();
		this.typed();
	};

	/** @param {string} text */
	async send(text) {
		const { other, channel } = this.where;
		const media = this.state.file ? { media: [await asMedia(this.state.file)] } : {};
		await tell('/phone/messages', { from: this.props.phone, to: other, channel, text, ...media });
	}

	render() {
		const { phone, numbers, choose, problem } = this.props;
		const { file, preview } = this.state;
		const { other, channel } = this.where;
		const writable = numbers.filter((number) => channelsOf(number).length > 0);
		const channels = channelsOf(numbers.find(({ number }) => number === other));
		const chooseNumber = (/** @type {On<HTMLSelectElement>} */ { currentTarget }) => choose({ other: currentTarget.value, channel });
		const chooseChannel = (/** @type {On<any>} */ { currentTarget }) => choose({ other, channel: currentTarget.value });
		return html`
			<form class="composer" aria-label="Write" onSubmit=${this.submit}>
				<div class="write-where">
					<label for="to-${phone}">To</label>
					<select id="to-${phone}" class="write-to" value=${other} onChange=${chooseNumber}>
						${writable.map(({ number, alias }) => html`<option key=${number} value=${number}>${[phoneName(number), alias].filter(Boolean).join(' ')}</option>`)}
					</select>
					<label for="by-${phone}">by</label>
					<select id="by-${phone}" value=${channel} onChange=${chooseChannel}>
						${channels.map((one) => html`<option key=${one} value=${one}>${typeName(one)}</option>`)}
					</select>
				</div>
				${file && html`
					<div class="attached">
						${preview ? html`<img src=${preview} alt="" />` : html`<${Icon} name="file" />`}
						<span>${file.name} · ${size(file.size)}</span>
						<button type="button" class="round" aria-label="Remove ${file.name}" onClick=${this.removeFile}><${Icon} name="cross" /></button>
					</div>
				`}
				<div class="write">
					<button type="button" class="round" aria-label="Attach a file" onClick=${() => this.picker.current?.click()}><${Icon} name="attach" /></button>
					<input type="file" class="hidden" tabindex="-1" aria-hidden="true" ref=${this.picker} onChange=${this.picked} />
					<label for="text-${phone}" class="hidden">Message</label>
					<textarea
						...${{ id: `text-${phone}`, rows: 1, placeholder: 'Message', dir: 'auto', ref: this.text }}
						onInput=${this.typed}
						onKeyDown=${this.keyPressed}
					></textarea>
					<button type="submit" class="send" aria-label="Send"><${Icon} name="send" /></button>
				</div>
				<p class="problem" role="alert">${problem}</p>
			</form>
		`;
	}
}

/** @param {NumberView | undefined} number @returns {Array<Where['channel']>} */
function channelsOf(number) {
	/** @type {Array<Where['channel']>} */
	const channels = ['sms', 'whatsapp'];
	return channels.filter((one) => (one === 'sms' ? number?.sms || number?.mms : number?.whatsapp));
}

/** @param {File} file */
async function asMedia(file) {
	const bytes = await file.arrayBuffer().catch(() => {
		throw new Refused(`${file.name} can't be read.`);
	});
	const characters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte));
	return { contentType: file.type || 'application/octet-stream', fileName: file.name, bytes: btoa(characters.join('')) };
}
