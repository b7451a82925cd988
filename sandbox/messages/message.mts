import type { Static } from '@sinclair/typebox';
import { stringEnum } from '../http/schemas.mts';
import type { InboundMessage } from '../inbound/inboundMessage.mts';
import type { WebhookTarget } from '../signature.mts';
import type { SendBody } from './sendSchema.mts';
import type { Conversation } from './whatsapp/conversations.mts';

/** Plivo's list of the states that the message list can be filtered by doesn't have `read`, but messages have this state. */
export const messageState = stringEnum('queued', 'sent', 'failed', 'delivered', 'undelivered', 'received', 'rejected', 'read');
export type MessageState = Static<typeof messageState>;

export const messageDirection = stringEnum('inbound', 'outbound');
export type MessageDirection = Static<typeof messageDirection>;

export const messageType = stringEnum('sms', 'mms', 'whatsapp');
export type MessageType = Static<typeof messageType>;

/** How much of a message Plivo logs: text and media (`content`), the phone number, both or neither. */
export const logSetting = stringEnum('true', 'false', 'content_only', 'number_only');
export type LogSetting = Static<typeof logSetting>;

export interface MessageMedia {
	mediaId: string;
	fileName: string;
	contentType: string;
	bytes: Buffer;
	/** Microseconds since 1970 UTC. */
	uploadTime: number;
	/** The URL that was sent for it. It isn't downloaded, so the bytes aren't those of that file. */
	sourceUrl?: string;
}

/** A message as the sandbox keeps it. Times are microseconds since 1970 UTC, phone numbers digits without a plus sign. */
export interface Message {
	uuid: string;
	/** Auth id of the account or subaccount that sent or received it. */
	owner: string;
	direction: MessageDirection;
	type: MessageType;
	state: MessageState;
	/** Null until the outcome is known, "000" when delivered without error. */
	errorCode: string | null;
	from: string;
	to: string;
	destinationCountry: string;
	isDomestic: boolean;
	/** The text, for people who look into the sandbox. Plivo's records of messages don't show it. */
	text: string;
	units: number;
	/** Charge per unit in US dollars. */
	rate: number;
	time: number;
	sentTime?: number;
	deliveryReportTime?: number;
	updatedTime: number;
	powerpackUuid: string | null;
	/** How many seconds it may wait in the queue. */
	expirySeconds: number;
	log: LogSetting;
	trackable: boolean;
	dlt: { entityId: string; templateId: string; templateCategory: string };
	media: MessageMedia[];
	/** The content of a WhatsApp message from the account besides text and media, as it was sent. */
	content?: Pick<SendBody, 'template' | 'interactive' | 'location'>;
	/** What an incoming message has besides text and media. */
	inbound?: Pick<InboundMessage, 'button' | 'context' | 'contentType' | 'intent' | 'location' | 'params'>;
	/** For WhatsApp messages that reach the customer. */
	conversation?: Conversation;
	/** The error code that it will fail with because of its content. */
	failsWith?: string;
	statusCallback?: WebhookTarget;
	requesterIp: string;
}
