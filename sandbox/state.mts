import type { Application } from './applications/application.mts';
import { ApplicationStore } from './applications/store.mts';
import { StatusCallbacks } from './callbacks/statusCallbacks.mts';
import { Webhooks } from './callbacks/webhooks.mts';
import { Changes } from './changes.mts';
import type { SandboxClock } from './clock.mts';
import { Faults } from './faults.mts';
import { whatsappNumber } from './fixtures.mts';
import { type Limits, RateLimits } from './http/rateLimits.mts';
import { Inbox } from './inbound/inbox.mts';
import { Downloads } from './media/downloads.mts';
import { MediaStore } from './media/store.mts';
import { Delivery, type DeliveryTiming } from './messages/delivery.mts';
import { MessageStore } from './messages/store.mts';
import { Conversations } from './messages/whatsapp/conversations.mts';
import { type AccountNumber, NumberStore } from './numbers/store.mts';
import type { AcceptedSend, RecordedRequest } from './requestLog.mts';
import { templates, type WhatsAppTemplate } from './templates.mts';
import { type Variants, variantsWith } from './variants.mts';

/** Everything the sandbox remembers and does over time. The routes read and change it. */
export class SandboxState {
	readonly changes = new Changes();
	readonly requests: RecordedRequest[] = [];
	readonly accepted: AcceptedSend[] = [];
	/** A copy, which tests and other programs may change. */
	readonly templates: WhatsAppTemplate[] = structuredClone(templates);
	readonly faults = new Faults(() => this.changes.note());
	readonly numbers = new NumberStore();
	readonly applications = new ApplicationStore();
	readonly inbox: Inbox;
	readonly messages: MessageStore;
	readonly media: MediaStore;
	readonly downloads: Downloads;
	readonly conversations: Conversations;
	readonly webhooks: Webhooks;
	readonly delivery: Delivery;
	readonly limits: RateLimits;
	/** Where each switch stands; see variants.mts. Read it at every use, because it may be changed at any time. */
	readonly variants: Variants;
	/** The address that the sandbox listens on; only known after it has started. */
	url = '';

	constructor(
		readonly clock: SandboxClock,
		timing: DeliveryTiming,
		limits: Limits,
		private readonly givenVariants: Partial<Variants> = {},
	) {
		this.variants = variantsWith(givenVariants);
		this.messages = new MessageStore(clock, this.changes);
		this.media = new MediaStore(clock);
		this.downloads = new Downloads(clock);
		this.conversations = new Conversations(clock);
		this.webhooks = new Webhooks(clock, this.changes, this.variants);
		const statusCallbacks = new StatusCallbacks(this.webhooks, this.variants);
		this.delivery = new Delivery(clock, timing, (message) => {
			this.changes.note();
			statusCallbacks.announce(message);
		});
		this.inbox = new Inbox(this);
		this.limits = new RateLimits(clock, limits, this.variants);
	}

	/** See server.mts. @throws Error if the number isn't a WhatsApp number of the account */
	openConversation(customer: string, businessNumber = whatsappNumber): void {
		this.conversations.open(this.whatsappNumber(businessNumber).number, customer.replace(/\D/g, ''));
	}

	/** @throws Error if the number isn't a WhatsApp number of the account */
	whatsappNumber(written: string): AccountNumber {
		const number = this.numbers.find(written.replace(/\D/g, ''));
		if (number?.whatsapp !== true) throw new Error(`${written} isn't a WhatsApp number of this account`);
		return number;
	}

	/** Deletes an application, and removes it from the numbers it answers; see applications/store.mts. */
	removeApplication(application: Application, cascade: boolean, newEndpointApplication: string | null): void {
		this.applications.remove(application, cascade, newEndpointApplication);
		this.numbers.unlinkAll(application.appId);
	}

	/** Restores the state at the start. The lists stay the same objects, so code that has a reference to them sees them empty. */
	reset(): void {
		this.downloads.clear();
		this.delivery.clear();
		this.webhooks.clear();
		this.faults.clear();
		this.limits.clear();
		this.messages.clear();
		this.media.clear();
		this.conversations.clear();
		this.numbers.clear();
		this.applications.clear();
		this.inbox.clear();
		this.templates.splice(0, this.templates.length, ...structuredClone(templates));
		Object.assign(this.variants, variantsWith(this.givenVariants));
		this.requests.length = 0;
		this.accepted.length = 0;
		this.changes.restart();
	}
}
