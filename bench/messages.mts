import { runInThisContext } from 'node:vm';
import { rentedNumbers } from '../sandbox/fixtures.mts';

/** A message as it stands on an item. */
export interface BenchMessage {
	to: string;
	text: string;
}

/** What messages are made from, for whoever makes them in another process. */
export interface MessageOrder {
	count: number;
	/** Every message has the same text. */
	oneText: boolean;
}

/** A number of the sandbox's account that they can come from. */
export const sender = rentedNumbers[0]?.number ?? '';

/** Every one of the ten thousand from here on is a number that can exist. */
const firstRecipient = 14155550000;

/** @returns JavaScript for the list of messages: text, because n8n's Code node has to run it too */
export function messagesCode({ count, oneText }: MessageOrder): string {
	const text = oneText ? "'Doors open at eight'" : "'Message ' + i";
	return `Array.from({ length: ${count} }, (_, i) => ({ to: String(${firstRecipient} + i), text: ${text} }))`;
}

/** @returns messages to so many different numbers */
export function messagesOf(order: MessageOrder): BenchMessage[] {
	return runInThisContext(messagesCode(order)) as BenchMessage[];
}
