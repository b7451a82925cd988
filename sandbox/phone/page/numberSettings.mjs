import { Component, createRef, html } from './html.mjs';
import { problemOf, tell } from './sandbox.mjs';
import { phoneName } from './words.mjs';

/**
 * Which webhook is called for messages to a number of the account. For WhatsApp you set it here, as in Plivo's console.
 *
 * @extends {Component<{ number: NumberView }, { said: string }>}
 */
export class NumberSettings extends Component {
	state = { said: '' };
	/** @type {Ref<HTMLInputElement>} */
	field = createRef();

	componentDidMount() {
		if (this.field.current) this.field.current.value = this.props.number.whatsappUrl ?? '';
	}

	/** Another URL replaces what's in the field; other news doesn't. @param {{ number: NumberView }} before */
	componentDidUpdate(before) {
		if (before.number.whatsappUrl !== this.props.number.whatsappUrl) this.componentDidMount();
	}

	save = async (/** @type {SubmitEvent} */ event) => {
		event.preventDefault();
		const url = this.field.current?.value.trim() ?? '';
		const problem = await problemOf(() => tell('/whatsapp-webhook', { number: this.props.number.number, url: url === '' ? null : url }));
		this.setState({ said: problem || (url === '' ? 'Removed.' : 'Saved.') });
	};

	render() {
		const { number: { number, application, messageUrl, whatsapp } } = this.props;
		const { said } = this.state;
		return html`
			<div class="settings">
				<p>
					${messageUrl
						? `SMS and MMS to ${phoneName(number)} go to ${messageUrl} (application ${application ?? 'none'}).`
						: 'No webhook is called for SMS and MMS to this number. Activate a workflow with a Plivo Messaging Trigger for it.'}
				</p>
				${whatsapp && html`
					<form class="add" onSubmit=${this.save}>
						<label for="whatsapp-url">WhatsApp webhook URL</label>
						<div class="joined">
							<input id="whatsapp-url" ref=${this.field} type="url" placeholder="https://…" autocomplete="off" spellcheck="false" />
							<button type="submit" class="button">Save</button>
						</div>
						<small>The trigger's URL. With real Plivo, you set this in the console. SMS needs nothing, because the trigger registers itself.</small>
						<p class="problem" role="status">${said}</p>
					</form>
				`}
			</div>
		`;
	}
}
