import { checks } from '../../conformance/checks/checks.mts';
import { plainText } from '../../conformance/record/sighting.mts';
import { manualClock } from '../../sandbox/clock.mts';
import { type Sandbox, startSandbox } from '../../sandbox/server.mts';
import { positionsOf, variantNames } from '../../sandbox/variants.mts';
import { argumentsFor, lineOf, run } from './support.mts';

/** A number in the pool of a Powerpack that has an application. */
const inPowerpack = '16465550101';

const rows = variantNames.flatMap((name) => positionsOf(name).map((position) => ({ name, position })));
/** Printed at the end with PRINT_POSITIONS=1: what the run saw and concluded in each position of each switch. */
const table: string[] = [];

afterAll(() => {
	if (process.env['PRINT_POSITIONS']) process.stdout.write(`| Switch | Position | Concluded | Seen |\n| --- | --- | --- | --- |\n${table.join('\n')}\n`);
});

it.each(rows)('tells that $name is $position', async ({ name, position }) => {
	const clock = name === 'rejected-requests' ? { clock: manualClock() } : {};
	const sandbox: Sandbox = await startSandbox({ variants: { [name]: position }, timing: { sentAfterMs: 5, deliveredAfterMs: 10, readAfterMs: 15 }, ...clock });
	try {
		const before = JSON.stringify(sandbox.snapshot());
		const args = await argumentsFor(sandbox, name === 'powerpack-application' ? { from: inPowerpack } : {});
		const { result } = await run(sandbox, [...args, '--only', name], {
			// Where nothing comes, nothing is waited for.
			timing: position === 'powerpack' ? { graceMs: 500 } : { listPolls: 2 },
			...(sandbox.clock instanceof Object && 'advance' in sandbox.clock ? { sleep: async (ms) => await advance(sandbox, ms) } : {}),
		});
		const [only] = result.results;
		if (only === undefined) throw new Error('nothing was concluded');
		const seen = only.outcome === 'seen' ? only.saw.map(plainText).join('; ') : '';
		table.push(`| ${name} | ${position} | ${lineOf(only)} | ${seen} |`);
		expect({ id: only.check.id, concluded: lineOf(only) }).toEqual({ id: name, concluded: position });
		expect(only.check.positions).toContain(position);
		expect(JSON.stringify(sandbox.snapshot())).toBe(before);
	} finally {
		await sandbox.close();
	}
});

it('has a check for each switch, and no other', () => {
	expect(checks.map(({ id }) => id).sort()).toEqual([...variantNames].sort());
});

async function advance(sandbox: Sandbox, ms: number): Promise<void> {
	const { clock } = sandbox;
	if ('advance' in clock && typeof clock.advance === 'function') await clock.advance(ms);
}
