import type { Row, Sample } from '../measure.mts';
import type { ListRun } from '../list.mts';
import type { Contender, Scenario } from '../scenario.mts';
import type { TriggerRun } from '../trigger.mts';

/** All that a run of the benchmark found out. */
export interface Results {
	rows: Row[];
	trigger: TriggerRun | undefined;
	list: ListRun | undefined;
	/** Why there is no trigger or list, where there should be one. */
	otherFailures: string[];
}

/** @returns the middle one, of an even number the mean of the two in the middle; undefined of none */
export function median(values: number[]): number | undefined {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

/** @returns the median of something over the rounds of a contender; undefined where there is none */
export function figure(
	row: Row | undefined,
	contender: Contender,
	of: (sample: Sample) => number | undefined = ({ ms }) => ms,
): number | undefined {
	return median((row?.samples.get(contender) ?? []).flatMap((sample) => of(sample) ?? []));
}

/** @returns the highest over the rounds of something that a contender is counted for, so that no round hides behind others */
export function highest(row: Row | undefined, contender: Contender, of: (sample: Sample) => number): number | undefined {
	const samples = row?.samples.get(contender) ?? [];
	return samples.length === 0 ? undefined : Math.max(...samples.map(of));
}

/** @returns a divided by b where there are both */
export function ratio(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || b === undefined ? undefined : a / b;
}

/** @returns milliseconds that a contender takes beyond the loop around fetch, which does nothing but the network's part */
export function withoutNetwork(row: Row | undefined, contender: Contender): number | undefined {
	const [own, loop] = [figure(row, contender), figure(row, 'bare')];
	return own === undefined || loop === undefined ? undefined : own - loop;
}

/** @returns the places that were measured, in order */
export function placesOf({ rows }: Results): string[] {
	return [...new Set(rows.map(({ place }) => place))];
}

/** @returns the row of a place under such conditions */
export function findRow({ rows }: Results, place: string, wanted: Partial<Scenario>): Row | undefined {
	return rows.find((row) => row.place === place && fits(row.scenario, wanted));
}

/** @returns the rows of all places under such conditions */
export function findRows({ rows }: Results, wanted: Partial<Scenario>): Row[] {
	return rows.filter(({ scenario }) => fits(scenario, wanted));
}

function fits(scenario: Scenario, wanted: Partial<Scenario>): boolean {
	return Object.entries(wanted).every(([name, value]) => scenario[name as keyof Scenario] === value);
}
