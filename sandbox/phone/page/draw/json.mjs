import { el } from '../dom.mjs';

/**
 * A value as JSON.
 *
 * @param {unknown} value
 * @param {string} label
 */
export function drawJson(value, label) {
	// It scrolls, so it must be reachable by keyboard.
	return el('pre', { class: 'json', tabindex: '0', role: 'region', 'aria-label': label }, JSON.stringify(value, null, 2));
}
