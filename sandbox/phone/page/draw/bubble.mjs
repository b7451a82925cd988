import { html, Steady } from '../html.mjs';
import { Icon } from '../icons.mjs';
import { clock, iso, summary, typeName } from '../words.mjs';
import { CardButtons, CardContent } from './card.mjs';
import { Json } from './json.mjs';
import { Location, Media } from './media.mjs';
import { Text } from './text.mjs';

/** What Plivo reads a text as. */
const intents = { optout: 'Plivo reads this as an opt-out', optin: 'Plivo reads this as an opt-in', help: 'Plivo reads this as a request for help' };

/** @type {Record<MessageView['state'], [icon: 'tick' | 'ticks' | 'warning', words: string]>} */
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

/** What to do about an error that comes from the sandbox's own rules. @type {Record<string, string>} */
const advices = {
	340: "Write a WhatsApp message on this phone first. The account can then reply freely for 24 hours. Templates don't need this.",
	350: "The values that were sent don't fit the variables of the template.",
};

/**
 * A message, with its time and state, and below it what went wrong or what n8n answered.
 *
 * @typedef {object} Props
 * @property {MessageView} message
 * @property {boolean} isOwn whether the phone sent it
 * @property {MessageView} [answered] the message it answers
 * @property {Outcome} [outcome] of its webhook, for a message that a person sent
 * @property {(choice: Choice) => void} [press] undefined if its buttons can't be pressed
 * @extends {Steady<Props>}
 */
export class Bubble extends Steady {
	render() {
		const { message, isOwn, answered, outcome = errorOutcome(message), press } = this.props;
		const { type, direction, state, time, card, location, text, media, button, intent, other } = message;
		const [icon, words] = states[state];
		const isLost = direction === 'outbound' && icon === 'warning';
		return html`
			<li class="message ${isOwn ? 'own' : 'theirs'} ${isLost ? 'lost' : ''}">
				<div class="bubble">
					${card?.name && html`<small class="kind">Template ${card.name}</small>`}
					${answered && html`<blockquote class="answered" dir="auto">${summary(answered).slice(0, 120)}</blockquote>`}
					${media.map((one) => html`<${Media} media=${one} />`)}
					${card && html`<${CardContent} card=${card} />`}
					${location && html`<${Location} location=${location} />`}
					${text !== '' && html`<${Text} text=${text} isWhatsapp=${type === 'whatsapp'} />`}
					${button && button.text !== text && html`<${Text} text=${button.text} />`}
					${intent && html`<small class="kind">${intents[intent]}</small>`}
					${other !== undefined && html`<${Json} value=${other} label="Other data" />`}
					<div class="foot">
						${type === 'mms' && html`<span class="type">${typeName(type)}</span>`}
						<time datetime=${iso(time)}>${clock(time)}</time>
						<${Icon} name=${icon} label=${words} class="state-${state}" />
					</div>
				</div>
				${card && html`<${CardButtons} card=${card} press=${press} />`}
				${outcome && html`
					<div class="became">
						<p class="outcome ${outcome.kind}">${outcome.words}</p>
						${outcome.advice && html`<p class="advice">${outcome.advice}</p>`}
					</div>
				`}
			</li>
		`;
	}
}

/** @param {MessageView} message @returns {Outcome | undefined} */
function errorOutcome({ error }) {
	return error === null ? undefined : { kind: 'failed', words: `Error ${error.code}: ${error.meaning}`, advice: advices[error.code] };
}
