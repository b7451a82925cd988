import { stopSignal } from '../scripts/stop.mjs';

const counted = ['rateLimited', 'mostInFlight', 'slowest'] as const;
const measured = ['ms', 'totalMs', 'preparationMs', 'grownMb', 'perSecond', 'refusedPerSecond', 'p50', 'p99'] as const;

/** What is found out about a contender; times in milliseconds. What wasn't measured isn't there. */
export type Figures = Partial<Record<(typeof counted | typeof measured)[number], number>>;

export interface Contender {
	name: string;
	run(): Promise<Figures>;
}

/**
 * Runs contenders in turns, each round beginning with another one: what the machine does besides hits all of them alike. One
 * that fails once is out, so that no failure counts as a quick run.
 *
 * @param failures a line is added for each that failed
 * @returns for each contender the medians of its rounds, and of what is counted the highest; nothing of one that failed
 */
export async function inTurns(rounds: number, contenders: Contender[], failures: string[]): Promise<Figures[]> {
	const samples = new Map<Contender, Figures[]>(contenders.map((contender) => [contender, []]));
	for (let round = 0; round < rounds; round += 1) {
		const first = round % contenders.length;
		for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
			try {
				if (samples.has(contender)) samples.get(contender)?.push(await contender.run());
			} catch (error) {
				stopSignal.throwIfAborted();
				samples.delete(contender);
				failures.push(`${contender.name}: ${error instanceof Error ? error.message : String(error)}`);
			}
		}
	}
	return contenders.map((contender) => {
		const figures: Figures = {};
		const all = (name: keyof Figures) => (samples.get(contender) ?? []).flatMap((one) => one[name] ?? []);
		for (const name of measured) figures[name] = median(all(name));
		for (const name of counted) figures[name] = quantile(all(name), 1);
		return figures;
	});
}

function median(values: number[]): number | undefined {
	const sorted = [...values].sort((a, b) => a - b);
	const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
	return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** @returns the value that so large a part of the values isn't above; undefined of none */
export function quantile(values: number[], part: number): number | undefined {
	return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)];
}
