import { faultKinds, faultReach, faultTitle } from './faultWords.mjs';
import { Component, html } from './html.mjs';
import { Icon } from './icons.mjs';
import { problemOf, tell } from './sandbox.mjs';

/**
 * What goes wrong between n8n and Plivo: the faults that wait for a request, and a form to switch on more.
 *
 * @typedef {{ kind: keyof typeof faultKinds, said: string }} State
 * @extends {Component<{ faults: FaultView[], hidden: boolean }, State>}
 */
export class Faults extends Component {
	/** @type {State} */
	state = { kind: 'status', said: '' };

	add = async (/** @type {On<HTMLFormElement>} */ event) => {
		event.preventDefault();
		const { kind } = this.state;
		const values = Object.fromEntries(new FormData(event.currentTarget));
		/** @type {Record<string, unknown>} */
		const fault = { kind };
		for (const { name, type } of faultKinds[kind].parameters) {
			const value = String(values[name]).trim();
			if (value !== '') fault[name] = type === 'number' ? Number(value) : value;
		}
		const times = values['times'] === 'always' ? 'always' : Number(values['times']);
		this.setState({ said: await problemOf(() => tell('/phone/faults', { fault, applies: values['applies'], times })) });
	};

	/** @param {FaultView} fault */
	async remove({ id }) {
		this.setState({ said: (await problemOf(() => tell(`/faults/${id}`, undefined, 'DELETE'))) || 'Removed.' });
	}

	render() {
		const { faults, hidden } = this.props;
		const { kind, said } = this.state;
		// The list is announced when it grows. Nothing else says that a fault is on, because it may only be on until the next request.
		return html`
			<section class="faults" aria-label="Faults" hidden=${hidden}>
				<div class="pane-top"><h2><${Icon} name="bolt" />Faults</h2></div>
				<p class="count" hidden=${faults.length > 0}>No faults are on. Switch one on to see what your workflow does when Plivo or the network fails.</p>
				<ul class="active-faults" aria-label="Switched on" aria-live="polite">
					${faults.map((fault) => html`
						<li key=${fault.id}>
							<span><strong>${faultTitle(fault)}</strong><small>${faultReach(fault)}</small></span>
							<button type="button" class="button quiet" aria-label="Remove: ${faultTitle(fault)}" onClick=${() => this.remove(fault)}>Remove</button>
						</li>
					`)}
				</ul>
				<form class="fault-form" onSubmit=${this.add}>
					<${Field} id="fault-kind" label="What goes wrong">
						<select id="fault-kind" onChange=${(/** @type {On<any>} */ { currentTarget }) => this.setState({ kind: currentTarget.value })}>
							<optgroup label="Plivo hasn't accepted the request">${kindOptions(false)}</optgroup>
							<optgroup label="Plivo has accepted it, but n8n can't know">${kindOptions(true)}</optgroup>
						</select>
					<//>
					<div class="parameters">
						${faultKinds[kind].parameters.map(({ name, label, type, value, required, hint }) => html`
							<${Field} key="${kind} ${name}" id="fault-${name}" label=${label}>
								<input
									...${{ id: `fault-${name}`, name, type, required, defaultValue: value, placeholder: hint }}
									min=${type === 'number' ? (name === 'status' ? 200 : 0) : undefined}
									max=${name === 'status' ? 599 : undefined}
								/>
							<//>
						`)}
					</div>
					<div class="parameters">
						<${Field} id="fault-applies" label="Which requests">
							<select id="fault-applies" name="applies">
								<option value="sends">sends only</option>
								<option value="all">all requests</option>
							</select>
						<//>
						<${Field} id="fault-times" label="How often">
							<select id="fault-times" name="times">
								<option value="1">once</option>
								<option value="5">5 times</option>
								<option value="always">until I remove it</option>
							</select>
						<//>
					</div>
					<button type="submit" class="button primary"><${Icon} name="bolt" />Switch on</button>
					<p class="problem" role="status">${said}</p>
				</form>
			</section>
		`;
	}
}

/** @param {boolean} taken */
function kindOptions(taken) {
	const kinds = Object.entries(faultKinds).filter(([, kind]) => kind.taken === taken);
	return kinds.map(([name, { label }]) => html`<option key=${name} value=${name}>${label}</option>`);
}

/** @param {{ id: string, label: string, children?: unknown }} props */
function Field({ id, label, children }) {
	return html`<div class="field"><label for=${id}>${label}</label>${children}</div>`;
}
