import type { Check } from '../check.mts';
import { saw } from '../record/sighting.mts';
import { cyrillicSms, extensionSms, UCS_LIMIT } from '../scenes/longSms.mts';
import { answerOf } from '../scenes/sending.mts';
import { plainSms } from '../scenes/sms.mts';

export const unicodeLimit: Check = {
	id: 'unicode-limit',
	asks: 'Is the limit of 737 for a Unicode SMS one of characters, or of bytes?',
	positions: [String(UCS_LIMIT), 'bytes'],
	needs: [],
	scenes: [plainSms, cyrillicSms],
	async run(stage) {
		const tries = await stage.play(cyrillicSms);
		const accepted = tries.find(({ sent }) => sent.uuids.length > 0);
		const seen = tries.map(({ letters, sent }) => saw`${letters} letters: ${answerOf(sent)}`);
		return { saw: seen, conclusion: accepted === undefined ? undefined : accepted.letters === UCS_LIMIT ? String(UCS_LIMIT) : 'bytes' };
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
		return { saw: [saw`1,600 characters, one of them €: ${answerOf(sent)}`], conclusion };
	},
};
