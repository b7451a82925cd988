import { StatusCallbacks } from './callbacks/statusCallbacks.mts';
import { Webhooks } from './callbacks/webhooks.mts';
import type { SandboxClock } from './clock.mts';
import { Faults } from './faults.mts';
import { type Limits, RateLimits } from './http/rateLimits.mts';
import { Delivery, type DeliveryTiming } from './messages/delivery.mts';
import { MessageStore } from './messages/store.mts';
import type { AcceptedSend, RecordedRequest } from './requestLog.mts';

/** Everything the sandbox remembers and does over time. The routes read and change it. */
export class SandboxState {
	readonly requests: RecordedRequest[] = [];
	readonly accepted: AcceptedSend[] = [];
	readonly faults = new Faults();
	readonly messages: MessageStore;
	readonly webhooks: Webhooks;
	readonly delivery: Delivery;
	readonly limits: RateLimits;
	/** Where the sandbox listens; known once it does. */
	url = '';

	constructor(
		readonly clock: SandboxClock,
		timing: DeliveryTiming,
		limits: Limits,
	) {
		this.messages = new MessageStore(clock);
		this.webhooks = new Webhooks(clock);
		const statusCallbacks = new StatusCallbacks(this.webhooks);
		this.delivery = new Delivery(clock, timing, (message) => statusCallbacks.announce(message));
		this.limits = new RateLimits(clock, limits);
	}

	/** Back to how it was at the start; the lists stay the same objects, so that whoever holds them sees them empty. */
	reset(): void {
		this.delivery.clear();
		this.webhooks.clear();
		this.faults.clear();
		this.limits.clear();
		this.messages.clear();
		this.requests.length = 0;
		this.accepted.length = 0;
	}
}
