import type { Memory, PlivoEndpoint } from '../processes/protocol.mts';
import type { Contender, Scenario } from '../scenario.mts';

/** Somewhere that a contender runs. */
export interface Place {
	/** Gets a contender ready, warm and with nothing sent that counts. */
	prepare(contender: Contender, scenario: Scenario, plivo: PlivoEndpoint): Promise<Attempt>;
	/** Ends what it has started. */
	close(): Promise<void>;
}

/** A contender that is ready to go. */
export interface Attempt {
	/** Sends the messages of the scenario, once. @throws Error when that failed */
	run(): Promise<Timing>;
	close(): Promise<void>;
}

export interface Timing {
	ms: number;
	/** Where it can be seen. */
	memory?: Memory;
}
