import { composeFilters, filtersField } from '../../../nodes/Plivo/actions/message/filters';
import { refusal } from '../invalid.mts';

const ZONE = 'Asia/Kolkata';

describe('composeFilters', () => {
	it('offers every filter that Plivo documents', () => {
		expect((filtersField.options ?? []).map(({ name }) => name).sort()).toEqual(
			[
				'conversation_id',
				'conversation_origin',
				'destination_country_iso2',
				'error_code',
				'from_number',
				'message_direction',
				'message_state',
				'message_time',
				'message_time__gt',
				'message_time__gte',
				'message_time__lt',
				'message_time__lte',
				'message_type',
				'offset',
				'powerpack_id',
				'subaccount',
				'tendlc_campaign_id',
				'tendlc_registration_status',
				'to_number',
			].sort(),
		);
	});

	it('turns all five forms of time into UTC', () => {
		const local = '2026-01-31T14:30:00';
		const names = ['message_time', 'message_time__gt', 'message_time__gte', 'message_time__lt', 'message_time__lte'];
		const { query } = composeFilters(Object.fromEntries(names.map((name) => [name, local])), ZONE);
		expect(query).toEqual(Object.fromEntries(names.map((name) => [name, '2026-01-31 09:00:00'])));
	});

	it.each([
		['+1 (202) 555-1212', '+12025551212'],
		['12025551212', '+12025551212'],
		['DLTOTP', 'DLTOTP'],
		['12345', '12345'],
	])('asks for the number %s as %s', (entered, asked) => {
		expect(composeFilters({ from_number: entered, to_number: entered }, ZONE).query).toEqual({
			from_number: asked,
			to_number: asked,
		});
	});

	it('takes the offset apart and leaves out what is empty', () => {
		expect(composeFilters({ offset: 40, error_code: 200, subaccount: '' }, ZONE)).toEqual({
			query: { error_code: '200' },
			offset: 40,
		});
	});

	it('names the filter that Plivo would not take', () => {
		expect(refusal(() => composeFilters({ message_time__gte: 'last week' }, ZONE)).message).toBe(
			'\'Time at or After\' is "last week", which is no time',
		);
		expect(refusal(() => composeFilters({ offset: -1 }, ZONE)).message).toBe('\'Offset\' is "-1"');
	});
});
