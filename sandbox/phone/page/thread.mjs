import { Bubble } from './draw/bubble.mjs';
import { Component, createRef, html } from './html.mjs';
import { outcomeOf } from './webhookWords.mjs';
import { phoneName } from './words.mjs';

/**
 * @typedef {import('./types.mjs').Choice} Choice
 * @typedef {object} Props
 * @property {string} phone that shows it
 * @property {import('./types.mjs').Report} report
 * @property {import('./conversations.mjs').Conversation} conversation
 * @property {boolean} hidden whether the phone is hidden
 * @property {(uuid: string, choice: Choice) => void} [press] undefined if buttons can't be pressed
 */

/**
 * The bubbles of a conversation.
 *
 * @extends {Component<Props>}
 */
export class Thread extends Component {
	/** @type {import('./types.mjs').Ref<HTMLElement>} */
	element = createRef();
	/** Whether the last message is in view. If so, the thread scrolls to new ones. */
	follows = true;

	componentDidMount() {
		this.toEnd();
	}

	/** @param {Props} before */
	componentDidUpdate(before) {
		if (this.follows || before.hidden) this.toEnd();
	}

	/** Scrolls to the last message. */
	toEnd() {
		this.follows = true;
		if (this.element.current) this.element.current.scrollTop = this.element.current.scrollHeight;
	}

	scrolled = () => {
		const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = this.element.current ?? {};
		this.follows = scrollHeight - scrollTop - clientHeight < 60;
	};

	/** A bubble grows when its picture has loaded. */
	grown = () => {
		if (this.follows) this.toEnd();
	};

	render() {
		const { phone, report, conversation: { channel, messages }, press } = this.props;
		const { leftOut } = report;
		const byUuid = new Map(report.messages.map((message) => [message.uuid, message]));
		// It scrolls, so it must be reachable by keyboard.
		return html`
			<div
				class="thread"
				tabindex="0"
				role="region"
				aria-label="Messages of ${phoneName(phone)}"
				data-channel=${channel}
				ref=${this.element}
				onScroll=${this.scrolled}
				onLoadCapture=${this.grown}
			>
				${leftOut.messages > 0 && html`
					<p class="left-out">This page shows the last ${report.messages.length} messages of all phones. ${leftOut.messages} earlier ones are left out.</p>
				`}
				<ol class="bubbles">
					${messages.map((message) => html`
						<${Bubble}
							key=${message.uuid}
							message=${message}
							isOwn=${message.from === phone}
							answered=${byUuid.get(message.answers ?? '')}
							outcome=${outcomeOf(message, report.numbers)}
							press=${press && ((/** @type {Choice} */ choice) => press(message.uuid, choice))}
						/>
					`)}
				</ol>
			</div>
		`;
	}
}
