import type { Scene, Stage } from '../stage.mts';
import { plainSms } from './sms.mts';
import { send, type Sent } from './sending.mts';

/** Plivo's limits for the text of an SMS: in UCS-2, and in GSM 03.38. */
export const UCS_LIMIT = 737;
export const GSM_LIMIT = 1_600;
/** As many Cyrillic letters as 737 bytes of UTF-8 hold: live Plivo has refused 400 (plivo-python issue 298). */
export const LETTERS_IN_BYTES = 368;

/** As many Cyrillic letters as Plivo's limit allows; if it refuses them, fewer. */
export const cyrillicSms: Scene<Array<{ letters: number; sent: Sent }>> = {
	id: 'Cyrillic SMS',
	does: `an SMS of ${UCS_LIMIT} Cyrillic letters, and if Plivo rejects it, one of ${LETTERS_IN_BYTES}`,
	messages: () => 2,
	units: () => 11,
	async play(stage) {
		await stage.play(plainSms);
		const first = { letters: UCS_LIMIT, sent: await sendText(stage, 'ж'.repeat(UCS_LIMIT)) };
		if (first.sent.uuids.length > 0) return [first];
		return [first, { letters: LETTERS_IN_BYTES, sent: await sendText(stage, 'ж'.repeat(LETTERS_IN_BYTES)) }];
	},
};

/** As many characters as Plivo's limit allows, one of which takes two places on the air. */
export const extensionSms: Scene<Sent> = {
	id: 'SMS with €',
	does: `an SMS of ${GSM_LIMIT} characters, one of them €`,
	messages: () => 1,
	units: () => 11,
	async play(stage) {
		await stage.play(plainSms);
		return await sendText(stage, `€${'e'.repeat(GSM_LIMIT - 1)}`);
	},
};

async function sendText(stage: Stage, text: string): Promise<Sent> {
	return await send(stage, { src: stage.options.from, dst: stage.to, text });
}
