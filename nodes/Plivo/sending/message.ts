import type { MessageBody } from '../client/wire/messageTypes';
import type { Outcome, SavedRequest, Share } from './outcomes';

/** The message of one item, checked and ready to go. */
export interface Message {
	item: number;
	/** Names the message in the record of what was sent, the same at each try. */
	id: string;
	/** Distinct numbers, digits only. */
	to: string[];
	body: MessageBody;
	/** Puts in place what the message refers to, such as files at Plivo, and gives the rest of the body. Reaches no recipient. */
	addMedia?: () => Promise<Partial<MessageBody>>;
	/** Whether it may go out again where an earlier try never learned if Plivo took it. */
	maySendAgain: boolean;
	/** What tells it from other messages where its body differs at each try, such as by a link made for that try. */
	identity?: unknown;
}

/** One request to Plivo: the message of one item, or in a broadcast that of many. */
export interface SendRequest extends Pick<Message, 'body' | 'to' | 'addMedia'> {
	/** The item that made it. */
	item: number;
	contentId?: string;
	/** The messages that count on it. */
	shares: Share[];
	/** What came of it: neither while it has not been tried, and both where the outcome is unknown. */
	outcome?: Outcome;
	error?: unknown;
}

/** What carries a message to a number: a request of this try, or one of an earlier try. */
export type Carrier = SendRequest | SavedRequest;

/** Whether a request is one of this try. */
export function isOfThisTry(carrier: Carrier): carrier is SendRequest {
	return 'shares' in carrier;
}

/** How the message of an item gets to its recipients. */
export interface PlannedMessage {
	item: number;
	to: string[];
	/** For each number of `to`; undefined where there is none. */
	carriers: Array<Carrier | undefined>;
	/** Numbers that another message of the same content names too. Each gets it once. */
	duplicates: string[];
	/** Numbers that were put in place of others after the message had been sent. They don't get it. */
	notSentTo: string[];
	/** Whether an earlier try may have sent it to one of its numbers, and nobody learned if it did. */
	mayHaveBeenSent: boolean;
	/** Whether it may go out again then. */
	maySendAgain: boolean;
}
