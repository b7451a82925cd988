import { imposedMs } from '../scenario.mts';
import { figure, findRow, highest, placesOf, ratio, withoutNetwork, type Results } from './figures.mts';
import { count, table, times } from './format.mts';

/** What was to be reached, and what was. */
interface Target {
	place: string;
	what: string;
	wanted: string;
	/** Undefined where it was not measured. */
	found: number | undefined;
	shown: string;
	holds: (found: number) => boolean;
}

/** @returns the targets as a section of the report, each with ✔ or ✖; `–` where the run did not measure it */
export function targetSection(results: Results): string {
	const targets = placesOf(results).flatMap((place) => targetsOf(results, place));
	if (targets.length === 0) return '';
	const rows = targets.map(({ place, what, wanted, found, shown, holds }) => [
		found === undefined ? '–' : holds(found) ? '✔' : '✖',
		place,
		what,
		wanted,
		shown,
	]);
	return `## Targets\n\n${table(['', 'place', 'what', 'wanted', 'found'], rows)}`;
}

function targetsOf(results: Results, place: string): Target[] {
	const free = (messages: number, latencyMs: number) =>
		findRow(results, place, { messages, latencyMs, limit: 'none', broadcast: false });
	const [middle, thousand, most] = [free(500, 50), free(1_000, 0), free(10_000, 0)];
	const limited = findRow(results, place, { messages: 1_000, limit: 'account' });
	const broadcast = findRow(results, place, { broadcast: true });
	const node = figure(middle, 'node');

	const atMost = (what: string, limit: number, found: number | undefined): Target => ({
		...{ place, what, wanted: `≤ ${limit} ×`, found, shown: times(found) },
		holds: (value) => value <= limit,
	});
	const exactly = (what: string, wanted: number, found: number | undefined): Target => ({
		...{ place, what, wanted: String(wanted), found, shown: count(found) },
		holds: (value) => value === wanted,
	});
	const alone = ratio(figure(middle, 'alone'), node);
	const memory = (contender: 'node' | 'http', kind: 'resident' | 'heap') => figure(most, contender, (sample) => sample.memory?.[kind]);
	const growth = (kind: 'resident' | 'heap') => ratio(memory('node', kind), memory('http', kind));

	return [
		{
			...{ place, what: '500 messages, 50 ms: one at a time ÷ node', wanted: '≥ 8 ×', found: alone, shown: times(alone) },
			holds: (value) => value >= 8,
		},
		atMost('500 messages, 50 ms: node ÷ fetch loop', 1.3, ratio(node, figure(middle, 'bare'))),
		atMost("account's limit: node ÷ imposed time", 1.1, ratio(figure(limited, 'node'), imposedMs(limited?.scenario.messages ?? 0))),
		exactly("account's limit: requests turned away", 0, highest(limited, 'node', ({ rateLimited }) => rateLimited)),
		exactly('broadcast to 1,000: requests', 1, highest(broadcast, 'node', ({ requests }) => requests)),
		atMost('10,000 messages, 0 ms, without the network: node ÷ HTTP Request', 1, ratio(withoutNetwork(most, 'node'), withoutNetwork(most, 'http'))),
		...(place === 'engine'
			? [
					atMost('10,000 messages, 0 ms, resident memory: node ÷ HTTP Request', 1.5, growth('resident')),
					atMost('10,000 messages, 0 ms, heap memory: node ÷ HTTP Request', 1.5, growth('heap')),
				]
			: []),
		atMost('time for 10,000 ÷ time for 1,000 messages, 0 ms', 11, ratio(figure(most, 'node'), figure(thousand, 'node'))),
	];
}
