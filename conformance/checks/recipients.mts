import { field } from '../api.mts';
import { type Check, Skip } from '../check.mts';
import { saw } from '../record/sighting.mts';
import { answerOf, mustBeAccepted } from '../scenes/sending.mts';
import { invalidSms, plainSms, sharedSms } from '../scenes/sms.mts';

export const invalidRecipients: Check = {
	id: 'invalid-recipients',
	asks: 'Does Plivo say which of several recipients are invalid?',
	positions: ['reported', 'dropped'],
	needs: [],
	scenes: [sharedSms],
	async run(stage) {
		const sent = await stage.play(sharedSms);
		const reported = field(sent.answer, 'invalid_number');
		const isReported = Array.isArray(reported) && reported.length === 1;
		const { length } = stage.options.to;
		const conclusion = isReported ? 'reported' : reported === undefined && sent.uuids.length === length ? 'dropped' : undefined;
		return { saw: [saw`${length} valid and 1 invalid`, answerOf(sent), saw`invalid_number: ${reported ?? 'not there'}`], conclusion };
	},
};

export const uuidOrder: Check = {
	id: 'uuid-order',
	asks: 'Are the UUIDs of a request with many recipients in the order of the recipients?',
	positions: ['request', 'reversed'],
	needs: ['a second --to'],
	scenes: [sharedSms],
	async run(stage) {
		const sent = await stage.play(sharedSms);
		mustBeAccepted('an SMS to several recipients', sent);
		const order: number[] = [];
		for (const uuid of sent.uuids) {
			const recipient = String(field(await stage.api.get(`Message/${uuid}/`), 'to_number')).replace(/\D/g, '');
			order.push(stage.options.to.indexOf(recipient) + 1);
		}
		const isIn = (wanted: number[]) => order.join() === wanted.join();
		const request = stage.options.to.map((_, index) => index + 1);
		const conclusion = isIn(request) ? 'request' : isIn([...request].reverse()) ? 'reversed' : undefined;
		return { saw: [saw`the UUIDs belong to recipients ${order.join(', ')}`], conclusion };
	},
};

export const allInvalid: Check = {
	id: 'all-invalid',
	asks: 'What does Plivo answer when all of several recipients are invalid?',
	positions: ['refused', 'accepted'],
	needs: [],
	scenes: [plainSms, invalidSms],
	async run(stage) {
		await stage.play(plainSms);
		const sent = await stage.play(invalidSms);
		if (sent.answer.status >= 500) throw new Skip(`Plivo answered with HTTP ${sent.answer.status}`);
		const conclusion = sent.answer.status === 400 ? 'refused' : sent.answer.status === 202 && sent.uuids.length === 0 ? 'accepted' : undefined;
		return { saw: [answerOf(sent)], conclusion };
	},
};
