import { el } from '../dom.mjs';
import { icon } from '../icons.mjs';

/**
 * A place: its name, address and coordinates. There is no map, as nothing is fetched from the internet.
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
