import { Faults } from './faults.mjs';
import { Component, html } from './html.mjs';
import { Icon } from './icons.mjs';
import { Log } from './log.mjs';
import { Phone } from './phone.mjs';
import { Phones } from './phones.mjs';
import { wide } from './place.mjs';

/**
 * The three parts of the page, side by side on a wide screen, and the navigation between them.
 *
 * @extends {Component<{ report: SandboxReport, place: Place, unread: Map<string, number> }>}
 */
export class Panes extends Component {
	/** The persons' phones that have been opened. They stay on the page, hidden, as does what's being written on them. @type {Set<string>} */
	opened = new Set();

	render() {
		const { report, place, unread } = this.props;
		const { phone, number, view, beside } = place;
		this.opened.add(phone);
		// On a narrow screen, the number's phone replaces the person's.
		const isAlone = !wide.matches && view === 'number';
		const part = wide.matches ? beside : view;
		const numbersPhone = html`<${Phone} key=${number} phone=${number} report=${report} hidden=${false} />`;
		/** @type {Tab[]} */
		const parts = [
			['log', '#/log', 'log', 'Log'],
			['faults', '#/faults', 'bolt', counted('Faults', report.faults.length)],
		];
		const news = [...unread.values()].reduce((sum, count) => sum + count, 0);
		return html`
			<main>
				<section id="phones-pane" class="pane" aria-label="Phones">
					<${Phones} report=${report} place=${place} unread=${unread} />
				</section>
				<div id="phone-pane" class="pane" tabindex="-1">
					${[...this.opened].map((one) => html`<${Phone} key=${one} phone=${one} report=${report} hidden=${isAlone || one !== phone} />`)}
					${isAlone && numbersPhone}
				</div>
				<div id="beside-pane" class="pane">
					<nav aria-label="Beside the phone">
						<${Tabs} class="beside-tabs" tabs=${[...parts, ['number', `#/phone/${number}`, 'n8n', `+${number}`]]} current=${beside} />
					</nav>
					<div class="beside-body">
						<${Log} report=${report} hidden=${part === 'faults' || part === 'number'} />
						<${Faults} faults=${report.faults} hidden=${part !== 'faults'} />
						${part === 'number' && !isAlone && numbersPhone}
					</div>
				</div>
			</main>
			<nav class="tabs" aria-label="Views">
				<${Tabs}
					tabs=${[['phones', '#/phones', 'people', counted('Phones', news)], ['phone', `#/phone/${phone}`, 'phone', 'Chat'], ...parts]}
					current=${view === 'number' ? 'phone' : view}
				/>
			</nav>
		`;
	}
}

/**
 * @typedef {[view: View, href: string, symbol: IconName, title: string]} Tab
 * @param {{ tabs: Tab[], current: View, class?: string }} props
 */
function Tabs({ tabs, current, class: name }) {
	return html`
		<ul class=${name}>
			${tabs.map(([view, href, symbol, title]) => html`
				<li key=${view}><a href=${href} aria-current=${view === current ? 'true' : undefined}><${Icon} name=${symbol} /><span>${title}</span></a></li>
			`)}
		</ul>
	`;
}

/**
 * @param {string} title
 * @param {number} count
 */
function counted(title, count) {
	return count > 0 ? `${title} (${count})` : title;
}
