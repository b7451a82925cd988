import type { MessageType } from '../messages/message.mts';

/** A message that someone sends to a number of the account. */
export interface InboundMessage {
	/** Digits, with or without a plus sign and spaces; or the sender ID of a sender without a number. */
	from: string;
	/** A number of the account. */
	to: string;
	/** Default: mms if there are media, otherwise sms. */
	type?: MessageType;
	text?: string;
	media?: InboundMedia[];
	/** What Plivo reads from a text such as STOP. Not for WhatsApp messages. */
	intent?: 'optout' | 'optin' | 'help';
	/** For WhatsApp messages: text, media, button or anything else. Default: depends on what the message has. */
	contentType?: string;
	/** For WhatsApp messages: the quick reply that was pressed. */
	button?: { text: string; payload?: string };
	/** For WhatsApp messages: the message it answers. */
	context?: { messageUuid: string };
	/** Parameters of the webhook as they are sent. They are added to the others or replace them. */
	params?: Record<string, string | string[]>;
	/** Default: a new one. */
	messageUuid?: string;
}

export interface InboundMedia {
	contentType: string;
	bytes: Buffer;
	fileName?: string;
}
