/** The most messages that one run may send, whatever it checks. Each recipient counts, and so does a message that Plivo rejects. */
export const MAX_MESSAGES = 20;

/** What is left to send. The only place that counts; api.mts asks it before every send. */
export class Budget {
	private taken = 0;

	constructor(private readonly max: number = MAX_MESSAGES) {}

	/** How many messages were sent so far, or may have been. */
	get used(): number {
		return this.taken;
	}

	/** Takes messages out of the budget, for good. @throws Error if fewer are left; then none is taken */
	take(messages: number): void {
		if (!Number.isInteger(messages) || messages < 1) throw new Error(`${messages} isn't a number of messages`);
		if (this.taken + messages > this.max) throw new Error(`a run sends at most ${this.max} messages, and ${this.taken} are used up`);
		this.taken += messages;
	}
}

/** How many messages a request asks for: one for each recipient that it names, valid or not. */
export function messagesIn(body: { dst: string }): number {
	return body.dst.split('<').length;
}
