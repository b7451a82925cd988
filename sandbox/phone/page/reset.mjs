import { el, on } from './dom.mjs';
import { Refused, tell } from './sandbox.mjs';

/**
 * Has a button reset the sandbox, after asking whether that is meant.
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
			"It forgets all messages, files, faults and the log, and has its first numbers and applications again. Workflows in n8n stay; one that is active has to be deactivated and activated to get its number's messages again.",
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
