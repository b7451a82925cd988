import { el, fill, keep, on } from './dom.mjs';
import { faultKinds, faultReach, faultTitle } from './faultWords.mjs';
import { icon } from './icons.mjs';
import { Refused, tell } from './sandbox.mjs';

/** @typedef {import('./types.mjs').FaultView} FaultView */

/** What goes wrong between n8n and Plivo: the faults that wait for a request, and a form to switch on more. */
export class Faults {
	/** Announced when it grows. Nothing else says that a fault is on, because it may only be on until the next request. */
	#active = el('ul', { class: 'active-faults', 'aria-label': 'Switched on', 'aria-live': 'polite' });
	#none = el('p', { class: 'count' }, 'No faults are on. Switch one on to see what your workflow does when Plivo or the network fails.');
	#kind = el('select', { id: 'fault-kind' });
	#parameters = el('div', { class: 'parameters' });
	#applies = el(
		'select',
		{ id: 'fault-applies' },
		el('option', { value: 'sends' }, 'sends only'),
		el('option', { value: 'all' }, 'all requests'),
	);
	#times = el(
		'select',
		{ id: 'fault-times' },
		el('option', { value: '1' }, 'once'),
		el('option', { value: '5' }, '5 times'),
		el('option', { value: 'always' }, 'until I remove it'),
	);
	#said = el('p', { class: 'problem', role: 'status' });

	/** @param {import('./store.mjs').Store} store */
	constructor(store) {
		this.store = store;
		fill(this.#kind, group("Plivo hasn't accepted the request", false), group("Plivo has accepted it, but n8n can't know", true));
		on(this.#kind, { change: () => this.#showParameters() });
		this.#showParameters();
		const form = on(
			el(
				'form',
				{ class: 'fault-form' },
				field('fault-kind', 'What goes wrong', this.#kind),
				this.#parameters,
				el('div', { class: 'parameters' }, field('fault-applies', 'Which requests', this.#applies), field('fault-times', 'How often', this.#times)),
				el('button', { type: 'submit', class: 'button primary' }, icon('bolt'), 'Switch on'),
				this.#said,
			),
			{ submit: (event) => this.#add(event) },
		);
		this.element = el(
			'section',
			{ class: 'faults', 'aria-label': 'Faults' },
			el('div', { class: 'pane-top' }, el('h2', {}, icon('bolt'), 'Faults')),
			this.#none,
			this.#active,
			form,
		);
	}

	render() {
		const { faults } = this.store;
		this.#none.hidden = faults.length > 0;
		keep(
			this.#active,
			faults,
			({ id }) => String(id),
			(fault) => this.#draw(fault),
			(item, fault) => {
				const reach = item.querySelector('small');
				if (reach) reach.textContent = faultReach(fault);
			},
		);
	}

	/** @param {FaultView} fault */
	#draw(fault) {
		const title = faultTitle(fault);
		const remove = el('button', { type: 'button', class: 'button quiet', 'aria-label': `Remove: ${title}` }, 'Remove');
		on(remove, { click: () => this.#try(() => tell(`/faults/${fault.id}`, undefined, 'DELETE'), 'Removed.') });
		return el('li', {}, el('span', {}, el('strong', {}, title), el('small', {})), remove);
	}

	#showParameters() {
		const { parameters } = faultKinds[this.#kindNow()];
		fill(
			this.#parameters,
			...parameters.map(({ name, label, type, value, required, hint }) => {
				const range = name === 'status' ? { min: '200', max: '599' } : { min: '0' };
				const input = el('input', { id: `fault-${name}`, name, type, value, required, placeholder: hint, ...(type === 'number' ? range : {}) });
				return field(`fault-${name}`, label, input);
			}),
		);
	}

	#kindNow() {
		return /** @type {keyof typeof faultKinds} */ (this.#kind.value);
	}

	/** @param {SubmitEvent} event */
	async #add(event) {
		event.preventDefault();
		/** @type {Record<string, unknown>} */
		const fault = { kind: this.#kindNow() };
		for (const { name, type } of faultKinds[this.#kindNow()].parameters) {
			const value = this.#parameters.querySelector(`input[name=${name}]`)
			if (!(value instanceof HTMLInputElement) || value.value.trim() === '') continue;
			fault[name] = type === 'number' ? Number(value.value) : value.value.trim();
		}
		const times = this.#times.value === 'always' ? 'always' : Number(this.#times.value);
		await this.#try(() => tell('/phone/faults', { fault, applies: this.#applies.value, times }));
	}

	/**
	 * @param {() => Promise<unknown>} work
	 * @param {string} [done]
	 */
	async #try(work, done = '') {
		try {
			await work();
			this.#said.textContent = done;
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			this.#said.textContent = error.message;
		}
	}
}

/**
 * @param {string} label
 * @param {boolean} taken
 */
function group(label, taken) {
	const kinds = Object.entries(faultKinds).filter(([, kind]) => kind.taken === taken);
	return el('optgroup', { label }, ...kinds.map(([name, kind]) => el('option', { value: name }, kind.label)));
}

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLElement} input
 */
function field(id, label, input) {
	return el('div', { class: 'field' }, el('label', { for: id }, label), input);
}
