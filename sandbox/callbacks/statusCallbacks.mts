import { mainAccount, subaccount } from '../fixtures.mts';
import type { Message } from '../messages/message.mts';
import { statusParams } from './statusParams.mts';
import type { Webhooks } from './webhooks.mts';

/** Calls the status callback URL of a message, if it has one, for every state that the message reaches. */
export class StatusCallbacks {
	private readonly sequences = new WeakMap<Message, number>();

	constructor(private readonly webhooks: Webhooks) {}

	/** Sends the callback for the state that the message has now. */
	announce(message: Message): void {
		if (message.statusCallback === undefined) return;
		const sequence = (this.sequences.get(message) ?? 0) + 1;
		this.sequences.set(message, sequence);
		const owner = message.owner === subaccount.authId ? subaccount : mainAccount;
		this.webhooks.send({
			...message.statusCallback,
			messageUuid: message.uuid,
			params: statusParams(message, sequence),
			tokens: { owner: owner.authToken, main: mainAccount.authToken },
		});
	}
}
