import { el, on } from '../dom.mjs';
import { icon } from '../icons.mjs';
import { drawListButton } from './list.mjs';
import { drawLocation } from './location.mjs';
import { drawElsewhere } from './media.mjs';
import { drawText, isWebAddress } from './text.mjs';

/**
 * @typedef {import('../types.mjs').Card} Card
 * @typedef {import('../types.mjs').Choice} Choice
 */

/**
 * Header, body and footer of an interactive message or a template.
 *
 * @param {Card} card
 * @returns {HTMLElement[]}
 */
export function drawCard({ header, body, footer }) {
	return [
		...(header === undefined ? [] : [drawHeader(header)]),
		drawText(body, true),
		...(footer === undefined ? [] : [el('p', { class: 'footer', dir: 'auto' }, footer)]),
	];
}

/**
 * The buttons of a card.
 *
 * @param {Card} card
 * @param {((choice: Choice) => void) | undefined} press undefined if the buttons can't be pressed
 * @returns {HTMLElement[]}
 */
export function drawButtons({ buttons, list }, press) {
	return [...(list === undefined ? [] : [drawListButton(list, press)]), ...buttons.map((button, index) => drawButton(button, index, press))];
}

/** @param {import('../types.mjs').CardHeader} header */
function drawHeader(header) {
	if (header.kind === 'text') return el('p', { class: 'header', dir: 'auto' }, header.text);
	if (header.kind === 'location') return drawLocation(header.location);
	return drawElsewhere(header.url, header.format === 'file' ? kindByName(header.url) : header.format);
}

/** @param {string} url of a file of unknown kind */
function kindByName(url) {
	if (/\.(jpe?g|png|gif|webp)(\?|#|$)/i.test(url)) return 'image';
	return /\.(mp4|3gpp?)(\?|#|$)/i.test(url) ? 'video' : 'file';
}

/**
 * @param {import('../types.mjs').CardButton} button
 * @param {number} index
 * @param {((choice: Choice) => void) | undefined} press
 */
function drawButton(button, index, press) {
	const title = el('span', { dir: 'auto' }, button.title);
	switch (button.kind) {
		case 'reply': {
			const reply = el('button', { type: 'button', class: 'card-button', 'aria-disabled': press === undefined && 'true' }, icon('reply'), title);
			return on(reply, { click: () => press?.({ button: index }) });
		}
		case 'url':
			return drawLeading(button.url, icon('link'), title);
		case 'phone':
			return el('a', { class: 'card-button', href: `tel:${button.number.replace(/[^+\d]/g, '')}`, title: button.number }, icon('call'), title);
		case 'copy':
			return drawCopy(button.code, title);
	}
}

/**
 * A button with a link, and the address below it.
 *
 * @param {string} url
 * @param {Child} symbol
 * @param {HTMLElement} title
 * @typedef {import('../dom.mjs').Child} Child
 */
function drawLeading(url, symbol, title) {
	const where = el('small', { class: 'leads-to' }, url);
	if (!isWebAddress(url)) return el('div', { class: 'card-button leading' }, el('span', {}, title), where);
	const link = el('a', { class: 'card-button', href: url, target: '_blank', rel: 'noopener noreferrer' }, symbol, title);
	return el('div', { class: 'leading' }, link, where);
}

/**
 * @param {string} code
 * @param {HTMLElement} title
 */
function drawCopy(code, title) {
	const button = el('button', { type: 'button', class: 'card-button', title: code }, icon('copy'), title);
	const said = el('small', { class: 'leads-to', role: 'status' }, code);
	button.addEventListener('click', async () => {
		const done = await navigator.clipboard?.writeText(code).then(() => true, () => false);
		said.textContent = done ? `${code} copied` : code;
	});
	return el('div', { class: 'leading' }, button, said);
}
