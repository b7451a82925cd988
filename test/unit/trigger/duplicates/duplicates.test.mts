import fc from 'fast-check';

import { RecentEvents, recentEvents, type ResponseState } from '../../../../nodes/Plivo/trigger/duplicates/duplicates';

const accepted = (): ResponseState => 'accepted';
const failed = (): ResponseState => 'failed';
const pending = (): ResponseState => 'pending';

function sizeOf(events: RecentEvents): number {
	return (Reflect.get(events, 'entries') as Map<string, unknown>).size;
}

/** Those of the ids that would not be let in any more. Asks a copy, because asking lets in. */
async function known(events: RecentEvents, ids: string[]): Promise<string[]> {
	const copy = new RecentEvents(events.written());
	const answers = await Promise.all(ids.map(async (id) => ((await copy.reserve(id, accepted)) === 'accepted' ? [id] : [])));
	return answers.flat();
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('an event', () => {
	it('is let in once, whatever others there are', async () => {
		const events = new RecentEvents(undefined);
		expect(await events.reserve('a', accepted)).toBe('new');
		expect(await events.reserve('a', accepted)).toBe('accepted');
		expect(await events.reserve('b', accepted)).toBe('new');
		expect(await events.reserve('', accepted)).toBe('new');
		expect(await events.reserve('a', accepted)).toBe('accepted');
	});

	it('is let in again when it failed, and then goes by what becomes of that', async () => {
		const events = new RecentEvents(undefined);
		expect(await events.reserve('a', failed)).toBe('new');
		expect(await events.reserve('a', accepted)).toBe('new');
		expect(await events.reserve('a', failed)).toBe('accepted');
	});

	it.each<[ResponseState, string]>([
		['accepted', 'accepted'],
		['failed', 'new'],
	])('that is under way is waited for, until it is %s', async (becomes, expected) => {
		const events = new RecentEvents(undefined);
		let outcome: ResponseState = 'pending';
		await events.reserve('a', () => outcome);
		const claims: string[] = [];
		void events.reserve('a', accepted).then((claim) => claims.push(claim));
		await jest.advanceTimersByTimeAsync(4_900);
		expect(claims).toEqual([]);
		outcome = becomes;
		await jest.advanceTimersByTimeAsync(50);
		expect(claims).toEqual([expected]);
	});

	it('that fails while several wait for it is let in for one of them, which the others then wait for', async () => {
		const events = new RecentEvents(undefined);
		let first: ResponseState = 'pending';
		let second: ResponseState = 'pending';
		await events.reserve('a', () => first);
		const claims: string[] = [];
		for (let one = 0; one < 3; one += 1) void events.reserve('a', () => second).then((claim) => claims.push(claim));
		await jest.advanceTimersByTimeAsync(100);
		first = 'failed';
		await jest.advanceTimersByTimeAsync(200);
		expect(claims).toEqual(['new']);
		second = 'accepted';
		await jest.advanceTimersByTimeAsync(50);
		expect(claims).toEqual(['new', 'accepted', 'accepted']);
	});

	it('that stays under way is waited for five seconds: Plivo hangs up after eight', async () => {
		const events = new RecentEvents(undefined);
		await events.reserve('a', pending);
		const claims: string[] = [];
		void events.reserve('a', accepted).then((claim) => claims.push(claim));
		await jest.advanceTimersByTimeAsync(4_900);
		expect(claims).toEqual([]);
		await jest.advanceTimersByTimeAsync(100);
		expect(claims).toEqual(['pending']);
		expect(await Promise.race([events.reserve('b', accepted), Promise.resolve('late')])).toBe('new');
	});

	it('is waited for by twenty at a time, of all triggers', async () => {
		const lists = [new RecentEvents(undefined), new RecentEvents(undefined)];
		for (const events of lists) await events.reserve('a', pending);
		const claims: string[] = [];
		const wait = (events?: RecentEvents) => void events?.reserve('a', accepted).then((claim) => claims.push(claim));
		for (let one = 0; one < 20; one += 1) wait(lists[one % 2]);
		await jest.advanceTimersByTimeAsync(10);
		expect(claims).toEqual([]);
		for (const events of lists) wait(events);
		await jest.advanceTimersByTimeAsync(10);
		expect(claims).toEqual(['pending', 'pending']);
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
		for (let index = 0; index < 50_001; index += 1) await events.reserve(`event ${index}`, index === 1 ? failed : accepted);
		expect(sizeOf(events)).toBe(50_000);
		expect(await events.reserve('event 2', accepted)).toBe('accepted');
		expect(await events.reserve('event 50000', accepted)).toBe('accepted');
		// which makes it the latest
		expect(await events.reserve('event 1', accepted)).toBe('new');
		expect(await events.reserve('event 0', accepted)).toBe('new');
		expect(await events.reserve('event 1', accepted)).toBe('accepted');
		expect(await events.reserve('event 2', accepted)).toBe('new');
		expect(sizeOf(events)).toBe(50_000);
	});
});

describe('what is written', () => {
	it('comes back after a restart', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 30 }), async (ids) => {
				const events = new RecentEvents(undefined);
				for (const id of ids) await events.reserve(id, accepted);
				expect(await known(events, ids)).toEqual(ids);
				expect(await known(events, ids.map((id) => `${id} `).filter((id) => !ids.includes(id)))).toEqual([]);
				expect(new RecentEvents(events.written()).written()).toBe(events.written());
			}),
		);
	});

	it('are the latest thousand, in their order, as plain text', async () => {
		const events = new RecentEvents(undefined);
		for (let index = 0; index < 1_002; index += 1) await events.reserve(`event ${index}`, accepted);
		expect(events.written()).toMatch(/^[\w-]{9000}$/);
		expect(await known(events, ['event 0', 'event 1', 'event 2', 'event 1001'])).toEqual(['event 2', 'event 1001']);
		const again = new RecentEvents(events.written());
		await again.reserve('another', accepted);
		expect(await known(again, ['event 2', 'event 3', 'another'])).toEqual(['event 3', 'another']);
	});

	it('leaves out what failed or is under way: Plivo will send it again', async () => {
		const events = new RecentEvents(undefined);
		let outcome: ResponseState = 'pending';
		await events.reserve('under way', () => outcome);
		await events.reserve('failed', failed);
		await events.reserve('accepted', accepted);
		const ids = ['under way', 'failed', 'accepted'];
		expect(await known(events, ids)).toEqual(['accepted']);
		outcome = 'accepted';
		expect(await known(events, ids)).toEqual(['under way', 'accepted']);
	});

	it.each([undefined, null, 7, {}, [], '', 'short'])('may be %j', async (written) => {
		const events = new RecentEvents(written);
		expect(sizeOf(events)).toBe(0);
		expect(await events.reserve('a', accepted)).toBe('new');
	});
});

describe('recentEvents', () => {
	it('is one for each trigger, which knows what its static data holds', async () => {
		const before = new RecentEvents(undefined);
		await before.reserve('old', accepted);
		const data = { recentEvents: before.written() };
		const events = recentEvents('a trigger', data);
		expect(await events.reserve('old', accepted)).toBe('accepted');
		expect(recentEvents('a trigger', {})).toBe(events);
		expect(recentEvents('another trigger', {})).not.toBe(events);
		expect(await recentEvents('a third trigger', {}).reserve('old', accepted)).toBe('new');
	});

	it('learns what another process has let in meanwhile, and both are written', async () => {
		const here = recentEvents('a shared trigger', {});
		await here.reserve('here', accepted);
		const there = new RecentEvents(here.written());
		await there.reserve('there', accepted);
		const data = { recentEvents: there.written() };
		expect(await recentEvents('a shared trigger', data).reserve('there', accepted)).toBe('accepted');
		expect(await known(here, ['here', 'there', 'nowhere'])).toEqual(['here', 'there']);
	});

	it('knows what it let in itself also when another process has written over it', async () => {
		const here = recentEvents('an overwritten trigger', {});
		await here.reserve('here', accepted);
		const there = new RecentEvents(undefined);
		await there.reserve('there', accepted);
		expect(await recentEvents('an overwritten trigger', { recentEvents: there.written() }).reserve('here', accepted)).toBe('accepted');
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
					await events?.reserve(`event ${event}`, accepted);
					versions.push(events?.written() ?? '');
				}
			}),
		);
	});

	it('goes by another process where the event has failed here', async () => {
		const here = recentEvents('a failing trigger', {});
		await here.reserve('a', failed);
		const there = new RecentEvents(undefined);
		await there.reserve('a', accepted);
		expect(await recentEvents('a failing trigger', { recentEvents: there.written() }).reserve('a', accepted)).toBe('accepted');
	});
});
