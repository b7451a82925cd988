import { createHmac, timingSafeEqual } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

/** A pressed button, as the trigger reports it to the waiting node. */
export interface Press {
	/** Position of the choice, from 0. */
	choice: number;
	/** Phone number of who pressed it: `+14155550123`. */
	from: string;
	/** UUID of the message with which WhatsApp reported the press. */
	messageUuid: string;
}

/** A press with the proof that it is from a node with the same Auth Token. */
export type ProvenPress = Press & { proof: string };

/** What the waiting node made of a press. */
export type PressResult =
	/** The workflow continues with it. */
	| 'accepted'
	/** The question has been answered, its time is over, or it belongs to an earlier round of a loop. */
	| 'closed'
	/** Somebody else was asked. */
	| 'notAsked'
	/** The proof doesn't match: the two nodes have credentials with different Auth Tokens. */
	| 'unproven';

const RESULTS: PressResult[] = ['accepted', 'closed', 'notAsked', 'unproven'];

/**
 * The form that the trigger sends to the waiting node.
 *
 * The address is signed by n8n, so whoever has it may answer. But who pressed the button only the trigger knows, from a call
 * that Plivo signed. So it proves that it's the one who says so, with what both nodes have: the Auth Token.
 *
 * @param signature n8n's signature of the address that the form is sent to
 */
export function writePress(press: Press, signature: string, authToken: string): Record<string, string> {
	const { choice, from, messageUuid } = press;
	return { press: String(choice), from, messageUuid, proof: proofOf(press, signature, authToken) };
}

/**
 * Reads a form from {@link writePress}.
 *
 * @param body the parsed body; may be anything
 * @returns undefined if it's another form
 */
export function readPress(body: unknown): ProvenPress | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { press, from, messageUuid, proof } = body as IDataObject;
	if (typeof press !== 'string' || !/^\d$/.test(press)) return undefined;
	if (typeof from !== 'string' || typeof messageUuid !== 'string' || typeof proof !== 'string') return undefined;
	return { choice: Number(press), from, messageUuid, proof };
}

/** Whether a form was written with this token, for this address. Compares in constant time. */
export function isProven({ proof, ...press }: ProvenPress, signature: string, authToken: string): boolean {
	const [given, expected] = [Buffer.from(proof), Buffer.from(proofOf(press, signature, authToken))];
	return authToken !== '' && given.length === expected.length && timingSafeEqual(given, expected);
}

function proofOf({ choice, from, messageUuid }: Press, signature: string, authToken: string): string {
	const text = JSON.stringify(['button answer', signature, choice, from, messageUuid]);
	return createHmac('sha256', authToken).update(text).digest('hex');
}

/** The response of the waiting node. n8n itself responds with other texts, for example after the execution has ended. */
export function writeResult(result: PressResult): string {
	return `button answer: ${result}`;
}

/** @returns undefined for a response that isn't from the waiting node */
export function readResult(text: unknown): PressResult | undefined {
	return RESULTS.find((result) => writeResult(result) === text);
}
