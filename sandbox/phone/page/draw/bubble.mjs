import { el, fill } from '../dom.mjs';
import { clock, iso, summary, typeName } from '../words.mjs';
import { drawButtons, drawCard } from './card.mjs';
import { drawJson } from './json.mjs';
import { drawLocation } from './location.mjs';
import { drawMedia } from './media.mjs';
import { drawText } from './text.mjs';
import { drawTicks } from './ticks.mjs';

/**
 * @typedef {import('../types.mjs').MessageView} MessageView
 * @typedef {import('../types.mjs').Choice} Choice
 * @typedef {import('../webhookWords.mjs').Outcome} Outcome
 */

/** What Plivo reads a text as. */
const intents = { optout: 'Plivo reads this as an opt-out', optin: 'Plivo reads this as an opt-in', help: 'Plivo reads this as a request for help' };

/**
 * A message as a bubble. Its state, which changes later, is drawn by drawState.
 *
 * @param {MessageView} message
 * @param {{ isOwn: boolean, answered?: MessageView, press?: (choice: Choice) => void }} view whether the phone sent it,
 *   the message it answers, and what a press on one of its buttons does
 */
export function drawBubble(message, { isOwn, answered, press }) {
	const { type, card, location, text, media, button, intent, other } = message;
	const isWhatsapp = type === 'whatsapp';
	const bubble = el(
		'div',
		{ class: 'bubble' },
		card?.name && el('small', { class: 'kind' }, `Template ${card.name}`),
		answered && el('blockquote', { class: 'answered', dir: 'auto' }, summary(answered).slice(0, 120)),
		...media.map(drawMedia),
		...(card ? drawCard(card) : []),
		location && drawLocation(location),
		text !== '' && drawText(text, isWhatsapp),
		button && button.text !== text && drawText(button.text, false),
		intent && el('small', { class: 'kind' }, intents[intent]),
		other !== undefined && drawJson(other, 'Other data'),
		el('div', { class: 'foot' }),
	);
	return el(
		'li',
		{ class: `message ${isOwn ? 'own' : 'theirs'}` },
		bubble,
		card && el('div', { class: 'card-buttons' }, ...drawButtons(card, press)),
		el('div', { class: 'became' }),
	);
}

/**
 * The time and state in the bubble, and below it what went wrong or what n8n answered.
 *
 * @param {HTMLElement} item made by drawBubble
 * @param {MessageView} message
 * @param {Outcome | undefined} outcome of its webhook, for a message that a person sent
 */
export function drawState(item, message, outcome) {
	const { type, time, state, error } = message;
	const key = JSON.stringify([state, error, outcome]);
	// Only drawn again if something is new, because a screen reader would announce it again.
	if (item.dataset['state'] === key) return;
	item.dataset['state'] = key;
	item.classList.toggle('lost', ['failed', 'undelivered', 'rejected'].includes(state) && outcome === undefined);
	const [foot, became] = [item.querySelector('.foot'), item.querySelector('.became')];
	if (foot) fill(foot, type === 'mms' && el('span', { class: 'type' }, typeName(type)), el('time', { datetime: iso(time) }, clock(time)), drawTicks(state));
	if (became) fill(became, ...(outcome ? drawOutcome(outcome) : drawError(error)));
}

/** What to do about an error that comes from the sandbox's own rules. @type {Record<string, string>} */
const advices = {
	340: "Write a WhatsApp message on this phone first. The account can then reply freely for 24 hours. Templates don't need this.",
	350: "The values that were sent don't fit the variables of the template.",
};

/** @param {MessageView['error']} error */
function drawError(error) {
	if (error === null) return [];
	const advice = advices[error.code];
	return [el('p', { class: 'outcome failed' }, `Error ${error.code}: ${error.meaning}`), ...(advice ? [el('p', { class: 'advice' }, advice)] : [])];
}

/** @param {Outcome} outcome */
function drawOutcome({ kind, words, advice }) {
	return [el('p', { class: `outcome ${kind}` }, words), ...(advice ? [el('p', { class: 'advice' }, advice)] : [])];
}
