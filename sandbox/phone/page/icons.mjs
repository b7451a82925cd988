import { html } from './html.mjs';

/** Drawn for this page, on a grid of 24 by 24. */
export const paths = {
	tick: 'M4 12.5l5 5L20 6.5',
	ticks: 'M1.5 12.5l5 5L17 6.5M11 16.5l1.5 1L23 6.5',
	cross: 'M6 6l12 12M18 6L6 18',
	clock: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 7v5l3.5 2',
	warning: 'M12 4L2.5 20h19zM12 10v5M12 17.6v.1',
	reply: 'M10 7L4 12l6 5M4 12h10a6 6 0 0 1 6 6',
	link: 'M9 5H5v14h14v-4M13 4h7v7M20 4l-9.5 9.5',
	call: 'M6 3h4l1.5 5L9 10a12 12 0 0 0 5 5l2-2.5l5 1.5v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z',
	copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
	list: 'M8 6h12M8 12h12M8 18h12M4 6v.1M4 12v.1M4 18v.1',
	file: 'M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7',
	picture: 'M3 5h18v14H3zM3 16l5-5l4 4l3-3l6 6M15.5 9.5v.1',
	video: 'M3 6h12v12H3zM15 11l6-4v10l-6-4',
	pin: 'M12 21s7-6.5 7-12a7 7 0 0 0-14 0c0 5.5 7 12 7 12zM12 9v.1',
	attach: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7',
	send: 'M4 12L3 4l18 8L3 20zM4 12h9',
	phone: 'M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zM10.5 18.5h3',
	people: 'M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.8',
	log: 'M4 4h16v16H4zM8 9h8M8 12.5h8M8 16h5',
	bolt: 'M13 2L5 13.5h6L10 22l9-12h-6.5z',
	n8n: 'M5 12a2 2 0 1 0 .1 0M12 7a2 2 0 1 0 .1 0M19 12a2 2 0 1 0 .1 0M6.6 12.6l4-2.5M13.5 10l4 2.5',
};

/** Screen readers ignore an icon without a label. @param {{ name: IconName, label?: string, class?: string }} props */
export function Icon({ name, label, class: more = '' }) {
	const said = label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label };
	return html`<svg viewBox="0 0 24 24" class="icon ${more}" ...${said}><path d=${paths[name]} /></svg>`;
}
