import { Component, createRef, html } from '../html.mjs';
import { Icon } from '../icons.mjs';

/**
 * The button of a list message, which opens a sheet with its sections and rows. Without `press`, the rows can't be pressed.
 *
 * @extends {Component<{ list: NonNullable<Card['list']>, press?: (choice: Choice) => void }>}
 */
export class ListButton extends Component {
	/** @type {Ref<HTMLDialogElement>} */
	sheet = createRef();

	/** Opens the sheet at the bottom of its phone. */
	open = () => {
		const { current: sheet } = this.sheet;
		const phone = sheet?.closest('.phone');
		if (!sheet || !phone) return;
		const { left, bottom, width, height } = phone.getBoundingClientRect();
		const frame = width - phone.clientWidth;
		sheet.style.inset = `auto auto ${Math.max(0, innerHeight - bottom + frame / 2)}px ${left + frame / 2}px`;
		sheet.style.width = `${width - frame}px`;
		sheet.style.maxHeight = `${Math.max(320, height * 0.8)}px`;
		sheet.showModal();
	};

	close = () => this.sheet.current?.close();

	/** @param {Choice} choice */
	choose(choice) {
		if (!this.sheet.current?.open) return;
		this.close();
		this.props.press?.(choice);
	}

	render() {
		const { title, sections } = this.props.list;
		// A click on the dialog element itself is outside its content.
		return html`
			<button type="button" class="card-button" aria-haspopup="dialog" onClick=${this.open}><${Icon} name="list" /><span dir="auto">${title}</span></button>
			<dialog
				class="sheet"
				aria-label=${title}
				ref=${this.sheet}
				onClick=${(/** @type {MouseEvent} */ { target }) => target === this.sheet.current && this.close()}
			>
				<div class="sheet-top">
					<h2 dir="auto">${title}</h2>
					<button type="button" class="round" aria-label="Close" onClick=${this.close}><${Icon} name="cross" /></button>
				</div>
				${sections.map((section, index) => html`
					<section aria-label=${section.title}>
						<h3 dir="auto">${section.title}</h3>
						${section.rows.map((one, row) => this.row(one, { section: index, row }))}
					</section>
				`)}
			</dialog>
		`;
	}

	/**
	 * @param {{ title: string, description?: string }} row
	 * @param {Choice} choice
	 */
	row({ title, description }, choice) {
		const words = html`<span dir="auto">${title}</span>${description && html`<small dir="auto">${description}</small>`}`;
		if (!this.props.press) return html`<div class="row">${words}</div>`;
		return html`<button type="button" class="row" onClick=${() => this.choose(choice)}>${words}</button>`;
	}
}
