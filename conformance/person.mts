/** Something that only a person can do. */
export type Favor =
	| { kind: 'text'; from: string; to: string }
	| { kind: 'write'; from: string; to: string; webhook: string }
	| { kind: 'press' | 'choose'; from: string; to: string; what: string }
	| { kind: 'location'; from: string; to: string };

/** Who holds the phone. */
export interface Person {
	/** Asks. What they do arrives at the callback server, or doesn't. */
	ask(favor: Favor): void;
}

/** What a person is asked, in plain words. */
export function wordsOf(favor: Favor): string {
	switch (favor.kind) {
		case 'text':
			return `Send an SMS with any text from +${favor.from} to +${favor.to}.`;
		case 'write':
			return `In the Plivo console, set the webhook of your WhatsApp number to ${favor.webhook} (note what it was). Then write any text on WhatsApp from +${favor.from} to +${favor.to}.`;
		case 'press':
			return `On WhatsApp, press “${favor.what}” in the message that has just arrived from +${favor.to}.`;
		case 'choose':
			return `On WhatsApp, open the list that has just arrived from +${favor.to}, and choose “${favor.what}”.`;
		case 'location':
			return `On WhatsApp, send any location to +${favor.to}.`;
	}
}
