import { addedPhones, addPhone } from './addedPhones.mjs';
import { Component, html, render } from './html.mjs';
import { newsOf } from './news.mjs';
import { Panes } from './panes.mjs';
import { firstPlace, openPhones, readPlace, readyPhone, wide } from './place.mjs';
import { follow } from './sandbox.mjs';
import { Top } from './top.mjs';

/**
 * @typedef {{ report?: SandboxReport, place: Place, connected: boolean, news: { text: string, turn: number } }} State
 * @extends {Component<object, State>}
 */
class Page extends Component {
	/** @type {State} */
	state = { place: firstPlace, connected: true, news: { text: '', turn: 0 } };
	/** How many messages have come to each phone since it was last shown. @type {Map<string, number>} */
	unread = new Map();

	componentDidMount() {
		follow(this.take, (connected) => this.setState({ connected }));
		wide.addEventListener('change', () => this.forceUpdate());
		addEventListener('hashchange', () => {
			const { report } = this.state;
			if (report) this.setState({ place: this.placeIn(report) }, focusOpened);
		});
	}

	take = (/** @type {SandboxReport} */ report) => {
		const { report: before, place, news } = this.state;
		if (before?.run !== report.run) {
			this.unread.clear();
			// Only the first report says which numbers are the account's.
			return this.setState({ report, place: before ? place : this.placeIn(report) });
		}
		const known = new Set(before.messages.map(({ uuid }) => uuid));
		const fresh = report.messages.filter(({ uuid }) => !known.has(uuid));
		for (const { to } of fresh) this.unread.set(to, (this.unread.get(to) ?? 0) + 1);
		const text = newsOf(fresh, report, before);
		this.setState({ report, news: text === '' ? news : { text, turn: news.turn + 1 } });
	};

	/** @param {SandboxReport} report */
	placeIn({ numbers }) {
		const place = readPlace(this.state.place, numbers);
		if (place.phone !== readyPhone && !addedPhones.has(place.phone)) addPhone(place.phone);
		return place;
	}

	render() {
		const { report, place, connected, news } = this.state;
		for (const phone of openPhones(place)) this.unread.delete(phone);
		return html`
			<div class="page" data-view=${place.view}>
				<a class="skip" href="#phone-pane">Skip to the phone</a>
				<${Top} connected=${connected} />
				${report && html`<${Panes} key=${report.run} report=${report} place=${place} unread=${this.unread} />`}
				<div id="news" class="hidden" aria-live="polite"><span key=${news.turn}>${news.text}</span></div>
			</div>
		`;
	}
}

/** After opening a phone with the keyboard, people continue from there. */
function focusOpened() {
	if (!wide.matches && document.activeElement?.closest('#phones-pane')) document.getElementById('phone-pane')?.focus();
}

render(html`<${Page} />`, document.body);
