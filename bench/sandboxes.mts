import { Child } from './processes/child.mts';
import type { PlivoEndpoint, SandboxQuestion, Tally } from './processes/protocol.mts';

/** A sandbox in a process of its own. */
export interface BenchSandbox {
	plivo: PlivoEndpoint;
	/** Forgets all, and has each answer wait from here on. */
	reset(latencyMs: number): Promise<void>;
	/** Keeps so many records of sent messages. */
	fill(records: number): Promise<void>;
	/** What it saw since it was reset. */
	tally(): Promise<Tally>;
	stop(): Promise<void>;
}

/**
 * @param limited with Plivo's limits, else with none
 * @param node the Node that it runs on
 */
export async function openSandbox(limited: boolean, node: string): Promise<BenchSandbox> {
	const child = Child.start('sandbox.mts', node);
	const ask = async <Answer,>(question: SandboxQuestion) => await child.ask<Answer>(question);
	try {
		const plivo = await ask<PlivoEndpoint>({ ask: 'start', limited });
		return {
			plivo,
			reset: async (latencyMs) => await ask({ ask: 'reset', latencyMs }),
			fill: async (records) => await ask({ ask: 'fill', records }),
			tally: async () => await ask({ ask: 'tally' }),
			stop: async () => await child.stop(),
		};
	} catch (error) {
		await child.stop();
		throw error;
	}
}
