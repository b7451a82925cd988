import { Composer } from './composer.mjs';
import { conversationsOf, keyOf } from './conversations.mjs';
import { Component, createRef, html } from './html.mjs';
import { Icon } from './icons.mjs';
import { NumberSettings } from './numberSettings.mjs';
import { readyNumber, readyPhone } from './place.mjs';
import { press } from './press.mjs';
import { Thread } from './thread.mjs';
import { phoneName, typeName } from './words.mjs';

/**
 * A phone: its conversations, the bubbles of one of them and, for a person's phone, where to write.
 *
 * @typedef {{ chosen?: Where, isWriting: boolean, problem: string }} State `chosen` is the conversation that the person selected
 * @extends {Component<{ phone: string, report: SandboxReport, hidden: boolean }, State>}
 */
export class Phone extends Component {
	/** @type {State} */
	state = { isWriting: false, problem: '' };
	/** @type {Where} */
	where = { other: readyNumber, channel: 'sms' };
	/** The last message of each conversation when it was last shown. @type {Map<string, string | undefined> | undefined} */
	seen;
	/** @type {Ref<Thread>} */
	thread = createRef();

	/** @param {{ hidden: boolean }} next */
	shouldComponentUpdate({ hidden }) {
		return !(hidden && this.props.hidden);
	}

	choose = (/** @type {Where} */ chosen) => this.setState({ chosen, problem: '' }, () => this.thread.current?.toEnd());
	complain = (/** @type {string} */ problem) => this.setState({ problem });

	render() {
		const { phone, report, hidden } = this.props;
		const { chosen, isWriting, problem } = this.state;
		const { numbers, messages } = report;
		const number = numbers.find((one) => one.number === phone);
		const conversations = conversationsOf(messages, phone);
		// While the person is writing, the conversation they write to stays.
		this.where = chosen ?? (isWriting ? undefined : conversations[0]) ?? this.where;
		const { other, channel } = this.where;
		const shown = conversations.find(({ key }) => key === keyOf(this.where)) ?? { key: '', other, channel, messages: [] };
		this.seen ??= new Map(conversations.map(({ key, messages: all }) => [key, all.at(-1)?.uuid]));
		if (!hidden) this.seen.set(shown.key, shown.messages.at(-1)?.uuid);
		const pressed = async (/** @type {string} */ uuid, /** @type {Choice} */ choice) => this.complain(await press(uuid, choice));
		return html`
			<section class="phone ${number ? 'ours' : 'persons'}" data-channel=${channel} aria-label="Phone ${phoneName(phone)}" hidden=${hidden}>
				<header class="phone-top">
					<span class="avatar"><${Icon} name=${number ? 'n8n' : 'phone'} /></span>
					<div><h2>${phoneName(phone)}</h2><p class="who">${whoIsIt(phone, number, shown)}</p></div>
				</header>
				<ul class="conversations" aria-label="Conversations" hidden=${conversations.every(({ key }) => key === shown.key)}>
					${conversations.map((one) => html`
						<li key=${one.key}>
							<button type="button" class="conversation ${one.channel}" aria-pressed=${one === shown ? 'true' : 'false'} onClick=${() => this.choose(one)}>
								${phoneName(one.other)}<small>${typeName(one.channel)}</small>
								<span class="unread" hidden=${one.messages.at(-1)?.uuid === this.seen?.get(one.key)}>new</span>
							</button>
						</li>
					`)}
				</ul>
				${number && html`<${NumberSettings} number=${number} />`}
				${shown.messages.length === 0
					? html`<div class="empty">${emptyWords(phone, number !== undefined)}</div>`
					: html`<${Thread} key=${shown.key} ref=${this.thread} ...${{ phone, report, conversation: shown, hidden }} press=${number ? undefined : pressed} />`}
				${!number && html`
					<${Composer}
						...${{ phone, numbers, problem }}
						where=${this.where}
						choose=${this.choose}
						complain=${this.complain}
						writing=${(/** @type {boolean} */ now) => this.setState({ isWriting: now })}
					/>
				`}
			</section>
		`;
	}
}

/**
 * @param {string} phone
 * @param {NumberView | undefined} number
 * @param {Conversation} shown
 */
function whoIsIt(phone, number, { other, channel, messages }) {
	const with_ = messages.length > 0 ? `${typeName(channel)} with ${phoneName(other)}` : '';
	if (number) return [number.alias ?? 'Number of the account', with_].filter(Boolean).join(' · ');
	return with_ || (phone === readyPhone ? 'The phone that the examples send to' : "Someone's phone");
}

/**
 * @param {string} phone
 * @param {boolean} isOurs
 */
function emptyWords(phone, isOurs) {
	if (isOurs) {
		return html`
			<h3>Nothing sent or received yet</h3>
			<p>Messages that workflows send from this number, and messages that people send to it, appear here.</p>
		`;
	}
	return html`
		<h3>No messages yet</h3>
		<p>
			${phone === readyPhone
				? 'In n8n, open the workflow “Send an SMS and read it back”, or any other example, and click Execute workflow. It sends to this phone.'
				: `In n8n, send a message to ${phoneName(phone)} with the Plivo Messaging node.`}
		</p>
		<p>Or write one below. It starts a workflow that begins with the Plivo Messaging Trigger.</p>
	`;
}
