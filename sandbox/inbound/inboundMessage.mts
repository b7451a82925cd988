import { type Static, Type } from '@sinclair/typebox';
import { strictObject, stringEnum } from '../http/schemas.mts';
import { messageType } from '../messages/message.mts';
import { locationSchema } from '../messages/whatsapp/locationSchema.mts';
import { type InboundMedia, mediaSchema } from './mediaBody.mts';

/** A message that someone sends to a number of the account, as JSON. */
export const inboundSchema = strictObject({
	/** Digits, with or without a plus sign and spaces; or the sender ID of a sender without a number. */
	from: Type.String({ minLength: 1 }),
	/** A number of the account. */
	to: Type.String({ minLength: 1 }),
	/** Default: mms if there are media, otherwise sms. */
	type: Type.Optional(messageType),
	text: Type.Optional(Type.String()),
	media: Type.Optional(Type.Array(mediaSchema)),
	/** What Plivo reads from a text such as STOP. Not for WhatsApp messages. */
	intent: Type.Optional(stringEnum('optout', 'optin', 'help')),
	/** For WhatsApp messages: text, media, button or anything else. Default: depends on what the message has. */
	contentType: Type.Optional(Type.String()),
	/** For WhatsApp messages: the quick reply that was pressed. */
	button: Type.Optional(strictObject({ text: Type.String(), payload: Type.Optional(Type.String()) })),
	/** For WhatsApp messages: the message it answers. */
	context: Type.Optional(strictObject({ messageUuid: Type.String() })),
	/** For WhatsApp messages: a place. */
	location: Type.Optional(locationSchema),
	/** Parameters of the webhook as they are sent. They are added to the others or replace them. */
	params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))),
	/** Default: a new one. */
	messageUuid: Type.Optional(Type.String()),
});

export type InboundBody = Static<typeof inboundSchema>;

/** A message that someone sends to a number of the account, with the bytes of its files. */
export type InboundMessage = Omit<InboundBody, 'media'> & { media?: InboundMedia[] };
