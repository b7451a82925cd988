import assert from 'node:assert/strict';
import { askSandbox } from './exampleSandbox.mts';
import { NUMBER, PHONE, SILENT } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import type { Stage } from './stage.mts';

/** Messages to these numbers end in these states. */
const fates: Array<[phone: string, state: string]> = [
	['12025550110', 'undelivered (error 30)'],
	['12025550111', 'undelivered (error 50)'],
	['12025550111', 'undelivered (error 50)'],
	['12025550120', 'failed (error 90)'],
];

/** daily-delivery-report.json: the SMS counts what was sent in the last 24 hours, by state and error. */
export async function deliveryReport(stage: Stage): Promise<void> {
	await allEnded(stage);
	const before = await report(stage);
	for (const [dst] of fates) await askSandbox(stage.sandbox, 'POST', { src: NUMBER, dst, text: 'To be counted' });
	stage.sandbox.receive({ from: PHONE, to: NUMBER, text: 'Not to be counted' });
	// The first report is a message too.
	const expected = new Map(before);
	for (const state of ['delivered', ...fates.map(([, state]) => state)]) expected.set(state, (expected.get(state) ?? 0) + 1);
	await allEnded(stage);
	assert.deepEqual(sorted(await report(stage)), sorted(expected));

	const nothing = await stage.copy({ 'Messages of the Last 24 Hours': { filters: { from_number: '18005550199' } } });
	const { sent } = await nothing.run();
	assert.deepEqual(sent.map(({ text }) => text), ['No messages were sent in the last 24 hours.']);
}

/** Runs the example. @returns the counts that it sends, by state */
async function report(stage: Stage): Promise<Map<string, number>> {
	const total = stage.sandbox.accepted.reduce((sum, { message_uuid: uuids }) => sum + uuids.length, 0);
	const { sent } = await stage.run();
	const [{ text = '', ...rest } = {}, ...others] = sent;
	assert.deepEqual([rest, others], [{ type: 'sms', src: NUMBER, dst: PHONE }, []]);
	const [first, ...lines] = text.split('\n');
	assert.equal(first, `Messages of the last 24 hours: ${total}`);
	const counts = lines.map((line): [state: string, count: number] => {
		const [, count, state = ''] = /^(\d+) (.+)$/.exec(line) ?? [];
		return [state, Number(count)];
	});
	assert.deepEqual(counts, [...counts].sort(([, a], [, b]) => b - a), 'the most frequent is not first');
	assert.equal(counts.reduce((sum, [, count]) => sum + count, 0), total);
	return new Map(counts);
}

/** Waits until all messages have reached their final state. */
async function allEnded({ sandbox }: Stage): Promise<void> {
	for (const { body, message_uuid: uuids } of sandbox.accepted) {
		for (const uuid of body.dst === SILENT ? [] : uuids) {
			await until(`${uuid} has ended`, async () => {
				const { message_state: state } = (await askSandbox(sandbox, 'GET', undefined, uuid)) as { message_state: string };
				return state !== 'queued' && state !== 'sent';
			});
		}
	}
}

function sorted(counts: Map<string, number>): Array<[string, number]> {
	return [...counts].sort(([a], [b]) => a.localeCompare(b));
}
