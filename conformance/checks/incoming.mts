import { positionOf, signaturesOf } from '../callbacks/signatures.mts';
import { paramsOf } from '../callbacks/server.mts';
import { type Check, Skip } from '../check.mts';
import { saw } from '../record/sighting.mts';
import { borrowedNumber, incomingSms, powerpackWithApplication } from '../scenes/number.mts';
import { sawSignatures } from './statusCallbacks.mts';

export const messageSignature: Check = {
	id: 'message-signature',
	asks: 'Which kind of signature does the webhook of a received SMS have?',
	positions: ['v3-v2', 'v3', 'v2', 'ma-v3'],
	needs: ['--public-url', 'you at the phone'],
	scenes: [borrowedNumber, incomingSms],
	async run(stage) {
		const { call } = await stage.play(incomingSms);
		if (call === undefined) throw new Skip('no webhook was called for an SMS to --from');
		const signatures = signaturesOf(call, stage.options.authToken);
		const keys = Object.keys(paramsOf(call)).filter((key) => /^[A-Za-z0-9_]{1,40}$/.test(key));
		return { saw: [sawSignatures(signatures), saw`parameters: ${keys.join(' ')}`], conclusion: positionOf(signatures) };
	},
};

export const powerpackApplication: Check = {
	id: 'powerpack-application',
	asks: "Who answers a message to a number in a Powerpack: the Powerpack's application or the number's?",
	positions: ['powerpack', 'number'],
	needs: ['--public-url', 'you at the phone'],
	scenes: [borrowedNumber, incomingSms],
	async run(stage) {
		await powerpackWithApplication(stage);
		const { call, isListed } = await stage.play(incomingSms);
		if (call !== undefined) return { saw: [saw`the number's own application was called`], conclusion: 'number' };
		if (!isListed) throw new Skip('no SMS to --from arrived');
		return { saw: [saw`the message is in the list, and the number's own application was not called`], conclusion: 'powerpack' };
	},
};
