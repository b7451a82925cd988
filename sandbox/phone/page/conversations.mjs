/**
 * The conversations of a phone: one for each other number and channel. The latest comes first.
 *
 * @param {MessageView[]} messages of all phones, oldest first
 * @param {string} phone
 */
export function conversationsOf(messages, phone) {
	/** @type {Map<string, Conversation>} */
	const found = new Map();
	for (const message of messages.filter(({ from, to }) => from === phone || to === phone)) {
		const other = message.from === phone ? message.to : message.from;
		const channel = message.type === 'whatsapp' ? 'whatsapp' : 'sms';
		const key = keyOf({ other, channel });
		const conversation = found.get(key) ?? { key, other, channel, messages: [] };
		conversation.messages.push(message);
		// Removed and added again, so that the conversation with the latest message is last.
		found.delete(key);
		found.set(key, conversation);
	}
	return [...found.values()].reverse();
}

/** @param {Where} where */
export function keyOf({ other, channel }) {
	return `${other}<${channel}`;
}
