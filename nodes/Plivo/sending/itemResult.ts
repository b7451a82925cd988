import type { IExecuteFunctions, INode, NodeError } from 'n8n-workflow';

import type { MessageBody } from '../client/wire/messageTypes';
import { unitsOfSms } from '../content/sms/sms';
import { numbersInWords } from '../errors/itemNames';
import { addNote, toItemError, toNodeError } from '../errors/toNodeError';
import { isAgentTool } from './agentTool';
import type { ItemFailure, SendResult } from './batchOperation';
import { allRejected } from './deliver';
import type { PlannedMessage } from './message';
import { acceptedForSome, mayHaveBeenSent, notSent, triedEarlier } from './sendErrors';
import { resultOf, uncertainty, wasSentBefore, type Accepted, type SentMessages } from './sentMessage';

const ALREADY_SENT =
	'This message was already sent to the same recipient in this execution, so it was not sent again. Do not send it again.';

/** Builds the results of items from the results of their messages. */
export class ItemResults {
	/** Errors are shared: n8n's are expensive to create, and up to 1,000 items share a request and its failure. */
	private readonly errors = new Map<unknown, NodeError>();

	/**
	 * @param continues whether the node is set to continue on error, so that n8n doesn't run it again
	 * @param bodies of the items whose fields are valid
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly sent: SentMessages,
		private readonly continues: boolean,
		private readonly bodies: ReadonlyMap<number, MessageBody>,
	) {}

	/** @returns the output of the message's item; undefined if one of its requests has not been tried */
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

	/** For an item whose message was not sent, or not to all recipients, because the run had ended. */
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
	 * The result of an item whose fields are invalid. If its message was sent at an earlier try, that result counts.
	 *
	 * @param recorded the item's message as recorded at earlier tries
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
		// Only in a broadcast do people check items for `rejected`. Elsewhere, it has to be an error.
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
		// This line is all an agent reads. Without the numbers, it would assume that the others have the message.
		if (unknownFor.length > 0 && notSentTo.length > 0) earlier.message = `${earlier.message} to ${numbersInWords(unknownFor)}. It was not sent to ${numbersInWords(notSentTo)}`;
		return earlier;
	}

	/** Creates an error, or reuses the one from another item of the same request if nothing has to be added to it. */
	private shared({ error, acceptedFor }: { error?: unknown; acceptedFor: string[] }, make: () => NodeError): NodeError {
		if (error === undefined || acceptedFor.length > 0) return this.withAccepted(make(), acceptedFor);
		const made = this.errors.get(error) ?? make();
		this.errors.set(error, made);
		return made;
	}

	/** For a message to several numbers, some of which have received it. */
	private withAccepted(error: NodeError, acceptedFor: string[]): NodeError {
		return acceptedFor.length === 0 ? error : addNote(error, acceptedForSome(acceptedFor, this.continues));
	}
}
