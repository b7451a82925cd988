import type { ContenderNode } from '../contenderNode.mts';
import type { MessageOrder } from '../messages.mts';

/** Where a sandbox listens, and whose account it is. */
export interface PlivoEndpoint {
	authId: string;
	authToken: string;
	baseUrl: string;
}

/** What the process with the sandbox is asked. */
export type SandboxQuestion =
	/** Answered with a {@link PlivoEndpoint}. */
	| { ask: 'start'; limited: boolean }
	/** Forgets everything, and has each answer wait from here on. Answered with nothing. */
	| { ask: 'reset'; latencyMs: number }
	/** Keeps so many records of messages that were sent. Answered with nothing. */
	| { ask: 'fill'; records: number }
	/** Answered with a {@link Tally}. */
	| { ask: 'tally' };

/** What the sandbox saw since it was reset. */
export interface Tally {
	/** Answered requests, refused ones included. */
	requests: number;
	/** Those of them that were answered with 429. */
	rateLimited: number;
	/** Most requests that were on their way at one moment. */
	mostInFlight: number;
	/** Messages that it took. */
	accepted: number;
	/** Different numbers that they went to. */
	recipients: number;
}

/** A run of one node in n8n's engine, items in memory; answered with an {@link EngineRun}. */
export interface EngineQuestion {
	node: ContenderNode;
	/** Undefined: one empty item. */
	messages?: MessageOrder;
	plivo: PlivoEndpoint;
}

export interface EngineRun {
	ms: number;
	/** How many items came out. */
	items: number;
	memory: Memory;
}

/** The most that the process grew by, over what it had just before the run, in bytes. */
export interface Memory {
	/** What the operating system gives it. */
	resident: number;
	/** What its JavaScript objects take, dead ones included until they are collected. */
	heap: number;
}

/** The loop around fetch; answered with a {@link LoopRun}. */
export interface LoopQuestion {
	messages: MessageOrder;
	plivo: PlivoEndpoint;
	concurrency: number;
}

export interface LoopRun {
	ms: number;
}
