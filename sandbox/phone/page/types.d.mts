import type { RefObject } from 'preact';

/** The types of the page, so that its modules, which are JavaScript, needn't import each of them. */
declare global {
	type SandboxReport = import('../report.mts').Report;
	type NumberView = import('../report.mts').NumberView;
	type RequestView = import('../report.mts').RequestView;
	type CallbackView = import('../report.mts').CallbackView;
	type FaultView = import('../report.mts').FaultView;
	type MessageView = import('../messageView.mts').MessageView;
	type MediaView = import('../messageView.mts').MediaView;
	type Card = import('../card.mts').Card;
	type Choice = import('../card.mts').Choice;
	type IconName = keyof typeof import('./icons.mjs').paths;
	/** An element or component, once it's on the page. */
	type Ref<T> = RefObject<T | null>;
	type On<T> = Event & { currentTarget: T };

	/** A conversation of a phone: with which number, and by what. */
	interface Where {
		other: string;
		channel: 'sms' | 'whatsapp';
	}

	interface Conversation extends Where {
		key: string;
		messages: MessageView[];
	}

	/** How the webhook call for a message from a person went, or why a message wasn't delivered. */
	interface Outcome {
		kind: 'waits' | 'taken' | 'failed';
		words: string;
		advice?: string;
	}

	/** What the page shows. It's in the address. */
	interface Place {
		/** The person's phone. */
		phone: string;
		/** The account's number, whose phone is beside it. */
		number: string;
		/** What a narrow screen shows. */
		view: View;
		/** What a wide screen shows beside the phone. */
		beside: View;
	}

	type View = 'phones' | 'phone' | 'number' | 'log' | 'faults';
}
