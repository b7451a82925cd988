import { el, on } from '../dom.mjs';
import { icon } from '../icons.mjs';

/** @typedef {import('../types.mjs').Choice} Choice */

let count = 0;

/**
 * The button of a list message, which opens a sheet with its sections and rows.
 *
 * @param {NonNullable<import('../types.mjs').Card['list']>} list
 * @param {((choice: Choice) => void) | undefined} press undefined if the rows can't be pressed
 */
export function drawListButton({ title, sections }, press) {
	const opener = el('button', { type: 'button', class: 'card-button', 'aria-haspopup': 'dialog' }, icon('list'), el('span', { dir: 'auto' }, title));
	opener.addEventListener('click', () => {
		const sheet = drawSheet(title, sections, press);
		document.body.append(sheet);
		laySheet(sheet, opener.closest('.phone'));
		sheet.showModal();
	});
	return opener;
}

/**
 * @param {string} title
 * @param {NonNullable<import('../types.mjs').Card['list']>['sections']} sections
 * @param {((choice: Choice) => void) | undefined} press
 */
function drawSheet(title, sections, press) {
	count += 1;
	const heading = `sheet-${count}`;
	const close = el('button', { type: 'button', class: 'round', 'aria-label': 'Close' }, icon('cross'));
	const sheet = el(
		'dialog',
		{ class: 'sheet', 'aria-labelledby': heading },
		el('div', { class: 'sheet-top' }, el('h2', { id: heading, dir: 'auto' }, title), close),
		...sections.map(({ title: sectionTitle, rows }, section) =>
			el(
				'section',
				{ 'aria-label': sectionTitle },
				el('h3', { dir: 'auto' }, sectionTitle),
				...rows.map((row, index) => drawRow(row, press && (() => choose({ section, row: index })))),
			),
		),
	);
	/** @param {Choice} choice */
	const choose = (choice) => {
		if (!sheet.open) return;
		sheet.close();
		press?.(choice);
	};
	on(close, { click: () => sheet.close() });
	sheet.addEventListener('close', () => sheet.remove());
	// A click on the dialog element itself is outside its content.
	sheet.addEventListener('click', (event) => event.target === sheet && sheet.close());
	return sheet;
}

/**
 * Places the sheet at the bottom of its phone.
 *
 * @param {HTMLElement} sheet
 * @param {Element | null} phone
 */
function laySheet(sheet, phone) {
	if (phone === null) return;
	const { left, bottom, width, height } = phone.getBoundingClientRect();
	const frame = width - phone.clientWidth;
	sheet.style.inset = `auto auto ${Math.max(0, innerHeight - bottom + frame / 2)}px ${left + frame / 2}px`;
	sheet.style.width = `${width - frame}px`;
	sheet.style.maxHeight = `${Math.max(320, height * 0.8)}px`;
}

/**
 * @param {{ title: string, description?: string }} row
 * @param {(() => void) | undefined} choose
 */
function drawRow({ title, description }, choose) {
	const texts = [el('span', { dir: 'auto' }, title), description && el('small', { dir: 'auto' }, description)];
	if (choose === undefined) return el('div', { class: 'row' }, ...texts);
	return on(el('button', { type: 'button', class: 'row' }, ...texts), { click: choose });
}
