import type { Call } from '../callbacks/server.mts';
import { Skip } from '../check.mts';
import type { Favor } from '../person.mts';
import type { Scene, Stage } from '../stage.mts';
import { endingOf, type Ending, hasFailed, send, type Sent } from './sending.mts';

/** Known before the run, because it's set in Plivo's console. */
export const WEBHOOK_PATH = '/whatsapp';

/** Someone writes on WhatsApp, which opens the 24 hours in which they may be written to freely. */
export const written: Scene<Call> = {
	id: 'WhatsApp message from you',
	does: 'asks you to set the webhook of --whatsapp in the console, and to write to it from --to',
	messages: () => 0,
	changes: 'the webhook of --whatsapp, by your hand; you set it back at the end',
	async play(stage) {
		stage.ledger.webhookByHand = true;
		const webhook = stage.callbacks.address(WEBHOOK_PATH);
		return await answered(stage, { kind: 'write', from: stage.to, to: stage.whatsapp, webhook });
	},
};

/** The IDs and titles of what can be pressed. */
export const BUTTON = { id: 'conformance-button-1', title: 'Yes' };
export const ROW = { id: 'conformance-row-1', title: 'Monday' };

export interface Tried {
	type: 'reply' | 'button';
	sent: Sent;
	/** Undefined if Plivo rejected it. */
	ending: Ending | undefined;
}

/** Reply buttons under both names that Plivo's pages have for them. */
export const replyButtons: Scene<Tried[]> = {
	id: 'WhatsApp buttons',
	does: 'two WhatsApp messages with a button, one of type reply and one of type button',
	messages: () => 2,
	async play(stage) {
		await stage.play(written);
		const tried: Tried[] = [];
		for (const type of ['reply', 'button'] as const) {
			const interactive = { type, body: { text: `A test of the type ${type}. Please wait until you are asked.` }, action: { buttons: [BUTTON] } };
			const sent = await sendWhatsapp(stage, { interactive });
			tried.push({ type, sent, ending: await endingOfSent(stage, sent) });
		}
		return tried;
	},
};

/** Someone presses one of those buttons. */
export const pressedButton: Scene<Call> = {
	id: 'press of a button',
	does: 'asks you to press a button',
	messages: () => 0,
	async play(stage) {
		const tried = await stage.play(replyButtons);
		if (!tried.some(hasArrived)) throw new Skip('no message with buttons arrived');
		return await answered(stage, { kind: 'press', from: stage.to, to: stage.whatsapp, what: BUTTON.title });
	},
};

/** Someone chooses a row of a list. */
export const chosenRow: Scene<Call> = {
	id: 'WhatsApp list',
	does: 'a WhatsApp message with a list, and asks you to choose a row',
	messages: () => 1,
	async play(stage) {
		await stage.play(written);
		const action = { buttons: [{ title: 'Choose' }], sections: [{ title: 'Days', rows: [ROW] }] };
		const sent = await sendWhatsapp(stage, { interactive: { type: 'list', body: { text: 'A test of a list.' }, action } });
		if (!hasArrived({ sent, ending: await endingOfSent(stage, sent) })) throw new Skip('the message with a list did not arrive');
		return await answered(stage, { kind: 'choose', from: stage.to, to: stage.whatsapp, what: ROW.title });
	},
};

/** Someone sends a location. */
export const sharedLocation: Scene<Call> = {
	id: 'location from you',
	does: 'asks you to send a location',
	messages: () => 0,
	async play(stage) {
		await stage.play(written);
		return await answered(stage, { kind: 'location', from: stage.to, to: stage.whatsapp });
	},
};

/** Sends a WhatsApp message to --to. @throws NoAnswerError */
export async function sendWhatsapp(stage: Stage, content: Record<string, unknown>): Promise<Sent> {
	return await send(stage, { src: stage.whatsapp, dst: stage.to, type: 'whatsapp', ...content });
}

/** How a message ended; undefined if Plivo rejected it. */
export async function endingOfSent(stage: Stage, { uuids: [uuid] }: Sent): Promise<Ending | undefined> {
	return uuid === undefined ? undefined : await endingOf(stage, uuid);
}

/** Whether a message was accepted and hasn't failed since. */
export function hasArrived({ ending }: { sent: Sent; ending: Ending | undefined }): boolean {
	return ending !== undefined && !hasFailed(ending);
}

/** Asks, and returns the call that reports what was done. @throws Skip if none comes in time */
async function answered(stage: Stage, favor: Favor): Promise<Call> {
	const incoming = () => stage.callbacks.to(WEBHOOK_PATH).filter((call) => isFrom(call, stage.to));
	const before = incoming().length;
	stage.person.ask(favor);
	// In the console, it takes longer.
	const limitMs = stage.timing.personMs * (favor.kind === 'write' ? 3 : 1);
	const call = await stage.until(() => incoming()[before], limitMs);
	if (call === undefined) throw new Skip('no WhatsApp message arrived in time');
	return call;
}

/** A known address may be called by anyone: only what comes from the phone counts. */
function isFrom({ form, query }: Call, phone: string): boolean {
	const from = String(form['From'] ?? query['From'] ?? '').replace(/\D/g, '');
	return from.length >= 7 && phone.endsWith(from.slice(-7));
}
