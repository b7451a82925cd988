import { addedPhones } from './addedPhones.mjs';
import { Component, createRef, html, Steady } from './html.mjs';
import { Icon } from './icons.mjs';
import { openPhones, readyPhone } from './place.mjs';
import { clock, phoneName, summary } from './words.mjs';

/**
 * The list of phones: those of people, and the account's numbers.
 *
 * @param {{ report: SandboxReport, place: Place, unread: Map<string, number> }} props
 */
export function Phones({ report, place, unread }) {
	/** The latest message of each phone. @type {Map<string, MessageView>} */
	const latest = new Map(report.messages.flatMap((message) => [[message.from, message], [message.to, message]]));
	const open = openPhones(place);
	const entry = (/** @type {string} */ phone, /** @type {string | null | undefined} */ alias) => html`
		<${Entry} key=${phone} phone=${phone} alias=${alias} latest=${latest.get(phone)} unread=${unread.get(phone)} isOpen=${open.includes(phone)} />
	`;
	return html`
		<h2 id="people-title"><${Icon} name="people" />People</h2>
		<ul class="phones" aria-labelledby="people-title">${peopleOf(report, latest).map((phone) => entry(phone, undefined))}</ul>
		<${AddPhone} />
		<h2 id="numbers-title"><${Icon} name="n8n" />The account's numbers</h2>
		<ul class="phones" aria-labelledby="numbers-title">${report.numbers.map(({ number, alias }) => entry(number, alias))}</ul>
	`;
}

/**
 * Everyone who has sent or received a message or was added by hand, the latest first, and the phone that the examples send to.
 *
 * @param {SandboxReport} report
 * @param {Map<string, MessageView>} latest
 */
function peopleOf({ numbers }, latest) {
	const ours = new Set(numbers.map(({ number }) => number));
	const people = [...new Set([readyPhone, ...addedPhones, ...latest.keys()])].filter((phone) => !ours.has(phone) && /^\d+$/.test(phone));
	return people.sort((a, b) => (latest.get(b)?.time ?? 0) - (latest.get(a)?.time ?? 0));
}

/**
 * `alias` is undefined for a person.
 *
 * @extends {Steady<{ phone: string, alias?: string | null, latest?: MessageView, unread?: number, isOpen: boolean }>}
 */
class Entry extends Steady {
	render() {
		const { phone, alias, latest, unread, isOpen } = this.props;
		const isOurs = alias !== undefined;
		const said = latest ? summary(latest) : phone === readyPhone ? 'The examples send here' : '';
		return html`
			<li>
				<a class="entry" href="#/phone/${phone}" aria-current=${isOpen ? 'true' : undefined}>
					<span class="avatar ${isOurs ? 'ours' : ''}"><${Icon} name=${isOurs ? 'n8n' : 'phone'} /></span>
					<span class="entry-name">${phoneName(phone)}</span>
					<span class="entry-below" dir="auto">${[alias, said].filter(Boolean).join(' · ')}</span>
					${latest && html`<time>${clock(latest.time)}</time>`}
					${unread && html`<span class="unread">${unread}<span class="hidden"> unread</span></span>`}
				</a>
			</li>
		`;
	}
}

/** @extends {Component<object, { problem: string }>} */
class AddPhone extends Component {
	state = { problem: '' };
	/** @type {Ref<HTMLInputElement>} */
	field = createRef();

	add = (/** @type {SubmitEvent} */ event) => {
		event.preventDefault();
		const field = this.field.current;
		if (field === null) return;
		const phone = field.value.replace(/\D/g, '');
		const isPhone = /^[1-9]\d{6,14}$/.test(phone);
		this.setState({ problem: isPhone ? '' : 'Enter a number with its country code, such as +14155550199.' });
		if (!isPhone) return field.focus();
		field.value = '';
		location.hash = `#/phone/${phone}`;
	};

	render() {
		const { problem } = this.state;
		return html`
			<form class="add" onSubmit=${this.add}>
				<label for="new-phone">Add a phone</label>
				<div class="joined">
					<input id="new-phone" ref=${this.field} type="tel" autocomplete="off" placeholder="+14155550199" aria-describedby="new-phone-problem" />
					<button type="submit" class="button">Add</button>
				</div>
				<p id="new-phone-problem" class="problem" role="status">${problem}</p>
			</form>
		`;
	}
}
