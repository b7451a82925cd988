import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties, NodeError } from 'n8n-workflow';

import type { Message } from '../sending/message';
import type { PlivoClient } from '../client/plivoClient';
import type { Waiting } from '../sendAndWait/waiting';

/** A record that comes with files. A class, because a plain object of these keys could be a record as well. */
export class RecordWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** What an operation puts out for one item: one record or several, without pairing, which is the router's. */
export type Output = IDataObject | Array<IDataObject | RecordWithFiles>;

/** What came of one input item. */
export type ItemResult = { output: Output } | ItemFailure;

export interface ItemFailure {
	error: NodeError;
	/** Whether nobody knows if Plivo took the item's message. */
	mayHaveBeenSent?: boolean;
}

/** An operation that handles each item by itself. */
export interface PerItemOperation {
	fields: INodeProperties[];
	execute(this: IExecuteFunctions, client: PlivoClient, itemIndex: number): Promise<Output>;
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
export type PreparedMessage = Pick<Message, 'to' | 'body' | 'attach' | 'identity'>;

/** An operation whose items are all prepared before the first request leaves; delivery/ sends what they prepared. */
export interface BatchOperation {
	fields: INodeProperties[];
	/** How the messages of all items go out. Throws InvalidField. */
	settings(this: IExecuteFunctions): SendSettings;
	/** Reads and checks the item's fields. Throws before anything is sent. May read from Plivo, but changes nothing there. */
	prepare(this: IExecuteFunctions, client: PlivoClient, itemIndex: number): Promise<PreparedMessage>;
	/** Whether a message of which an earlier try never learnt if Plivo took it may go out again. */
	maySendAgain(this: IExecuteFunctions, itemIndex: number): boolean;
	/** Whether the item's message is only checked. Without it, every message is sent. */
	validatesOnly?(this: IExecuteFunctions, itemIndex: number): boolean;
}

/** An operation that sends one message and then has the execution wait, until its webhook lets it go on. */
export interface WaitingOperation extends BatchOperation {
	/** Until when. Throws InvalidField. */
	waitUntil(this: IExecuteFunctions, itemIndex: number): Date;
	/** What the calls have to know that come meanwhile. @param sent what Send would have put out */
	keeps(this: IExecuteFunctions, itemIndex: number, sent: IDataObject): Waiting;
	/** What is put out when time is up, from what Send would have put out: n8n asks no node then. */
	atTimeLimit(this: IExecuteFunctions, itemIndex: number, sent: IDataObject): IDataObject;
}

export type Operation = PerItemOperation | BatchOperation | WaitingOperation;
