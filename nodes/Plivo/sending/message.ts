import type { MessageBody } from '../client/wire/messageTypes';
import type { TemplateInstead } from '../content/whatsapp/window/templateInstead';
import type { Outcome, SavedRequest, SentAs, Share } from './outcomes';

/** The message of one item, checked and ready to be sent. */
export interface Message {
	item: number;
	/** Identifies the message in the record of what was sent. The same at each try. */
	id: string;
	/** Unique numbers, digits only. */
	to: string[];
	body: MessageBody;
	/**
	 * Makes available what the message refers to, such as files at Plivo, and returns the rest of the body. Sends nothing to any
	 * recipient.
	 */
	addMedia?: () => Promise<Partial<MessageBody>>;
	/** Whether it may be sent again when an earlier try couldn't tell if Plivo accepted it. */
	maySendAgain: boolean;
	/** Identifies the message if its body differs at each try, for example because of a link created for that try. */
	identity?: unknown;
	/** The user's own text for it, which the output repeats. */
	reference?: string;
	/** Each recipient gets this or the body, by a request of its own. */
	templateInstead?: TemplateInstead;
}

/**
 * What tells a message from others, as JSON values: its content, and the reference if it has one. Which of two bodies a
 * recipient gets makes no difference, so that a retry doesn't send the other one too.
 */
export function contentOf({ body, reference, templateInstead }: Pick<Message, 'body' | 'reference' | 'templateInstead'>): unknown {
	return reference === undefined && templateInstead === undefined ? body : [body, reference, templateInstead?.body];
}

/** One request to Plivo: the message of one item or, in a broadcast, of many. */
export interface SendRequest extends Pick<Message, 'body' | 'to' | 'addMedia' | 'reference' | 'templateInstead'> {
	/** The item that created it. */
	item: number;
	contentId?: string;
	/** The messages that rely on it. */
	shares: Share[];
	/** With a template instead: the kind of message that was sent. */
	sentAs?: SentAs;
	/** Its result: neither field is set until it has been tried, and both are set if the outcome is unknown. */
	outcome?: Outcome;
	error?: unknown;
}

/** The request that carries a message to a number, made by this try or an earlier one. */
export type Carrier = SendRequest | SavedRequest;

/** Whether this try made the request. */
export function isOfThisTry(carrier: Carrier): carrier is SendRequest {
	return 'shares' in carrier;
}

/** How an item's message gets to its recipients. */
export interface PlannedMessage {
	item: number;
	to: string[];
	/** One per number in `to`; undefined if no request carries the message to it. */
	carriers: Array<Carrier | undefined>;
	/** Numbers that another message with the same content also names. Each gets it once. */
	duplicates: string[];
	/** Numbers that replaced others after the message had been sent. They don't get it. */
	notSentTo: string[];
	/** Whether an earlier try may have sent it to one of its numbers, with unknown outcome. */
	mayHaveBeenSent: boolean;
	/** Whether it may be sent again in that case. */
	maySendAgain: boolean;
}
