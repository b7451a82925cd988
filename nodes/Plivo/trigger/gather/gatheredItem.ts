import type { InboundItem } from '../../webhooks/events/inbound';

/** The trigger's output for gathered messages: the last one, with the texts and files of all. */
export type GatheredItem = InboundItem & {
	/** All of them, in order. */
	messages: InboundItem[];
};

/**
 * Makes one item of messages.
 *
 * @param received in the order in which they came; Plivo's own times count if all have one
 * @returns undefined if there are none
 */
export function gatheredItem(received: InboundItem[]): GatheredItem | undefined {
	const messages = received.every(({ message_time: sentAt }) => sentAt !== null) ? [...received].sort(bySentAt) : received;
	const last = messages.at(-1);
	if (last === undefined) return undefined;
	const buttons = messages.flatMap(({ button }) => button ?? []);
	const intents = messages.flatMap(({ intent }) => intent ?? []);
	const text = messages.map((message) => message.text).filter((one) => one !== '').join('\n');
	const button = buttons.at(-1) ?? null;
	return {
		...last,
		text,
		answer: button?.text ?? text,
		media: messages.flatMap(({ media }) => media),
		button,
		// STOP must not get lost among other messages.
		intent: intents.find((intent) => intent === 'optout') ?? intents.at(-1) ?? null,
		messages,
	};
}

function bySentAt({ message_time: one }: InboundItem, { message_time: other }: InboundItem): number {
	if (one === null || other === null || one === other) return 0;
	// Without the Z at the end, which would come after the point of a fraction.
	return one.slice(0, -1) < other.slice(0, -1) ? -1 : 1;
}
