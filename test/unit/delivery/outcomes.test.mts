import { openOutcomes, type SentMessage } from '../../../nodes/Plivo/delivery/outcomes';

const sent: SentMessage = { api_id: 'a', message: 'message(s) queued', message_uuid: ['u'], to: ['14155550123'] };

describe('openOutcomes', () => {
	it('remembers by item, through a save and a load of the execution', () => {
		const context = {};
		openOutcomes(context, '0').record(1, { state: 'accepted', sent });
		openOutcomes(context, '0').record(2, { state: 'unknown' });
		const loaded = JSON.parse(JSON.stringify(context)) as Record<string, unknown>;
		expect(openOutcomes(loaded, '0').of(1)).toEqual({ state: 'accepted', sent });
		expect(openOutcomes(loaded, '0').of(2)).toEqual({ state: 'unknown' });
		expect(openOutcomes(loaded, '0').of(3)).toBeUndefined();
	});

	it('keeps the rounds of a loop apart', () => {
		const context = {};
		openOutcomes(context, '0').record(0, { state: 'accepted', sent });
		expect(openOutcomes(context, '1').of(0)).toBeUndefined();
		openOutcomes(context, '1').record(0, { state: 'unknown' });
		openOutcomes(context, '1').clear();
		expect(openOutcomes(context, '0').of(0)).toEqual({ state: 'accepted', sent });
	});

	it('leaves nothing behind', () => {
		const context = {};
		const outcomes = openOutcomes(context, '3');
		outcomes.record(0, { state: 'unknown' });
		outcomes.forget(0);
		expect(context).toEqual({});
		outcomes.record(0, { state: 'unknown' });
		outcomes.record(1, { state: 'unknown' });
		outcomes.clear();
		expect(context).toEqual({});
	});

	it('does not touch what else is kept there', () => {
		const context: Record<string, unknown> = { other: 1 };
		const outcomes = openOutcomes(context, '0');
		outcomes.record(0, { state: 'unknown' });
		outcomes.clear();
		expect(context).toEqual({ other: 1 });
	});
});
