import type { IDataObject, IExecuteFunctions, INodeProperties, NodeError } from 'n8n-workflow';

import type { PlivoClient } from '../client/plivoClient';
import type { Message } from './message';

/** What came of the message of one input item. */
export type SendResult = { output: IDataObject } | ItemFailure;

export interface ItemFailure {
	error: NodeError;
	/** Whether nobody knows if Plivo took the item's message. */
	mayHaveBeenSent?: boolean;
}

/** How the messages of a batch go out. */
export interface SendSettings {
	/** Whether messages that are the same but for the recipient go out as one request. */
	broadcast: boolean;
	/** Most requests under way at the same time. */
	concurrency: number;
	requestsPer5Seconds: number;
	/** As an agent's tool: whether the same message may go out again to a number that has it. */
	allowRepeats: boolean;
}

/** What an operation says of a message; the rest is its item's. */
export type PreparedMessage = Pick<Message, 'to' | 'body' | 'addMedia' | 'identity'>;

/** An operation whose items are all prepared before the first request leaves; sending/ sends what they prepared. */
export interface BatchOperation {
	fields: INodeProperties[];
	/** How the messages of all items go out. Throws InvalidFieldError. */
	settings(this: IExecuteFunctions): SendSettings;
	/** Reads and checks the item's fields. Throws before anything is sent. May read from Plivo, but changes nothing there. */
	prepare(this: IExecuteFunctions, client: PlivoClient, itemIndex: number): Promise<PreparedMessage>;
	/** Whether a message of which an earlier try never learnt if Plivo took it may go out again. */
	maySendAgain(this: IExecuteFunctions, itemIndex: number): boolean;
	/** Whether the item's message is only checked. Without it, every message is sent. */
	validatesOnly?(this: IExecuteFunctions, itemIndex: number): boolean;
	/** Called when all messages have been sent, or have failed, of a run that doesn't throw. */
	afterSending?(this: IExecuteFunctions, results: SendResult[]): Promise<void>;
}
