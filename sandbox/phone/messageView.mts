import type { CallbackAttempt } from '../callbacks/webhooks.mts';
import type { InboundMessage } from '../inbound/inboundMessage.mts';
import type { Message } from '../messages/message.mts';
import { errorMeanings } from '../messages/outcomes.mts';
import { hasFailed, mediaUrl } from '../messages/record.mts';
import type { Location } from '../messages/whatsapp/locationSchema.mts';
import { microsPerMs } from '../plivoTime.mts';
import type { SandboxState } from '../state.mts';
import type { Card } from './card.mts';
import { interactiveCard } from './interactive.mts';
import { templateCard } from './template.mts';

export interface MediaView {
	contentType: string;
	fileName: string;
	size: number;
	/** Where the sandbox serves it; null if it only has the file's URL. */
	url: string | null;
	sourceUrl: string | null;
}

/** A message as the page draws it. Times are milliseconds since 1970 UTC, phone numbers digits. */
export interface MessageView {
	uuid: string;
	direction: Message['direction'];
	type: Message['type'];
	from: string;
	to: string;
	state: Message['state'];
	/** Why it wasn't delivered. */
	error: { code: string; meaning: string } | null;
	time: number;
	text: string;
	media: MediaView[];
	card?: Card;
	location?: Location;
	/** For a message from a person: the message it answers. */
	answers?: string;
	/** For a message from a person: the text of the pressed button, and its payload. */
	button?: { text: string; payload?: string };
	/** For a message from a person: what Plivo reads its text as. */
	intent?: InboundMessage['intent'];
	/** For a message from a person: the last call of the webhook; undefined if there was none. */
	call?: Pick<CallbackAttempt, 'attempt' | 'url' | 'status' | 'error' | 'replyError'>;
	/** What the page can't draw. */
	other?: unknown;
}

/** @param lastCall of a webhook for this message */
export function messageView(message: Message, state: SandboxState, lastCall: CallbackAttempt | undefined): MessageView {
	const { uuid, direction, type, from, to, text } = message;
	return {
		uuid,
		direction,
		type,
		from,
		to,
		state: message.state,
		error: errorOf(message),
		time: Math.floor(message.time / microsPerMs),
		text,
		media: message.media.map((media) => mediaView(media, message, state.url)),
		...contentOf(message, state),
		...inboundOf(message),
		...callOf(message, lastCall),
	};
}

function callOf({ direction }: Message, lastCall: CallbackAttempt | undefined): Pick<MessageView, 'call'> {
	if (direction === 'outbound' || lastCall === undefined) return {};
	const { attempt, url, status, error, replyError } = lastCall;
	return { call: { attempt, url, status, error, replyError } };
}

function errorOf(message: Message): MessageView['error'] {
	if (!hasFailed(message)) return null;
	const { errorCode: code } = message;
	const ofWebhook = /^2(\d{3})$/.exec(code)?.[1];
	const meaning = ofWebhook === undefined ? 'Unknown error' : `The webhook answered ${ofWebhook}`;
	return { code, meaning: errorMeanings[code] ?? meaning };
}

function mediaView(media: Message['media'][number], message: Message, sandboxUrl: string): MediaView {
	const { contentType, fileName, sourceUrl = null } = media;
	// A file in the sandbox's own media store can be shown, even if it was sent by its URL.
	const isOwn = sourceUrl?.startsWith(`${sandboxUrl}/Account/`) === true;
	const url = sourceUrl === null ? mediaUrl(media, message, sandboxUrl) : isOwn ? sourceUrl : null;
	return { contentType, fileName, size: sourceUrl === null ? media.bytes.length : 0, url: url && new URL(url).pathname, sourceUrl };
}

function contentOf({ content }: Message, { templates }: SandboxState): Pick<MessageView, 'card' | 'location' | 'other'> {
	if (content === undefined) return {};
	const { template, interactive, location } = content;
	if (location !== undefined) return { location };
	if (interactive !== undefined) return { card: interactiveCard(interactive) };
	const definition = templates.find(({ name, language }) => name === template?.name && language === template.language);
	if (template === undefined || definition === undefined) return { other: content };
	return { card: templateCard(template, definition) };
}

const drawnTypes = ['text', 'media', 'button'];

function inboundOf({ inbound }: Message): Pick<MessageView, 'answers' | 'button' | 'intent' | 'other'> {
	if (inbound === undefined) return {};
	const { button, context, contentType, intent, location, params } = inbound;
	const other = {
		...(contentType === undefined || drawnTypes.includes(contentType) ? {} : { ContentType: contentType }),
		...(location === undefined ? {} : { Location: location }),
		...params,
	};
	return {
		...(button === undefined ? {} : { button }),
		...(intent === undefined ? {} : { intent }),
		...(context === undefined ? {} : { answers: context.messageUuid }),
		...(Object.keys(other).length === 0 ? {} : { other }),
	};
}
