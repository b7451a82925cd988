import fc from 'fast-check';

import { composeInteractive, interactiveFields } from '../../../../../nodes/Plivo/content/whatsapp/interactive/interactive';
import { rowsFromArray } from '../../../../../nodes/Plivo/content/whatsapp/interactive/rowsFromArray';
import { refusal } from '../../../invalid.mts';
import { readingAsStored } from '../reading.mts';

const rows = (value: unknown) => rowsFromArray(value, 'Rows');
const refused = (value: unknown) => refusal(() => rows(value));

const monday = { title: 'Monday', id: 'mon', description: 'With Dr. Jones' };
const tuesday = { title: 'Tuesday', id: 'tue' };

describe('Rows From: Items of an Array', () => {
	it('makes a list of what data yields', () => {
		const stored = { interactiveType: 'list', bodyText: 'B', listButtonTitle: 'Choose', listRowsFrom: 'array', listRows: [monday, tuesday] };
		expect(composeInteractive(readingAsStored(interactiveFields, stored)).interactive.action).toEqual({
			buttons: [{ title: 'Choose' }],
			sections: [{ rows: [monday, tuesday] }],
		});
	});

	it.each<[string, unknown]>([
		['objects', [monday, tuesday]],
		['JSON text', JSON.stringify([monday, tuesday])],
		["n8n's items", [{ json: monday, pairedItem: 0 }, { json: tuesday }]],
		['rows of a spreadsheet, with other columns', [{ row_number: 2, Title: 'Monday', ' Description ': 'With Dr. Jones', ID: 'mon', free: true }, { TITLE: 'Tuesday', description: '', Id: 'tue', section: null }]],
	])('reads %s', (_name, value) => {
		expect(rows(value)).toEqual([{ rows: [monday, tuesday] }]);
	});

	it('takes the column that has a value, of several with one name', () => {
		expect(rows([{ title: ' ', Title: 'A', id: null, ID: 7, Id: 7 }])).toEqual([{ rows: [{ title: 'A', id: '7' }] }]);
	});

	it('takes a value that is missing in some rows, and objects as JSON text', () => {
		expect(rows([{ title: 'A', id: undefined }, '{"title": "B", "id": 2}'])).toEqual([{ rows: [{ title: 'A', id: 'A' }, { title: 'B', id: '2' }] }]);
	});

	it('puts rows together whose sections read the same', () => {
		expect(rows([{ title: 'A', section: 'Dr. Jones' }, { title: 'B', section: 'Dr.\u00A0Jones ' }])).toEqual([
			{ title: 'Dr. Jones', rows: [{ title: 'A', id: 'A' }, { title: 'B', id: 'B' }] },
		]);
	});

	it('takes titles alone, numbers too', () => {
		expect(rows(['10:00', 11])).toEqual([{ rows: [{ title: '10:00', id: '10:00' }, { title: '11', id: '11' }] }]);
	});

	it('puts rows of one section together, in the order in which the sections appear', () => {
		expect(rows([{ ...monday, section: 'B' }, { ...tuesday, section: ' A ' }, { title: 'Friday', Section: 'B' }])).toEqual([
			{ title: 'B', rows: [monday, { title: 'Friday', id: 'Friday' }] },
			{ title: 'A', rows: [tuesday] },
		]);
	});

	it.each<[unknown, string]>([
		[undefined, "'Rows' is empty"],
		[' ', "'Rows' is empty"],
		[[], "'Rows' is an empty array"],
		['Monday, Tuesday', '\'Rows\' is "Monday, Tuesday", which isn\'t an array'],
		['[{"title": "Monday"', "'Rows' isn't complete JSON: it ends too early, at line 1, column 20"],
		['{{ $json.rows }}', '\'Rows\' contains "{{ $json.rows }}", an expression that n8n hasn\'t filled in'],
		[{ rows: [monday] }, '\'Rows\' is "{"rows":[{"title":"Monday","id":"mon","d…", which isn\'t an array'],
		[[monday, null], '\'Rows, Row 2\' is "null", which isn\'t an object'],
		[[monday, [tuesday]], '\'Rows, Row 2\' is "[{"title":"Tuesday","id":"tue"}]", which isn\'t an object'],
		[[monday, { Time: '10:00', Doctor: 'Jones' }], '\'Rows, Row 2\' has no title; its fields are "Time, Doctor"'],
		[[{ json: { Time: '10:00' } }], '\'Rows, Row 1\' has no title; its fields are "Time"'],
		[[monday, { title: '' }], "'Rows, Row 2, Title' is empty"],
		[[monday, { title: 'x'.repeat(25) }], "'Rows, Row 2, Title' is 25 characters long; WhatsApp allows 24"],
		[[monday, { title: 'T', description: 'x'.repeat(73) }], "'Rows, Row 2, Description' is 73 characters long; WhatsApp allows 72"],
		[[monday, { title: 'T', description: { a: 1 } }], '\'Rows, Row 2, Description\' is "{"a":1}", which isn\'t text'],
		[[monday, { ...tuesday, id: 'mon' }], '\'Rows, Row 2, ID\' is "mon", the same as that of Rows, Row 1'],
		[[monday, { ...monday, id: 'm2' }], '\'Rows, Row 2, Title\' is "Monday", the same as that of Rows, Row 1; WhatsApp allows each title only once'],
		[[monday, { ...tuesday, section: 'A' }], "'Rows, Row 1, Section' is empty, but other rows have a section"],
		[[{ title: undefined, id: '1' }, { title: undefined, id: '2' }], "'Rows' has no value for title in any row"],
		[[{ title: 'A', id: undefined }, { title: 'B', id: undefined }], "'Rows' has no value for id in any row"],
		[[monday, , tuesday], '\'Rows, Row 2\' is "undefined", which isn\'t an object'],
		[[{ title: 'A', id: '1', ID: '2' }], '\'Rows, Row 1\' has both "id" and "ID"'],
		['[object Object],[object Object]', '\'Rows\' contains "[object Object]", an object that n8n turned into text'],
		[' A,B', '\'Rows\' is "A,B", which isn\'t an array'],
		["$('Sheet').all()", '\'Rows\' contains "$(\'Sheet\').all()", an expression that n8n hasn\'t filled in'],
		[[new Date(0)], '\'Rows, Row 1, Title\' is "1970-01-01T00:00:00.000Z", a date instead of text'],
		[[{ title: 'Dr. Jones', id: 1 }, { title: 'Dr.\u00A0Jones', id: 2 }], '\'Rows, Row 2, Title\' is "Dr. Jones", the same as that of Rows, Row 1; WhatsApp allows each title only once'],
		['[{"title": "A", "title": "B"}]', '\'Rows\' has "title" twice in one object, the second time at line 1, column 17'],
		[Array.from({ length: 11 }, (_, i) => i), "'Rows' contains 11 rows; WhatsApp allows up to 10"],
	])('refuses %j', (value, message) => {
		expect(refused(value).message).toBe(message);
	});

	it('keeps each row once, whatever the sections', () => {
		const entry = fc.record({ n: fc.nat({ max: 1e6 }), section: fc.constantFrom('A', 'B', 'C', ' B') });
		fc.assert(
			fc.property(fc.uniqueArray(entry, { minLength: 1, maxLength: 10, selector: ({ n }) => n }), (entries) => {
				const made = rows(entries.map(({ n, section }) => ({ title: `Row ${n}`, id: n, section })));
				const flat = made.flatMap(({ title, rows: given }) => given.map(({ id }) => `${id} ${title}`));
				expect(flat.sort()).toEqual(entries.map(({ n, section }) => `${n} ${section.trim()}`).sort());
			}),
		);
	});
});
