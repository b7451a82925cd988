import { paramsOf, type Call } from '../callbacks/server.mts';
import { signaturesOf } from '../callbacks/signatures.mts';
import type { Check } from '../check.mts';
import { type Sighting, saw } from '../record/sighting.mts';
import { BUTTON, chosenRow, hasArrived, pressedButton, replyButtons, ROW, sharedLocation, written } from '../scenes/whatsapp.mts';
import { answerOf, endingText } from '../scenes/sending.mts';
import { sawSignatures } from './statusCallbacks.mts';

export const replyButton: Check = {
	id: 'reply-button',
	asks: 'Does Plivo call reply buttons reply or button?',
	positions: ['both', 'reply', 'button'],
	needs: ['--whatsapp', '--public-url', 'you at the phone'],
	scenes: [written, replyButtons],
	async run(stage) {
		const tried = await stage.play(replyButtons);
		const seen = tried.map(({ type, sent, ending }) => saw`${type}: ${answerOf(sent)}${ending === undefined ? '' : `, then ${endingText(ending)}`}`);
		const works = tried.filter(hasArrived).map(({ type }) => type);
		return { saw: seen, conclusion: works.length === 2 ? 'both' : works[0] };
	},
};

export const pressParts: Check = {
	id: 'press-parts',
	asks: 'How does Plivo write the parts of a pressed button?',
	positions: ['brackets', 'dots', 'json', 'flat'],
	needs: ['--whatsapp', '--public-url', 'you at the phone'],
	scenes: [written, replyButtons, pressedButton],
	async run(stage) {
		const call = await stage.play(pressedButton);
		return { saw: [sawParts(call), sawSignatures(signaturesOf(call, stage.options.authToken))], conclusion: writingOf(call, 'Button') };
	},
};

export const pressId: Check = {
	id: 'press-id',
	asks: 'Does the ID of a pressed button and of a chosen row come back?',
	positions: ['sent', 'missing'],
	needs: ['--whatsapp', '--public-url', 'you at the phone'],
	scenes: [written, replyButtons, pressedButton, chosenRow],
	async run(stage) {
		const presses = [
			{ of: 'button', id: BUTTON.id, call: await stage.play(pressedButton) },
			{ of: 'row', id: ROW.id, call: await stage.play(chosenRow) },
		];
		const seen = presses.map(({ of, id, call }) => saw`the ID of the ${of}: ${holds(call, id) ? 'there' : 'not there'} (${sawParts(call)})`);
		const there = presses.filter(({ id, call }) => holds(call, id)).length;
		return { saw: seen, conclusion: there === presses.length ? 'sent' : there === 0 ? 'missing' : undefined };
	},
};

export const locationParts: Check = {
	id: 'location-parts',
	asks: 'How does Plivo write a location that someone sends?',
	positions: ['flat', 'brackets', 'json', 'dots'],
	needs: ['--whatsapp', '--public-url', 'you at the phone'],
	scenes: [written, sharedLocation],
	async run(stage) {
		const call = await stage.play(sharedLocation);
		return { saw: [sawParts(call)], conclusion: writingOf(call, 'Location') };
	},
};

/** How the parts of a thing are written in a form. */
function writingOf(call: Call, thing: string): string | undefined {
	const params = paramsOf(call);
	const keys = Object.keys(params).filter((key) => key.toLowerCase().startsWith(thing.toLowerCase()));
	const [key] = keys;
	if (key === undefined) return Object.keys(params).some((one) => /^latitude$/i.test(one) && thing === 'Location') ? 'flat' : undefined;
	if (keys.some((one) => one.includes('['))) return 'brackets';
	if (keys.some((one) => one.includes('.'))) return 'dots';
	if (key.length === thing.length) return /^\s*\{/.test(params[key] ?? '') ? 'json' : undefined;
	return 'flat';
}

/** The names of all parameters; of those with JSON, the names in it too. Never a value. */
function sawParts(call: Call): Sighting {
	const names = Object.entries(paramsOf(call)).map(([key, value]) => {
		const inside = /^\s*\{/.test(value) ? ` {${keysIn(value).join(' ')}}` : '';
		return nameOnly(key) + inside;
	});
	const contentType = /^[a-z_]{1,20}$/i.test(paramsOf(call)['ContentType'] ?? '') ? paramsOf(call)['ContentType'] : 'none';
	return saw`ContentType ${contentType}; parameters: ${names.join(', ')}`;
}

function keysIn(json: string): string[] {
	try {
		return Object.keys(JSON.parse(json) as object).map(nameOnly);
	} catch {
		return ['unreadable'];
	}
}

function nameOnly(key: string): string {
	return /^[A-Za-z0-9_.[\]]{1,50}$/.test(key) ? key : '?';
}

function holds(call: Call, id: string): boolean {
	return Object.values(paramsOf(call)).some((value) => value.includes(id));
}

