import type { Check } from '../check.mts';
import { saw } from '../record/sighting.mts';
import { cyrillicSms, extensionSms, LOWER_UCS_LIMIT, UCS_LIMIT } from '../scenes/longSms.mts';
import { answerOf } from '../scenes/sending.mts';
import { plainSms } from '../scenes/sms.mts';

export const unicodeLimit: Check = {
	id: 'unicode-limit',
	asks: 'Does Plivo accept an SMS of 737 Cyrillic letters?',
	positions: [String(UCS_LIMIT), String(LOWER_UCS_LIMIT)],
	needs: [],
	scenes: [plainSms, cyrillicSms],
	async run(stage) {
		const tries = await stage.play(cyrillicSms);
		const accepted = tries.find(({ sent }) => sent.uuids.length > 0);
		const seen = tries.flatMap(({ letters, sent }) => [saw`${letters} letters:`, answerOf(sent)]);
		return { saw: seen, conclusion: accepted === undefined ? undefined : String(accepted.letters) };
	},
};

export const extensionCharacters: Check = {
	id: 'extension-characters',
	asks: 'Does € count as one or as two characters towards the 1,600 of an SMS?',
	positions: ['two', 'one'],
	needs: [],
	scenes: [plainSms, extensionSms],
	async run(stage) {
		const sent = await stage.play(extensionSms);
		const conclusion = sent.uuids.length > 0 ? 'one' : sent.answer.status === 400 ? 'two' : undefined;
		return { saw: [saw`1,600 characters, one of them €:`, answerOf(sent)], conclusion };
	},
};
