import type { IDataObject, IExecuteFunctions, INodeProperties, NodeError } from 'n8n-workflow';

import type { PlivoClient } from '../client/plivoClient';
import type { Message } from './message';

/** Result of one input item's message. */
export type SendResult = { output: IDataObject } | ItemFailure;

export interface ItemFailure {
	error: NodeError;
	/** Whether it's unknown if Plivo accepted the item's message. */
	mayHaveBeenSent?: boolean;
}

/** How the messages of a batch are sent. */
export interface SendSettings {
	/** Whether messages that differ only in their recipient are sent as one request. */
	broadcast: boolean;
	/** Maximum number of requests in flight at the same time. */
	concurrency: number;
	requestsPer5Seconds: number;
	/** As an agent's tool: whether the same message may be sent again to a number that already has it. */
	allowRepeats: boolean;
}

/** The part of a message that the operation supplies. The rest comes from the item. */
export type PreparedMessage = Pick<Message, 'to' | 'body' | 'addMedia' | 'identity' | 'reference' | 'templateInstead'>;

/**
 * An operation whose items are all prepared before the first request is sent. It only prepares messages; sending/ sends
 * them.
 */
export interface BatchOperation {
	fields: INodeProperties[];
	/** How the messages of all items are sent. Throws InvalidFieldError. */
	settings(this: IExecuteFunctions): SendSettings;
	/** Reads and checks the item's fields. Throws before anything is sent. May read from Plivo, but changes nothing there. */
	prepare(this: IExecuteFunctions, client: PlivoClient, itemIndex: number): Promise<PreparedMessage>;
	/** Whether a message may be sent again when an earlier try couldn't tell if Plivo accepted it. */
	maySendAgain(this: IExecuteFunctions, itemIndex: number): boolean;
	/** Whether the item's message is only validated. If the method is missing, every message is sent. */
	validatesOnly?(this: IExecuteFunctions, itemIndex: number): boolean;
	/** Called after all messages have been sent or have failed, unless the run throws. Items that are only validated have no result then. */
	afterSending?(this: IExecuteFunctions, results: SendResult[]): Promise<void>;
}
