import htm from '/lib/htm.mjs';
import { Component, h } from '/lib/preact.mjs';

export { createRef, render } from '/lib/preact.mjs';
export { Component };

/** Makes elements of a template. Its values become texts, attributes and elements, and are never parsed as HTML. */
export const html = htm.bind(h);

/**
 * A component of which there can be hundreds: it's only drawn again if its data has changed. Every report brings new objects, so
 * their content is compared. Functions among the properties must keep doing the same.
 *
 * @template {object} Props
 * @template [State=object]
 * @extends {Component<Props, State>}
 */
export class Steady extends Component {
	/**
	 * @param {Props} props
	 * @param {State} state
	 */
	shouldComponentUpdate(props, state) {
		return state !== this.state || JSON.stringify(props) !== JSON.stringify(this.props);
	}

	/** Each kind has its own. @returns {import('preact').ComponentChildren} */
	render() {
		return undefined;
	}
}
