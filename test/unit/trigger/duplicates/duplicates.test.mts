import fc from 'fast-check';

import { RecentEvents, recentEvents, type Outcome } from '../../../../nodes/Plivo/trigger/duplicates/duplicates';

const taken = (): Outcome => 'taken';
const failed = (): Outcome => 'failed';
const open = (): Outcome => 'open';

function sizeOf(events: RecentEvents): number {
	return (Reflect.get(events, 'entries') as Map<string, unknown>).size;
}

/** Those of the ids that would not be let in any more. Asks a copy, because asking lets in. */
async function known(events: RecentEvents, ids: string[]): Promise<string[]> {
	const copy = new RecentEvents(events.written());
	const answers = await Promise.all(ids.map(async (id) => ((await copy.claim(id, taken)) === 'taken' ? [id] : [])));
	return answers.flat();
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('an event', () => {
	it('is let in once, whatever others there are', async () => {
		const events = new RecentEvents(undefined);
		expect(await events.claim('a', taken)).toBe('new');
		expect(await events.claim('a', taken)).toBe('taken');
		expect(await events.claim('b', taken)).toBe('new');
		expect(await events.claim('', taken)).toBe('new');
		expect(await events.claim('a', taken)).toBe('taken');
	});

	it('is let in again when it failed, and then goes by what becomes of that', async () => {
		const events = new RecentEvents(undefined);
		expect(await events.claim('a', failed)).toBe('new');
		expect(await events.claim('a', taken)).toBe('new');
		expect(await events.claim('a', failed)).toBe('taken');
	});

	it.each<[Outcome, string]>([
		['taken', 'taken'],
		['failed', 'new'],
	])('that is under way is waited for, until it is %s', async (becomes, expected) => {
		const events = new RecentEvents(undefined);
		let outcome: Outcome = 'open';
		await events.claim('a', () => outcome);
		const claims: string[] = [];
		void events.claim('a', taken).then((claim) => claims.push(claim));
		await jest.advanceTimersByTimeAsync(4_900);
		expect(claims).toEqual([]);
		outcome = becomes;
		await jest.advanceTimersByTimeAsync(50);
		expect(claims).toEqual([expected]);
	});

	it('that fails while several wait for it is let in for one of them, which the others then wait for', async () => {
		const events = new RecentEvents(undefined);
		let first: Outcome = 'open';
		let second: Outcome = 'open';
		await events.claim('a', () => first);
		const claims: string[] = [];
		for (let one = 0; one < 3; one += 1) void events.claim('a', () => second).then((claim) => claims.push(claim));
		await jest.advanceTimersByTimeAsync(100);
		first = 'failed';
		await jest.advanceTimersByTimeAsync(200);
		expect(claims).toEqual(['new']);
		second = 'taken';
		await jest.advanceTimersByTimeAsync(50);
		expect(claims).toEqual(['new', 'taken', 'taken']);
	});

	it('that stays under way is waited for five seconds: Plivo hangs up after eight', async () => {
		const events = new RecentEvents(undefined);
		await events.claim('a', open);
		const claims: string[] = [];
		void events.claim('a', taken).then((claim) => claims.push(claim));
		await jest.advanceTimersByTimeAsync(4_900);
		expect(claims).toEqual([]);
		await jest.advanceTimersByTimeAsync(100);
		expect(claims).toEqual(['open']);
		expect(await Promise.race([events.claim('b', taken), Promise.resolve('late')])).toBe('new');
	});

	it('is waited for by twenty at a time, of all triggers', async () => {
		const lists = [new RecentEvents(undefined), new RecentEvents(undefined)];
		for (const events of lists) await events.claim('a', open);
		const claims: string[] = [];
		const wait = (events?: RecentEvents) => void events?.claim('a', taken).then((claim) => claims.push(claim));
		for (let one = 0; one < 20; one += 1) wait(lists[one % 2]);
		await jest.advanceTimersByTimeAsync(10);
		expect(claims).toEqual([]);
		for (const events of lists) wait(events);
		await jest.advanceTimersByTimeAsync(10);
		expect(claims).toEqual(['open', 'open']);
		await jest.advanceTimersByTimeAsync(5_000);
		expect(claims).toHaveLength(22);
		// and then there is room again
		wait(lists[0]);
		await jest.advanceTimersByTimeAsync(10);
		expect(claims).toHaveLength(22);
		await jest.advanceTimersByTimeAsync(5_000);
	});
});

describe('what is remembered', () => {
	it('are the latest fifty thousand, the oldest going first', async () => {
		const events = new RecentEvents(undefined);
		for (let index = 0; index < 50_001; index += 1) await events.claim(`event ${index}`, index === 1 ? failed : taken);
		expect(sizeOf(events)).toBe(50_000);
		expect(await events.claim('event 2', taken)).toBe('taken');
		expect(await events.claim('event 50000', taken)).toBe('taken');
		// which makes it the latest
		expect(await events.claim('event 1', taken)).toBe('new');
		expect(await events.claim('event 0', taken)).toBe('new');
		expect(await events.claim('event 1', taken)).toBe('taken');
		expect(await events.claim('event 2', taken)).toBe('new');
		expect(sizeOf(events)).toBe(50_000);
	});
});

describe('what is written', () => {
	it('comes back after a restart', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 30 }), async (ids) => {
				const events = new RecentEvents(undefined);
				for (const id of ids) await events.claim(id, taken);
				expect(await known(events, ids)).toEqual(ids);
				expect(await known(events, ids.map((id) => `${id} `).filter((id) => !ids.includes(id)))).toEqual([]);
				expect(new RecentEvents(events.written()).written()).toBe(events.written());
			}),
		);
	});

	it('are the latest thousand, in their order, as plain text', async () => {
		const events = new RecentEvents(undefined);
		for (let index = 0; index < 1_002; index += 1) await events.claim(`event ${index}`, taken);
		expect(events.written()).toMatch(/^[\w-]{9000}$/);
		expect(await known(events, ['event 0', 'event 1', 'event 2', 'event 1001'])).toEqual(['event 2', 'event 1001']);
		const again = new RecentEvents(events.written());
		await again.claim('another', taken);
		expect(await known(again, ['event 2', 'event 3', 'another'])).toEqual(['event 3', 'another']);
	});

	it('leaves out what failed or is under way: Plivo will send it again', async () => {
		const events = new RecentEvents(undefined);
		let outcome: Outcome = 'open';
		await events.claim('under way', () => outcome);
		await events.claim('failed', failed);
		await events.claim('taken', taken);
		const ids = ['under way', 'failed', 'taken'];
		expect(await known(events, ids)).toEqual(['taken']);
		outcome = 'taken';
		expect(await known(events, ids)).toEqual(['under way', 'taken']);
	});

	it.each([undefined, null, 7, {}, [], '', 'short'])('may be %j', async (written) => {
		const events = new RecentEvents(written);
		expect(sizeOf(events)).toBe(0);
		expect(await events.claim('a', taken)).toBe('new');
	});
});

describe('recentEvents', () => {
	it('is one for each trigger, which knows what its static data holds', async () => {
		const before = new RecentEvents(undefined);
		await before.claim('old', taken);
		const data = { recentEvents: before.written() };
		const events = recentEvents('a trigger', data);
		expect(await events.claim('old', taken)).toBe('taken');
		expect(recentEvents('a trigger', {})).toBe(events);
		expect(recentEvents('another trigger', {})).not.toBe(events);
		expect(await recentEvents('a third trigger', {}).claim('old', taken)).toBe('new');
	});

	it('learns what another process has let in meanwhile, and both are written', async () => {
		const here = recentEvents('a shared trigger', {});
		await here.claim('here', taken);
		const there = new RecentEvents(here.written());
		await there.claim('there', taken);
		const data = { recentEvents: there.written() };
		expect(await recentEvents('a shared trigger', data).claim('there', taken)).toBe('taken');
		expect(await known(here, ['here', 'there', 'nowhere'])).toEqual(['here', 'there']);
	});

	it('knows what it let in itself also when another process has written over it', async () => {
		const here = recentEvents('an overwritten trigger', {});
		await here.claim('here', taken);
		const there = new RecentEvents(undefined);
		await there.claim('there', taken);
		expect(await recentEvents('an overwritten trigger', { recentEvents: there.written() }).claim('here', taken)).toBe('taken');
		expect(await known(here, ['here', 'there'])).toEqual(['here', 'there']);
	});

	it('knows all that it finds written, whichever processes wrote it, in whichever order, over one another', async () => {
		const turn = fc.record({ process: fc.nat(2), event: fc.nat(40), staleBy: fc.nat(3) });
		await fc.assert(
			fc.asyncProperty(fc.array(turn, { maxLength: 60 }), async (turns) => {
				const processes = [0, 1, 2].map(() => new RecentEvents(undefined));
				const versions = [''];
				for (const { process, event, staleBy } of turns) {
					const [found, events] = [versions[Math.max(0, versions.length - 1 - staleBy)], processes[process]];
					events?.read(found);
					const held = (found ?? '').match(/.{9}/g) ?? [];
					const own = new Set((events?.written() ?? '').match(/.{9}/g));
					expect(held.filter((key) => !own.has(key))).toEqual([]);
					await events?.claim(`event ${event}`, taken);
					versions.push(events?.written() ?? '');
				}
			}),
		);
	});

	it('goes by another process where the event has failed here', async () => {
		const here = recentEvents('a failing trigger', {});
		await here.claim('a', failed);
		const there = new RecentEvents(undefined);
		await there.claim('a', taken);
		expect(await recentEvents('a failing trigger', { recentEvents: there.written() }).claim('a', taken)).toBe('taken');
	});
});
