import { step } from '../scripts/console.mjs';
import { measureScenario, type Row } from './measure.mts';
import { loopPlace } from './places/loop.mts';
import type { Place } from './places/place.mts';
import { openSandbox, type BenchSandbox } from './sandboxes.mts';
import { broadcast, limited, nameOf, unlimited, warmUp, type Contender, type Scenario } from './scenario.mts';

/**
 * Measures everything that there is to measure in a place, and closes it.
 *
 * @param name of the place
 * @param node the Node that the loop and the sandboxes run on
 */
export async function measurePlace(name: string, place: Place, node: string, quick: boolean): Promise<Row[]> {
	const loop = loopPlace(node);
	const placeOf = (contender: Contender) => (contender === 'bare' ? loop : place);
	const opened: BenchSandbox[] = [];
	const open = async (isLimited: boolean) => {
		const sandbox = await openSandbox(isLimited, node);
		opened.push(sandbox);
		return sandbox;
	};
	try {
		const [free, strict] = [await open(false), await open(true)];
		const measure = async (scenario: Scenario) =>
			await measureScenario(name, scenario, scenario.limit === 'none' ? free : strict, placeOf);
		if (name === 'n8n') await step('n8n: warming up', async () => await measure(warmUp));
		const rows: Row[] = [];
		for (const scenario of [...unlimited(quick), limited(quick), broadcast(quick)]) {
			rows.push(await step(`${name}: ${nameOf(scenario)}`, async () => await measure(scenario)));
		}
		return rows;
	} finally {
		for (const sandbox of opened) await sandbox.stop();
		await place.close();
	}
}
