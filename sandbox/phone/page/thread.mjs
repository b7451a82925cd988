import { Bubble } from './draw/bubble.mjs';
import { Component, createRef, html } from './html.mjs';
import { outcomeOf } from './webhookWords.mjs';
import { phoneName } from './words.mjs';

/**
 * The bubbles of a conversation. Without `press`, their buttons can't be pressed.
 *
 * @typedef {{ phone: string, report: SandboxReport, conversation: Conversation, hidden: boolean, press?: (uuid: string, choice: Choice) => void }} Props
 * @extends {Component<Props>}
 */
export class Thread extends Component {
	/** @type {Ref<HTMLElement>} */
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
	grown = () => this.follows && this.toEnd();

	/** @param {MessageView} message */
	bubble(message) {
		const { phone, report, press } = this.props;
		return html`
			<${Bubble}
				key=${message.uuid}
				message=${message}
				isOwn=${message.from === phone}
				answered=${message.answers && report.messages.find(({ uuid }) => uuid === message.answers)}
				outcome=${outcomeOf(message, report.numbers)}
				press=${press && ((/** @type {Choice} */ choice) => press(message.uuid, choice))}
			/>
		`;
	}

	render() {
		const { phone, report, conversation } = this.props;
		const { messages: earlier } = report.leftOut;
		// It scrolls, so it must be reachable by keyboard.
		return html`
			<div
				...${{ class: 'thread', tabindex: 0, role: 'region', 'aria-label': `Messages of ${phoneName(phone)}` }}
				data-channel=${conversation.channel}
				ref=${this.element}
				onScroll=${this.scrolled}
				onLoadCapture=${this.grown}
			>
				${earlier > 0 && html`<p class="left-out">The last ${report.messages.length} messages of all phones. ${earlier} earlier ones are left out.</p>`}
				<ol class="bubbles">${conversation.messages.map((message) => this.bubble(message))}</ol>
			</div>
		`;
	}
}
