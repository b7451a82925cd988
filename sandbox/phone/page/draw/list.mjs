import { Component, createRef, html } from '../html.mjs';
import { Icon } from '../icons.mjs';

/**
 * @typedef {import('../types.mjs').Choice} Choice
 * @typedef {{ list: NonNullable<import('../types.mjs').Card['list']>, press?: (choice: Choice) => void }} Props without `press`, the
 *   rows can't be pressed
 */

/**
 * The button of a list message, which opens a sheet with its sections and rows.
 *
 * @extends {Component<Props, { isOpen: boolean }>}
 */
export class ListButton extends Component {
	state = { isOpen: false };

	render() {
		const { list, press } = this.props;
		const { isOpen } = this.state;
		return html`
			<button type="button" class="card-button" aria-haspopup="dialog" onClick=${() => this.setState({ isOpen: true })}>
				<${Icon} name="list" /><span dir="auto">${list.title}</span>
			</button>
			${isOpen && html`<${Sheet} list=${list} press=${press} closed=${() => this.setState({ isOpen: false })} />`}
		`;
	}
}

/** @extends {Component<Props & { closed: () => void }>} */
class Sheet extends Component {
	/** @type {import('../types.mjs').Ref<HTMLDialogElement>} */
	dialog = createRef();

	/** Opens it at the bottom of its phone. */
	componentDidMount() {
		const { current: dialog } = this.dialog;
		const phone = dialog?.closest('.phone');
		if (!dialog || !phone) return;
		const { left, bottom, width, height } = phone.getBoundingClientRect();
		const frame = width - phone.clientWidth;
		dialog.style.inset = `auto auto ${Math.max(0, innerHeight - bottom + frame / 2)}px ${left + frame / 2}px`;
		dialog.style.width = `${width - frame}px`;
		dialog.style.maxHeight = `${Math.max(320, height * 0.8)}px`;
		dialog.showModal();
	}

	close = () => this.dialog.current?.close();

	/** @param {Choice} choice */
	choose(choice) {
		if (!this.dialog.current?.open) return;
		this.close();
		this.props.press?.(choice);
	}

	render() {
		const { list: { title, sections }, press, closed } = this.props;
		// A click on the dialog element itself is outside its content.
		return html`
			<dialog
				class="sheet"
				aria-label=${title}
				ref=${this.dialog}
				onClose=${closed}
				onClick=${(/** @type {MouseEvent} */ { target }) => target === this.dialog.current && this.close()}
			>
				<div class="sheet-top">
					<h2 dir="auto">${title}</h2>
					<button type="button" class="round" aria-label="Close" onClick=${this.close}><${Icon} name="cross" /></button>
				</div>
				${sections.map(({ title: sectionTitle, rows }, section) => html`
					<section aria-label=${sectionTitle}>
						<h3 dir="auto">${sectionTitle}</h3>
						${rows.map((row, index) => html`<${Row} row=${row} choose=${press && (() => this.choose({ section, row: index }))} />`)}
					</section>
				`)}
			</dialog>
		`;
	}
}

/** @param {{ row: { title: string, description?: string }, choose?: () => void }} props */
function Row({ row: { title, description }, choose }) {
	const words = html`<span dir="auto">${title}</span>${description && html`<small dir="auto">${description}</small>`}`;
	return choose ? html`<button type="button" class="row" onClick=${choose}>${words}</button>` : html`<div class="row">${words}</div>`;
}
