import { el } from '../dom.mjs';
import { icon } from '../icons.mjs';

/**
 * A location: its name, address and coordinates. There is no map, because the page loads nothing from the internet.
 *
 * @param {{ latitude: string, longitude: string, name?: string, address?: string }} location
 */
export function drawLocation({ latitude, longitude, name, address }) {
	return el(
		'div',
		{ class: 'media place' },
		el('div', { class: 'place-map', 'aria-hidden': 'true' }, icon('pin')),
		name && el('strong', { dir: 'auto' }, name),
		address && el('span', { dir: 'auto' }, address),
		el('small', {}, `${latitude}, ${longitude}`),
	);
}
