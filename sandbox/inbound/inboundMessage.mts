import type { MessageType } from '../messages/message.mts';

/** A message that somebody sends to a number of the account. */
export interface InboundMessage {
	/** Digits, with or without a plus sign and blanks; or the sender ID of somebody who has no number. */
	from: string;
	/** A number of the account. */
	to: string;
	/** Default: mms when there is media, otherwise sms. */
	type?: MessageType;
	text?: string;
	media?: InboundMedia[];
	/** What Plivo reads out of the text, as STOP. Not of WhatsApp messages. */
	intent?: 'optout' | 'optin' | 'help';
	/** Of WhatsApp messages: text, media or button, or whatever else. Default: by what the message holds. */
	contentType?: string;
	/** Of WhatsApp messages: the quick reply that was touched. */
	button?: { text: string; payload?: string };
	/** Of WhatsApp messages: the message it answers. */
	context?: { messageUuid: string };
	/** Parameters of the webhook as they go on the wire, in addition or instead. They have the last word. */
	params?: Record<string, string | string[]>;
	/** Default: a new one. */
	messageUuid?: string;
}

export interface InboundMedia {
	contentType: string;
	bytes: Buffer;
	fileName?: string;
}
