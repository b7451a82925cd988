import { composeAdditionalFields } from '../../../nodes/Plivo/content/additionalFields';
import { refusal } from '../invalid.mts';

describe('composeAdditionalFields', () => {
	it('puts every field on the wire under its own name', () => {
		const fields = {
			url: 'https://example.com/status?a=1',
			method: 'GET',
			message_expiry: 300,
			log: 'content_only',
			trackable: true,
			dlt_entity_id: '1',
			dlt_template_id: '2',
			dlt_template_category: 'service_implicit',
		};
		expect(composeAdditionalFields(fields)).toEqual(fields);
	});

	it('leaves out what was not added, or left empty', () => {
		expect(composeAdditionalFields({})).toEqual({});
		expect(composeAdditionalFields({ url: ' ', dlt_entity_id: '', dlt_template_id: '' })).toEqual({});
	});

	it('keeps false, which is a choice', () => {
		expect(composeAdditionalFields({ trackable: false, log: 'false' })).toEqual({ trackable: false, log: 'false' });
		expect(composeAdditionalFields({ trackable: 'true' })).toEqual({ trackable: true });
		expect(composeAdditionalFields({ log: false })).toEqual({ log: 'false' });
	});

	it.each([5, 10_799, '300'])('takes an expiry of %j', (message_expiry) => {
		expect(composeAdditionalFields({ message_expiry })).toEqual({ message_expiry: Number(message_expiry) });
	});

	it.each([4, 10_800, 7.5, -1, '', 'soon', null, Number.NaN])('refuses an expiry of %j', (message_expiry) => {
		expect(refusal(() => composeAdditionalFields({ message_expiry })).message).toMatch(
			/^'Message Expiry' is .*, but Plivo accepts whole seconds from 5 to 10,799$/,
		);
	});

	it.each(['example.com', '/status', 'ftp://example.com/', 'https://', 'https:// example.com', 'javascript:alert(1)'])(
		'refuses %j as status callback',
		(url) => {
			expect(refusal(() => composeAdditionalFields({ url })).message).toBe(
				`'Status Callback URL' is "${url}", which isn't a web address`,
			);
		},
	);

	it.each([
		[{ method: 'PUT' }, '\'Status Callback Method\' is "PUT", which isn\'t one of its options'],
		[{ log: 'none' }, '\'Keep in Logs\' is "none", which isn\'t one of its options'],
		[{ trackable: 'yes' }, '\'Report Conversion Later\' is "yes", which isn\'t one of its options'],
		[{ dlt_template_category: 'other' }, '\'To India: DLT Template Category\' is "other", which isn\'t one of its options'],
	])('refuses %j and lists what is allowed', (fields, message) => {
		const refused = refusal(() => composeAdditionalFields(fields));
		expect(refused.message).toBe(message);
		expect(refused.remedy).toMatch(/^Use one of: /);
	});
});
