import { mainAccount, subaccount } from '../fixtures.mts';
import type { Message } from '../messages/message.mts';
import type { Variants } from '../variants.mts';
import { statusParams } from './statusParams.mts';
import type { Webhooks } from './webhooks.mts';

/** Calls the status callback URL of a message, if it has one, for every state that the message reaches. */
export class StatusCallbacks {
	private readonly sequences = new WeakMap<Message, number>();

	constructor(
		private readonly webhooks: Webhooks,
		private readonly variants: Variants,
	) {}

	/**
	 * Sends the callback for the state that the message has now.
	 *
	 * Not known about live Plivo: whether the query of the URL is kept. The switch status-query decides it.
	 */
	announce(message: Message): void {
		if (message.statusCallback === undefined) return;
		const { method, url } = message.statusCallback;
		const sequence = (this.sequences.get(message) ?? 0) + 1;
		this.sequences.set(message, sequence);
		const owner = message.owner === subaccount.authId ? subaccount : mainAccount;
		this.webhooks.send({
			kind: 'status',
			method,
			url: this.variants['status-query'] === 'dropped' ? url.replace(/\?[^#]*/, '') : url,
			messageUuid: message.uuid,
			params: statusParams(message, sequence),
			tokens: { owner: owner.authToken, main: mainAccount.authToken },
		});
	}
}
