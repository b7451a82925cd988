/**
 * @typedef {import('./types.mjs').MessageView} MessageView
 * @typedef {import('./types.mjs').Channel} Channel
 * @typedef {{ other: string, channel: Channel }} Where the other number, and how one writes to it
 * @typedef {Where & { key: string, messages: MessageView[] }} Conversation
 */

/**
 * The conversations of a phone: one for each other number and channel. The latest comes first.
 *
 * @param {MessageView[]} messages of all phones, oldest first
 * @param {string} phone
 * @returns {Conversation[]}
 */
export function conversationsOf(messages, phone) {
	/** @type {Map<string, Conversation>} */
	const found = new Map();
	for (const message of messages) {
		if (message.from !== phone && message.to !== phone) continue;
		const other = message.from === phone ? message.to : message.from;
		const channel = message.type === 'whatsapp' ? 'whatsapp' : 'sms';
		const key = keyOf(other, channel);
		const conversation = found.get(key) ?? { key, other, channel, messages: [] };
		conversation.messages.push(message);
		// Removed and added again, so that the conversation with the latest message is last.
		found.delete(key);
		found.set(key, conversation);
	}
	return [...found.values()].reverse();
}

/**
 * @param {string} other
 * @param {Channel} channel
 */
export function keyOf(other, channel) {
	return `${other}<${channel}`;
}
