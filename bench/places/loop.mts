import { Child } from '../processes/child.mts';
import type { LoopQuestion, LoopRun } from '../processes/protocol.mts';
import { concurrency, orderOf } from '../scenario.mts';
import type { Place } from './place.mts';

const warmUpMessages = 50;

/** A plain process of Node with a loop around fetch: what every contender is measured against. */
export function loopPlace(node: string): Place {
	return {
		async prepare(_contender, scenario, plivo) {
			const child = Child.start('loop.mts', node);
			const ask = async (count: number) => {
				const messages = { ...orderOf(scenario), count };
				return await child.ask<LoopRun>({ messages, plivo, concurrency } satisfies LoopQuestion);
			};
			await ask(warmUpMessages);
			return { run: async () => await ask(scenario.messages), close: async () => await child.stop() };
		},
		close: async () => undefined,
	};
}
