import { Component, html } from '../html.mjs';
import { Icon } from '../icons.mjs';
import { ListButton } from './list.mjs';
import { Elsewhere, Location } from './media.mjs';
import { isWebAddress, Text } from './text.mjs';

/** Header, body and footer of an interactive message or a template. @param {{ card: Card }} props */
export function CardContent({ card: { header, body, footer } }) {
	return html`
		${header?.kind === 'text' && html`<p class="header" dir="auto">${header.text}</p>`}
		${header?.kind === 'location' && html`<${Location} location=${header.location} />`}
		${header?.kind === 'media' && html`<${Elsewhere} url=${header.url} kind=${header.format === 'file' ? kindByName(header.url) : header.format} />`}
		<${Text} text=${body} isWhatsapp />
		${footer !== undefined && html`<p class="footer" dir="auto">${footer}</p>`}
	`;
}

/** The buttons of a card. Without `press`, they can't be pressed. @param {{ card: Card, press?: (choice: Choice) => void }} props */
export function CardButtons({ card: { buttons, list }, press }) {
	return html`
		<div class="card-buttons">
			${list && html`<${ListButton} list=${list} press=${press} />`}
			${buttons.map((button, index) => html`<${CardButton} button=${button} press=${press && (() => press({ button: index }))} />`)}
		</div>
	`;
}

/** @param {string} url of a file of unknown kind */
function kindByName(url) {
	if (/\.(jpe?g|png|gif|webp)(\?|#|$)/i.test(url)) return 'image';
	return /\.(mp4|3gpp?)(\?|#|$)/i.test(url) ? 'video' : 'file';
}

/** @param {{ button: Card['buttons'][number], press?: () => void }} props */
function CardButton({ button, press }) {
	const title = html`<span dir="auto">${button.title}</span>`;
	switch (button.kind) {
		case 'reply':
			return html`<button type="button" class="card-button" aria-disabled=${press ? undefined : 'true'} onClick=${press}><${Icon} name="reply" />${title}</button>`;
		case 'phone':
			return html`<a class="card-button" href="tel:${button.number.replace(/[^+\d]/g, '')}" title=${button.number}><${Icon} name="call" />${title}</a>`;
		case 'copy':
			return html`<${CopyButton} code=${button.code} title=${title} />`;
		case 'url':
			return html`
				<div>
					${isWebAddress(button.url)
						? html`<a class="card-button" href=${button.url} target="_blank" rel="noopener noreferrer"><${Icon} name="link" />${title}</a>`
						: html`<div class="card-button">${title}</div>`}
					<small class="leads-to">${button.url}</small>
				</div>
			`;
	}
}

/** @extends {Component<{ code: string, title: unknown }, { isCopied: boolean }>} */
class CopyButton extends Component {
	state = { isCopied: false };

	copy = async () => {
		const isCopied = await navigator.clipboard?.writeText(this.props.code).then(() => true, () => false);
		this.setState({ isCopied });
	};

	render() {
		const { code, title } = this.props;
		return html`
			<div>
				<button type="button" class="card-button" title=${code} onClick=${this.copy}><${Icon} name="copy" />${title}</button>
				<small class="leads-to" role="status">${this.state.isCopied ? `${code} copied` : code}</small>
			</div>
		`;
	}
}
