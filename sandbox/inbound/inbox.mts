import type { AttemptOutcome, CallbackAttempt, Webhook } from '../callbacks/webhooks.mts';
import { mainAccount } from '../fixtures.mts';
import type { WebhookMethod } from '../http/schemas.mts';
import type { Message, MessageType } from '../messages/message.mts';
import { mediaUrl } from '../messages/record.mts';
import { microsPerMs } from '../plivoTime.mts';
import type { AccountNumber } from '../numbers/store.mts';
import type { WebhookTarget } from '../signature.mts';
import type { SandboxState } from '../state.mts';
import type { InboundMessage } from './inboundMessage.mts';
import { inboundParams } from './params.mts';
import { sendReplies } from './replies.mts';
import { answeringApplication, messageTarget, ownerOf } from './route.mts';
import { createInboundMessage } from './createMessage.mts';

/**
 * Messages that arrive at the account's numbers, and the webhooks that are called for them.
 *
 * Plivo's messages API: a message stays `received` if no webhook is called for it. It becomes `delivered` once a webhook accepts
 * it, and `undelivered` if none does after all tries.
 */
export class Inbox {
	/** The webhooks of WhatsApp numbers, which are set in Plivo's console, not in an application. */
	private readonly whatsappTargets = new Map<string, WebhookTarget>();
	private readonly webhooks = new Map<string, Webhook>();

	constructor(private readonly state: SandboxState) {}

	/** See server.mts. @throws Error if the account couldn't receive such a message */
	receive(inbound: InboundMessage): string {
		const number = this.numberAt(inbound.to);
		const message = createInboundMessage(inbound, number, this.state);
		this.state.messages.add(message);
		if (message.type === 'whatsapp') this.state.conversations.open(message.to, message.from);
		const target = this.targetOf(number, message.type);
		if (target === undefined) return message.uuid;
		const owner = ownerOf(number);
		const mediaUrls = message.media.map((media) => mediaUrl(media, message, this.state.url));
		const webhook: Webhook = {
			kind: 'message',
			...target,
			messageUuid: message.uuid,
			params: inboundParams(inbound, message, mediaUrls, this.state.variants),
			tokens: { owner: owner.authToken, main: mainAccount.authToken },
			onAttempt: (attempt, outcome) => {
				this.settle(message, attempt, outcome);
				if (outcome === 'accepted') sendReplies(attempt, owner, this.state);
			},
		};
		this.webhooks.set(message.uuid, webhook);
		this.state.webhooks.send(webhook);
		return message.uuid;
	}

	/** See server.mts. @throws Error if no webhook was called for such a message */
	redeliver(messageUuid: string): void {
		const webhook = this.webhooks.get(messageUuid);
		if (webhook === undefined) throw new Error(`no webhook was called for the message ${messageUuid}`);
		this.state.webhooks.sendOnceMore(webhook);
	}

	/** See server.mts. @throws Error if the number isn't a WhatsApp number of the account */
	setWhatsappWebhook(number: string, webhook: { url: string; method?: WebhookMethod } | undefined): void {
		const { number: digits } = this.state.whatsappNumber(number);
		if (webhook === undefined) this.whatsappTargets.delete(digits);
		else this.whatsappTargets.set(digits, { method: 'POST', ...webhook });
		this.state.changes.note();
	}

	/** What is called for messages to a number of the account; undefined if nothing is. */
	targetOf(number: AccountNumber, type: MessageType): WebhookTarget | undefined {
		if (type === 'whatsapp') return this.whatsappTargets.get(number.number);
		return messageTarget(answeringApplication(number, this.state));
	}

	clear(): void {
		this.whatsappTargets.clear();
		this.webhooks.clear();
	}

	private numberAt(to: string) {
		const number = this.state.numbers.find(to.replace(/\D/g, ''));
		if (number === undefined) throw new Error(`${to} isn't a number of this account`);
		return number;
	}

	/**
	 * A 403 from the webhook has been seen as the error code 2403. From that we infer 2000 + status.
	 *
	 * Not known about live Plivo: the code if the webhook didn't answer at all (none here).
	 */
	private settle(message: Message, { status = 0 }: CallbackAttempt, outcome: AttemptOutcome): void {
		if (message.state === 'delivered' || outcome === 'failed') return;
		message.state = outcome === 'accepted' ? 'delivered' : 'undelivered';
		if (outcome === 'accepted') message.errorCode = '000';
		else message.errorCode = status >= 400 ? String(2_000 + status) : null;
		message.updatedTime = this.state.clock.now() * microsPerMs;
		this.state.changes.note();
	}
}
