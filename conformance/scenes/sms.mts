import type { Call } from '../callbacks/server.mts';
import { Skip } from '../check.mts';
import type { Scene, Stage } from '../stage.mts';
import { mustBeAccepted, send, type Sent } from './sending.mts';

/** The query that the address of the status callback has: with blanks, a slash and a plus sign, as a reference of people may have. */
export const STATUS_QUERY = { reference: 'order 1/2+3', also: 'b' };

/** Numbers that no plan of numbers has. Plivo was seen to reject one of seven ones (plivo-node issue 222). */
const NOT_NUMBERS = ['1111111', '2222222'];

const TEXT = 'Test message of n8n-nodes-plivo. No reply is needed.';

/** One ordinary SMS. With --public-url, its status is reported to an address with a query. */
export const plainSms: Scene<{ sent: Sent; path: string }> = {
	id: 'plain SMS',
	does: 'a short SMS',
	messages: () => 1,
	units: () => 1,
	async play(stage) {
		const path = `/status/${stage.tag}/plain`;
		const callback = stage.hasCallbacks ? { url: `${stage.callbacks.address(path)}?${new URLSearchParams(STATUS_QUERY)}`, method: 'POST' } : {};
		const sent = await send(stage, { src: stage.options.from, dst: stage.to, text: TEXT, ...callback });
		mustBeAccepted('a short SMS', sent);
		return { sent, path };
	},
};

/** Another one, whose status is to be reported with GET. */
export const smsWithGet: Scene<{ path: string }> = {
	id: 'SMS with GET',
	does: 'a short SMS whose status callback is asked for with GET',
	messages: () => 1,
	units: () => 1,
	async play(stage) {
		const path = `/status/${stage.tag}/get`;
		const sent = await send(stage, { src: stage.options.from, dst: stage.to, text: TEXT, url: stage.callbacks.address(path), method: 'GET' });
		mustBeAccepted('a short SMS with a status callback by GET', sent);
		return { path };
	},
};

/** One request for all --to and a number that doesn't exist. */
export const sharedSms: Scene<Sent> = {
	id: 'shared SMS',
	does: 'one SMS to each --to and to a number that does not exist, in one request',
	messages: ({ to }) => to.length + 1,
	units: ({ to }) => to.length,
	async play(stage) {
		return await send(stage, { src: stage.options.from, dst: [...stage.options.to, NOT_NUMBERS[0]].join('<'), text: TEXT });
	},
};

/** One request for two numbers that don't exist. */
export const invalidSms: Scene<Sent> = {
	id: 'SMS to nobody',
	does: 'an SMS to two numbers that do not exist, in one request',
	messages: () => NOT_NUMBERS.length,
	async play(stage) {
		return await send(stage, { src: stage.options.from, dst: NOT_NUMBERS.join('<'), text: TEXT });
	},
};

/** The first callback about a status. @throws Skip if none comes */
export async function statusCall(stage: Stage, path: string): Promise<Call> {
	const call = await stage.until(() => stage.callbacks.to(path)[0], stage.timing.arrivalMs);
	if (call === undefined) throw new Skip('no status callback came');
	return call;
}
