import { icon } from '../icons.mjs';

/** @typedef {import('../types.mjs').MessageView} MessageView */

/** @type {Record<MessageView['state'], [drawing: 'clock' | 'tick' | 'ticks' | 'warning', words: string]>} */
const states = {
	queued: ['tick', 'Queued'],
	sent: ['tick', 'Sent'],
	received: ['tick', 'Received by Plivo'],
	delivered: ['ticks', 'Delivered'],
	read: ['ticks', 'Read'],
	failed: ['warning', 'Failed'],
	undelivered: ['warning', 'Undelivered'],
	rejected: ['warning', 'Rejected'],
};

/** @param {MessageView['state']} state */
export function drawTicks(state) {
	const [drawing, words] = states[state];
	const ticks = icon(drawing, words);
	ticks.classList.add(`state-${state}`);
	return ticks;
}
