import { clearAddedPhones } from './addedPhones.mjs';
import { Component, createRef, html } from './html.mjs';
import { problemOf, tell } from './sandbox.mjs';

/**
 * What the page is, whether the sandbox answers, and the button that resets it.
 *
 * @extends {Component<{ connected: boolean }, { problem: string }>}
 */
export class Top extends Component {
	state = { problem: '' };
	/** @type {Ref<HTMLDialogElement>} */
	question = createRef();

	ask = () => {
		this.setState({ problem: '' });
		this.question.current?.showModal();
	};

	reset = async () => {
		const problem = await problemOf(() => tell('/reset'));
		this.setState({ problem });
		if (problem !== '') return;
		clearAddedPhones();
		this.question.current?.close();
	};

	render() {
		const { connected } = this.props;
		const { problem } = this.state;
		return html`
			<header class="top">
				<svg class="logo" viewBox="0 0 60 60" aria-hidden="true">
					<path d="M12 8h36a8 8 0 0 1 8 8v20a8 8 0 0 1-8 8H29L17 54v-10h-5a8 8 0 0 1-8-8V16a8 8 0 0 1 8-8z" fill="#13a456" />
					<path d="M16 21h20M16 31h13M40 19.5l6 6.5-6 6.5" stroke="#fff" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round" fill="none" />
				</svg>
				<div class="what">
					<h1>Plivo sandbox</h1>
					<p>
						Stands in for Plivo: what the <strong>Plivo Messaging</strong> node sends in n8n arrives on these phones, and what you
						answer starts the <strong>Plivo Messaging Trigger</strong>. Nothing leaves this machine.
					</p>
				</div>
				<p class="connection" role="status">${connected ? '' : "The sandbox isn't answering. Trying again …"}</p>
				<nav class="actions" aria-label="Sandbox">
					<a class="button quiet" href="/sandbox/about">Numbers and credentials</a>
					<button type="button" class="button quiet" onClick=${this.ask}>Reset</button>
				</nav>
			</header>
			<dialog class="question" aria-labelledby="reset-title" ref=${this.question}>
				<h2 id="reset-title">Reset the sandbox?</h2>
				<p>
					This deletes all messages, files, faults and the log, and restores the original numbers and applications. Workflows in n8n
					stay. Deactivate and activate each active one, so that it gets its number's messages again.
				</p>
				<p class="problem" role="alert">${problem}</p>
				<div class="choices">
					<button type="button" class="button quiet" autofocus onClick=${() => this.question.current?.close()}>Cancel</button>
					<button type="button" class="button danger" onClick=${this.reset}>Reset everything</button>
				</div>
			</dialog>
		`;
	}
}
