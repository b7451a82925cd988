import { stopSignal } from '../scripts/stop.mjs';
import type { Attempt, Place, Timing } from './places/place.mts';
import type { Tally } from './processes/protocol.mts';
import type { BenchSandbox } from './sandboxes.mts';
import type { Contender, Scenario } from './scenario.mts';

/** One run of one contender: how long, and what the sandbox saw of it. */
export type Sample = Timing & Tally;

/** What came of a scenario in one place. A contender has no samples where it was left out or failed. */
export interface Row {
	place: string;
	scenario: Scenario;
	samples: Map<Contender, Sample[]>;
	/** What went wrong, by contender. */
	failures: Map<Contender, string>;
}

/**
 * Measures all contenders of a scenario in turns, round by round, each round beginning with another one: what the machine
 * does beside it hits all of them alike. A contender that fails once is out, so that no failure counts as a quick run.
 *
 * @param placeOf where a contender runs
 */
export async function measureScenario(
	place: string,
	scenario: Scenario,
	sandbox: BenchSandbox,
	placeOf: (contender: Contender) => Place,
): Promise<Row> {
	const row: Row = { place, scenario, samples: new Map(), failures: new Map() };
	for (let round = 0; round < scenario.rounds; round += 1) {
		for (const contender of rotated(scenario.contenders, round)) {
			if (row.failures.has(contender)) continue;
			try {
				const sample = await measureOnce(placeOf(contender), contender, scenario, sandbox);
				row.samples.set(contender, [...(row.samples.get(contender) ?? []), sample]);
			} catch (error) {
				stopSignal.throwIfAborted();
				row.failures.set(contender, error instanceof Error ? error.message : String(error));
				row.samples.delete(contender);
			}
		}
	}
	return row;
}

async function measureOnce(place: Place, contender: Contender, scenario: Scenario, sandbox: BenchSandbox): Promise<Sample> {
	// Getting ready may send something, and need not take its time.
	await sandbox.reset(0);
	const attempt: Attempt = await place.prepare(contender, scenario, sandbox.plivo);
	try {
		await sandbox.reset(scenario.latencyMs);
		const timing = await attempt.run();
		const tally = await sandbox.tally();
		const { accepted, recipients } = tally;
		if (accepted !== scenario.messages || recipients !== scenario.messages) {
			throw new Error(`the sandbox took ${accepted} messages for ${recipients} numbers instead of ${scenario.messages}`);
		}
		return { ...timing, ...tally };
	} finally {
		await attempt.close();
	}
}

function rotated<T>(list: readonly T[], by: number): T[] {
	const from = by % list.length;
	return [...list.slice(from), ...list.slice(0, from)];
}
