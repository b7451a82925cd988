import { html } from '../html.mjs';

/** An address, and WhatsApp's marks for bold, italic, strikethrough and monospace, each around a text in one line. */
const address = /https?:\/\/[^\s<>"]+/;
const marks = /```[^`]+```|(?<![\w*])\*(?=\S)[^*\n]*[^*\s]\*(?![\w*])|(?<![\w_])_(?=\S)[^_\n]*[^_\s]_(?![\w_])|(?<![\w~])~(?=\S)[^~\n]*[^~\s]~(?![\w~])/;
const plain = new RegExp(address, 'g');
const marked = new RegExp(`${address.source}|${marks.source}`, 'g');

/** @type {Record<string, 'strong' | 'em' | 's' | 'code'>} */
const elements = { '*': 'strong', _: 'em', '~': 's', '`': 'code' };

/**
 * The text of a message: line breaks are kept, addresses become links and, in WhatsApp, *bold* is bold.
 *
 * @param {{ text: string, isWhatsapp?: boolean }} props
 */
export function Text({ text, isWhatsapp = false }) {
	const pieces = [];
	let end = 0;
	for (const match of text.matchAll(isWhatsapp ? marked : plain)) {
		pieces.push(text.slice(end, match.index), piece(match[0]));
		end = match.index + match[0].length;
	}
	return html`<p class="text" dir="auto">${pieces}${text.slice(end)}</p>`;
}

/** @param {string} found */
function piece(found) {
	const tag = elements[found[0] ?? ''];
	if (tag !== undefined) {
		const width = tag === 'code' ? 3 : 1;
		return html`<${tag}>${found.slice(width, -width)}<//>`;
	}
	// A period or bracket at the end of an address belongs to the sentence around it.
	const [, url = '', rest = ''] = /^(.*?)([.,;:!?)\]'’]*)$/s.exec(found) ?? [];
	return isWebAddress(url) ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${url}</a>${rest}` : found;
}

/**
 * Whether a text may be the target of a link: only http and https, so never javascript:.
 *
 * @param {string} url
 */
export function isWebAddress(url) {
	return /^https?:\/\//i.test(url) && URL.canParse(url);
}
