import { Component, html } from '../html.mjs';
import { Icon } from '../icons.mjs';
import { size } from '../words.mjs';
import { isWebAddress } from './text.mjs';

/**
 * A file. Pictures, videos and sounds that the sandbox has are shown; everything else is a card. Files at other addresses are never
 * loaded.
 *
 * @extends {Component<{ media: MediaView }, { isBroken: boolean }>}
 */
export class Media extends Component {
	state = { isBroken: false };

	render() {
		const { media: { contentType, fileName, size: bytes, url, sourceUrl } } = this.props;
		const { isBroken } = this.state;
		const [kind] = contentType.split('/');
		if (url === null) return html`<${Elsewhere} url=${sourceUrl ?? ''} kind=${kind} />`;
		if (kind === 'image' && !isBroken) {
			return html`
				<a href=${url} target="_blank" rel="noopener" class="media">
					<img src=${url} alt=${fileName} class="picture" onError=${() => this.setState({ isBroken: true })} />
				</a>
			`;
		}
		if (kind === 'video') return html`<video src=${url} controls class="media picture" aria-label=${fileName} preload="metadata" />`;
		if (kind === 'audio') return html`<audio src=${url} controls class="media" aria-label=${fileName} preload="metadata" />`;
		return html`
			<a class="media file" href=${url} download=${fileName}>
				<${Icon} name="file" />
				<span><span class="file-name">${fileName}</span><small>${[contentType, bytes > 0 ? size(bytes) : ''].filter(Boolean).join(' · ')}</small></span>
			</a>
		`;
	}
}

/** A file that is only known by its URL. @param {{ url: string, kind?: string }} props */
export function Elsewhere({ url, kind }) {
	const isPicture = kind === 'image' || kind === 'video';
	const name = fileNameOf(url);
	return html`
		<div class="media elsewhere ${isPicture ? 'framed' : 'file'}">
			<${Icon} name=${kind === 'image' ? 'picture' : kind === 'video' ? 'video' : 'file'} />
			<span>
				${isWebAddress(url)
					? html`<a href=${url} target="_blank" rel="noopener noreferrer" class="file-name">${name}</a>`
					: html`<span class="file-name">${name}</span>`}
				<small>${URL.canParse(url) ? new URL(url).host : 'no address'} · not fetched here</small>
			</span>
		</div>
	`;
}

/**
 * A location: its name, address and coordinates. There is no map, because the page loads nothing from the internet.
 *
 * @param {{ location: NonNullable<MessageView['location']> }} props
 */
export function Location({ location: { latitude, longitude, name, address } }) {
	return html`
		<div class="media place">
			<div class="place-map" aria-hidden="true"><${Icon} name="pin" /></div>
			${name && html`<strong dir="auto">${name}</strong>`}
			${address && html`<span dir="auto">${address}</span>`}
			<small>${latitude}, ${longitude}</small>
		</div>
	`;
}

/** @param {string} url */
function fileNameOf(url) {
	if (!URL.canParse(url)) return url;
	const { pathname, hostname } = new URL(url);
	const name = pathname.split('/').at(-1) || hostname;
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
