import type { IExecuteFunctions, INode, NodeError } from 'n8n-workflow';

import type { MessageBody } from '../client/wire/messageTypes';
import { unitsOfSms } from '../content/sms/sms';
import { addNote, toItemError, toNodeError } from '../errors/toNodeError';
import { isAgentTool } from './agentTool';
import type { ItemFailure, SendResult } from './batchOperation';
import { allRejected } from './deliver';
import type { PlannedMessage } from './message';
import { acceptedForSome, mayHaveBeenSent, notSent, triedEarlier } from './sendErrors';
import { resultOf, uncertainty, wasSentBefore, type Accepted, type SentMessages } from './sentMessage';

const ALREADY_SENT =
	'This message was already sent to the same recipient in this execution, so it was not sent again. Do not send it again.';

/** Makes the results of items from what came of their messages. */
export class ItemResults {
	/** n8n's errors are costly to make, and up to 1,000 items share a request and its failure. */
	private readonly errors = new Map<unknown, NodeError>();

	/**
	 * @param continues whether the node is set to continue on error, so that n8n does not run it again
	 * @param bodies of the items whose fields are right
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly sent: SentMessages,
		private readonly continues: boolean,
		private readonly bodies: ReadonlyMap<number, MessageBody>,
	) {}

	/** @returns what is put out for the item of a message; nothing while one of its requests has not been tried */
	of(message: PlannedMessage): SendResult | undefined {
		const { item } = message;
		const result = resultOf(message);
		switch (result.state) {
			case 'accepted':
				return this.accepted(message, result.accepted);
			case 'unknown':
				return { error: this.shared(result, () => this.unknown(message, result)), mayHaveBeenSent: true };
			case 'failed':
				return { error: this.shared(result, () => toNodeError(this.node, result.error, item)) };
			case 'notTried':
				return undefined;
		}
	}

	/** For an item whose message was not sent, or not to everybody, because the run was over. */
	ofNotTried(message: PlannedMessage): ItemFailure {
		const result = resultOf(message);
		const acceptedFor = result.state === 'notTried' ? result.acceptedFor : [];
		if (message.mayHaveBeenSent) {
			return { error: this.withAccepted(this.unknown(message, {}), acceptedFor), mayHaveBeenSent: true };
		}
		const isPart = acceptedFor.length > 0;
		return { error: this.withAccepted(notSent(this.node, message.item, { isPart, continues: this.continues }), acceptedFor) };
	}

	/**
	 * The result of an item whose fields are not right. A message that went out at an earlier try needs none.
	 *
	 * @param recorded what the record of earlier tries has of the item
	 */
	ofInvalid(item: number, failure: unknown, recorded: PlannedMessage): SendResult {
		const result = resultOf(recorded);
		if (result.state === 'accepted') return this.accepted(recorded, result.accepted);
		const error = this.withAccepted(toItemError(this.node, failure, item), result.acceptedFor);
		if (result.state !== 'unknown') return { error };
		return { error: mayHaveBeenSent(error, { continues: this.continues, sendsAgain: false }), mayHaveBeenSent: true };
	}

	private get node(): INode {
		return this.context.getNode();
	}

	private accepted(message: PlannedMessage, accepted: Accepted[]): SendResult {
		const output = this.sent.write(message, accepted);
		// Only in a broadcast are items looked through for that.
		if (output.rejected === true && output.broadcast === undefined) {
			return { error: toNodeError(this.node, allRejected(message.to), message.item) };
		}
		const isRepeat = isAgentTool(this.context) && wasSentBefore(message, accepted);
		const body = this.bodies.get(message.item);
		return { output: { ...output, ...(body && unitsOfSms(body)), ...(isRepeat && { already_sent: true, note: ALREADY_SENT }) } };
	}

	private unknown(message: PlannedMessage, { error, cause }: { error?: unknown; cause?: string }): NodeError {
		const { item, maySendAgain } = message;
		const { unknownFor, notSentTo } = uncertainty(message);
		const next = { continues: this.continues, sendsAgain: maySendAgain };
		if (error !== undefined) return mayHaveBeenSent(toItemError(this.node, error, item), next);
		const earlier = triedEarlier(this.node, item, cause, next);
		// An agent reads no more than this line, and would take the others for done.
		if (unknownFor.length > 0 && notSentTo.length > 0) earlier.message = `${earlier.message} to ${unknownFor.join(', ')}. It was not sent to ${notSentTo.join(', ')}`;
		return earlier;
	}

	/** Makes an error, or takes the one that another item of the same request has, if nothing is to be added to it. */
	private shared({ error, acceptedFor }: { error?: unknown; acceptedFor: string[] }, make: () => NodeError): NodeError {
		if (error === undefined || acceptedFor.length > 0) return this.withAccepted(make(), acceptedFor);
		const made = this.errors.get(error) ?? make();
		this.errors.set(error, made);
		return made;
	}

	/** For a message to several numbers, of which some have it. */
	private withAccepted(error: NodeError, acceptedFor: string[]): NodeError {
		return acceptedFor.length === 0 ? error : addNote(error, acceptedForSome(acceptedFor, this.continues));
	}
}
