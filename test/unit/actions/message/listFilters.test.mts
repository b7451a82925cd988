import { composeFilters, filtersField } from '../../../../nodes/Plivo/actions/message/listFilters';
import { refusal } from '../../invalid.mts';

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
		['0012025551212', '+12025551212'],
		['whatsapp:+12025551212', '+12025551212'],
		['tel:+12025551212', '+12025551212'],
		['+44 (0)20 7946 0123', '+442079460123'],
		[12025551212, '+12025551212'],
		['12345', '12345'],
		['123-456', '123456'],
		[12345, '12345'],
	])('asks for the number %j as %s', (entered, asked) => {
		expect(composeFilters({ from_number: entered, to_number: entered }, ZONE).query).toEqual({
			from_number: asked,
			to_number: asked,
		});
	});

	it('asks for a sender ID as it is, in From alone', () => {
		expect(composeFilters({ from_number: 'DLTOTP' }, ZONE).query).toEqual({ from_number: 'DLTOTP' });
		expect(refusal(() => composeFilters({ to_number: 'DLTOTP' }, ZONE)).message).toBe('\'To Number\' contains "DLTOTP", which isn\'t a valid phone number');
	});

	it.each([
		['14155550123.0', 'a number with decimals'],
		['(415) 555-0123', 'which has no country code'],
		['0151 2345678', 'which begins with 0 and so has no country code'],
		['+1415555012', 'which has 9 digits after the country code; numbers in +1 (United States, Canada, …) have 10'],
		['1.41556E+10', 'a number in scientific notation, which has lost its last digits'],
	])('refuses the number %j', (entered, why) => {
		for (const [name, label] of [['from_number', 'From Number or Sender ID'], ['to_number', 'To Number']] as const) {
			const { message, remedy } = refusal(() => composeFilters({ [name]: entered }, ZONE));
			expect(message).toBe(`'${label}' contains "${entered}", ${why}`);
			// which List does not have
			expect(remedy).not.toContain('Default Country');
		}
	});

	it('knows To by the country of From, in whichever order they were added', () => {
		for (const filters of [{ to_number: '4791234567', from_number: '14155550100' }, { from_number: '14155550100', to_number: '4791234567' }]) {
			expect(refusal(() => composeFilters(filters, ZONE)).message).toContain('which could be a number in +47');
		}
	});

	const names = (filtersField.options ?? []).map(({ name }) => name);
	it.each(names)('refuses %s without a value, which would list the messages of everybody', (name) => {
		for (const value of ['', '  ', undefined, null]) {
			expect(refusal(() => composeFilters({ [name]: value } as never, ZONE))).toEqual({
				message: expect.stringMatching(/^'[^']+' is empty$/),
				remedy: 'Enter a value, or remove the filter.',
			});
		}
	});

	it.each(names)('refuses %s with what is no value of a field', (name) => {
		for (const value of [{ id: 1 }, [1, 2], [], ['', '']]) expect(() => refusal(() => composeFilters({ [name]: value } as never, ZONE))).not.toThrow();
	});

	it.each([
		['message_direction', 'sideways', "'Direction' is"],
		['message_direction', true, "'Direction' is"],
		['message_state', 'arrived', "'State' is"],
		['message_type', 'fax', "'Message Type' is"],
		['conversation_origin', 'sales', "'Conversation Origin' is"],
		['destination_country_iso2', 'USA', "'Destination Country' is"],
		['destination_country_iso2', 'XX', "'Destination Country' is"],
		['destination_country_iso2', 'Germany', "'Destination Country' is"],
		['powerpack_id', 'Marketing', "'Powerpack ID' is"],
		['error_code', 'spam', "'Error Code' is"],
		['error_code', '200.0', "'Error Code' is"],
		['offset', 'many', "'Offset' is"],
		['offset', 1.5, "'Offset' is"],
		['offset', true, "'Offset' is"],
		['message_time', 'now', "'Time Exactly' is"],
		['message_time', 20260131, "'Time Exactly' is"],
	])('refuses %s %j', (name, value, message) => {
		expect(refusal(() => composeFilters({ [name]: value }, ZONE)).message).toContain(message);
	});

	it.each([
		['message_direction', ' Inbound ', 'inbound'],
		['message_state', 'Delivered', 'delivered'],
		['message_type', 'WhatsApp', 'whatsapp'],
		['destination_country_iso2', 'de', 'DE'],
		['error_code', 200, '200'],
		['error_code', '000', '000'],
		['error_code', 0, '0'],
		['error_code', '0', '0'],
		['message_time', '2026-01-31 14:30:15:982811Z', '2026-01-31 14:30:15.982811'],
		['subaccount', ' SAXXXXXXXXXXXXXXXXXX ', 'SAXXXXXXXXXXXXXXXXXX'],
		['tendlc_campaign_id', 'CABC123', 'CABC123'],
	])('asks for %s %j as %s', (name, value, asked) => {
		expect(composeFilters({ [name]: value }, ZONE).query).toEqual({ [name]: asked });
	});

	it('takes the offset apart', () => {
		expect(composeFilters({ offset: 40, error_code: 200 }, ZONE)).toEqual({ query: { error_code: '200' }, offset: 40 });
		expect(composeFilters({ offset: '40' }, ZONE)).toEqual({ query: {}, offset: 40 });
		expect(composeFilters({}, ZONE)).toEqual({ query: {}, offset: 0 });
	});

	it('names the filter that Plivo would not take', () => {
		expect(refusal(() => composeFilters({ message_time__gte: 'last week' }, ZONE)).message).toBe(
			'\'Time at or After\' is "last week", which isn\'t a date and time',
		);
		expect(refusal(() => composeFilters({ offset: -1 }, ZONE)).message).toBe('\'Offset\' is "-1", which isn\'t a whole number of 0 or more');
	});
});
