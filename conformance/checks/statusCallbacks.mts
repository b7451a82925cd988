import { FAMILIES, positionOf, signaturesOf } from '../callbacks/signatures.mts';
import type { Check } from '../check.mts';
import { saw } from '../record/sighting.mts';
import { plainSms, smsWithGet, STATUS_QUERY, statusCall } from '../scenes/sms.mts';

export const statusSignature: Check = {
	id: 'status-signature',
	asks: 'Which kind of signature does a status callback have?',
	positions: ['v3-v2', 'v3', 'v2', 'ma-v3'],
	needs: ['--public-url'],
	scenes: [plainSms],
	async run(stage) {
		const call = await statusCall(stage, (await stage.play(plainSms)).path);
		const signatures = signaturesOf(call, stage.options.authToken);
		return { saw: [sawSignatures(signatures)], conclusion: positionOf(signatures) };
	},
};

export const statusQuery: Check = {
	id: 'status-query',
	asks: 'Does Plivo keep the query of the address of a status callback?',
	positions: ['kept', 'dropped'],
	needs: ['--public-url'],
	scenes: [plainSms],
	async run(stage) {
		const { query } = await statusCall(stage, (await stage.play(plainSms)).path);
		const keys = Object.entries(STATUS_QUERY);
		const kept = keys.filter(([key, value]) => query[key] === value).length;
		const present = keys.filter(([key]) => key in query).length;
		const conclusion = kept === keys.length ? 'kept' : present === 0 ? 'dropped' : undefined;
		return { saw: [saw`${kept} of ${keys.length} parameters came back as they were, ${present - kept} changed`], conclusion };
	},
};

export const callbackMethod: Check = {
	id: 'callback-method',
	asks: 'Does Plivo call the address of a status with GET when it is asked to?',
	positions: ['as-asked', 'always-post'],
	needs: ['--public-url'],
	scenes: [smsWithGet],
	async run(stage) {
		const { method } = await statusCall(stage, (await stage.play(smsWithGet)).path);
		const conclusion = method === 'GET' ? 'as-asked' : method === 'POST' ? 'always-post' : undefined;
		return { saw: [saw`asked for GET, called with ${method}`], conclusion };
	},
};

/** The signatures of a call, in a few words. */
export function sawSignatures({ present, valid }: ReturnType<typeof signaturesOf>) {
	const listed = (some: readonly string[]) => FAMILIES.filter((family) => some.includes(family)).map((family) => family.toUpperCase()).join(', ') || 'none';
	return saw`signatures there: ${listed(present)}; right for this Auth Token: ${listed(valid)}`;
}
