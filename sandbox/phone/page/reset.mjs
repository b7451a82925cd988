import { el, on } from './dom.mjs';
import { Refused, tell } from './sandbox.mjs';

/**
 * Makes a button reset the sandbox, after a confirmation.
 *
 * @param {HTMLElement} button
 * @param {() => void} done
 */
export function askBeforeReset(button, done) {
	const yes = el('button', { type: 'button', class: 'button danger' }, 'Reset everything');
	const no = el('button', { type: 'button', class: 'button quiet', autofocus: true }, 'Cancel');
	const problem = el('p', { class: 'problem', role: 'alert' });
	const dialog = el(
		'dialog',
		{ class: 'question', 'aria-labelledby': 'reset-title' },
		el('h2', { id: 'reset-title' }, 'Reset the sandbox?'),
		el(
			'p',
			{},
			"This deletes all messages, files, faults and the log, and restores the original numbers and applications. Workflows in n8n stay. Deactivate and activate each active one, so that it gets its number's messages again.",
		),
		problem,
		el('div', { class: 'choices' }, no, yes),
	);
	document.body.append(dialog);
	on(button, {
		click: () => {
			problem.textContent = '';
			dialog.showModal();
		},
	});
	on(no, { click: () => dialog.close() });
	on(yes, {
		click: async () => {
			try {
				await tell('/reset');
			} catch (error) {
				if (!(error instanceof Refused)) throw error;
				problem.textContent = error.message;
				return;
			}
			dialog.close();
			done();
		},
	});
}
