import { el } from '../dom.mjs';

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
 * @param {string} text
 * @param {boolean} isWhatsapp
 * @returns {HTMLElement}
 */
export function drawText(text, isWhatsapp) {
	return el('p', { class: 'text', dir: 'auto' }, ...pieces(text, isWhatsapp));
}

/**
 * @param {string} text
 * @param {boolean} isWhatsapp
 * @returns {Array<string | Node>}
 */
function pieces(text, isWhatsapp) {
	/** @type {Array<string | Node>} */
	const made = [];
	let end = 0;
	for (const match of text.matchAll(isWhatsapp ? marked : plain)) {
		made.push(text.slice(end, match.index), piece(match[0]));
		end = match.index + match[0].length;
	}
	return [...made, text.slice(end)];
}

/** @param {string} found */
function piece(found) {
	const tag = elements[found[0] ?? ''];
	if (tag === undefined) return drawLink(found);
	const width = tag === 'code' ? 3 : 1;
	return el(tag, {}, found.slice(width, -width));
}

/** @param {string} found a text that begins with an address; a period or bracket at its end belongs to the sentence around it */
function drawLink(found) {
	const [, url = '', rest = ''] = /^(.*?)([.,;:!?)\]'’]*)$/s.exec(found) ?? [];
	if (!isWebAddress(url)) return document.createTextNode(found);
	const fragment = document.createDocumentFragment();
	fragment.append(el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, url), rest);
	return fragment;
}

/**
 * Whether a text may be the target of a link: only http and https, so never javascript:.
 *
 * @param {string} url
 */
export function isWebAddress(url) {
	return /^https?:\/\//i.test(url) && URL.canParse(url);
}
