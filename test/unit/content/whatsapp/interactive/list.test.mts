import { composeInteractive, interactiveFields } from '../../../../../nodes/Plivo/content/whatsapp/interactive/interactive';
import { composeList } from '../../../../../nodes/Plivo/content/whatsapp/interactive/list';
import { refusal } from '../../../invalid.mts';
import { reading, readingAsStored } from '../reading.mts';

const section = (title: string, ...row: object[]) => ({ title, rows: { row } });
const list = (...sections: object[]) => ({ listButtonTitle: 'Click here', listSections: { sections } });
const row = { title: 'R1', id: 'r1', description: 'D1' };

const refused = (values: Record<string, unknown>) => refusal(() => composeList(reading(values)));

describe('composeList', () => {
	it('makes a list as the SDK sends it', () => {
		const values = {
			...list(section('S1', row)),
			interactiveType: 'list',
			headerType: 'text',
			headerText: 'W',
			bodyText: 'B',
			footerText: 'F',
		};
		const expected = {
			interactive: {
				type: 'list',
				header: { type: 'text', text: 'W' },
				body: { text: 'B' },
				footer: { text: 'F' },
				action: {
					buttons: [{ title: 'Click here' }],
					sections: [{ title: 'S1', rows: [{ id: 'r1', title: 'R1', description: 'D1' }] }],
				},
			},
		};
		expect(composeInteractive(reading(values))).toEqual(expected);
		expect(composeInteractive(readingAsStored(interactiveFields, values))).toEqual(expected);
	});

	it('takes a row of a title alone', () => {
		expect(composeList(reading(list(section('S1', { title: ' R1 ', id: '', description: ' ' })))).sections).toEqual([
			{ title: 'S1', rows: [{ id: 'R1', title: 'R1' }] },
		]);
	});

	it('takes the only section without a title', () => {
		expect(composeList(reading(list(section(' ', row)))).sections).toEqual([{ rows: [{ id: 'r1', title: 'R1', description: 'D1' }] }]);
	});

	it('takes one title in two sections', () => {
		expect(() => composeList(reading(list(section('S1', row), section('S2', { ...row, id: 'r2' }))))).not.toThrow();
	});

	it.each([[[11]], [[5, 6]], [Array(10).fill(2)]])('takes ten rows in all, and not %j', (counts: number[]) => {
		const sections = (rows: number[]) =>
			rows.map((count, s) => section(`S${s}`, ...Array.from({ length: count }, (_, r) => ({ title: `R${s}-${r}` }))));
		const sum = counts.reduce((all, count) => all + count);
		expect(() => composeList(reading(list(...sections(sum === 11 ? [...counts.slice(1), counts[0]! - 1] : Array(10).fill(1)))))).not.toThrow();
		expect(refused(list(...sections(counts)))).toEqual({
			message: `'Sections' contains ${sum} rows in total; WhatsApp allows up to 10`,
			remedy: `Remove ${sum - 10}, or send the rest in another message.`,
		});
	});

	it('takes ten sections, and no eleventh', () => {
		const sections = Array.from({ length: 11 }, (_, i) => section(`S${i}`, { title: `R${i}` }));

		expect(composeList(reading(list(...sections.slice(1)))).sections).toHaveLength(10);
		expect(refused(list(...sections))).toEqual({
			message: "'Sections' contains 11 sections; the limit is 10",
			remedy: 'Put the rows into fewer sections.',
		});
	});

	it.each([
		['title of the button', 20, (x: string) => ({ ...list(section('S', row)), listButtonTitle: x }), 'List Button Title', 'WhatsApp allows 20'],
		['title of a section', 24, (x: string) => list(section('S', row), section(x, { title: 'R' })), 'Section 2, Title', 'WhatsApp allows 24'],
		['title of a row', 24, (x: string) => list(section('S', row, { title: x })), 'Section 1, Row 2, Title', 'WhatsApp allows 24'],
		['description of a row', 72, (x: string) => list(section('S', { title: 'R', description: x })), 'Section 1, Row 1, Description', 'WhatsApp allows 72'],
		['ID of a row', 200, (x: string) => list(section('S', { title: 'R', id: x })), 'Section 1, Row 1, ID', 'the limit is 200'],
	])('takes a %s of %i characters, and not one more', (_name, limit, fields, label, said) => {
		for (const one of ['x', '😀']) expect(JSON.stringify(composeList(reading(fields(one.repeat(limit)))))).toContain(`"${one.repeat(limit)}"`);
		expect(refused(fields('x'.repeat(limit + 1)))).toEqual({
			message: `'${label}' is ${limit + 1} characters long; ${said}`,
			remedy: 'Shorten it by 1.',
		});
	});

	it('says exactly where a title is too long, and by how much', () => {
		expect(refused(list(section('S1', row, { title: 'x'.repeat(31) })))).toEqual({
			message: "'Section 1, Row 2, Title' is 31 characters long; WhatsApp allows 24",
			remedy: 'Shorten it by 7.',
		});
	});

	it.each([
		[list(section('S1', row, { ...row, title: 'R2' })), '\'Section 1, Row 2, ID\' is "r1", the same as that of Section 1, Row 1'],
		[list(section('S1', row), section('S2', row)), '\'Section 2, Row 1, ID\' is "r1", the same as that of Section 1, Row 1'],
		[
			list(section('S1', { title: 'R' }), section('S2', { title: 'Q' }, { title: 'R' })),
			'\'Section 2, Row 2, ID\' is "R", the same as that of Section 1, Row 1',
		],
	])('refuses one ID twice anywhere in the list: %j', (values, message) => {
		expect(refused(values)).toEqual({
			message,
			remedy: 'Give each its own ID. If it is left empty, the title is the ID.',
		});
	});

	it.each([
		[{ ...list(section('S1', row)), listButtonTitle: '' }, "'List Button Title' is empty"],
		[{ ...list(), listSections: '' }, "'Sections' is empty"],
		[list(), "'Sections' is empty"],
		[list({ title: 'S1', rows: {} }), "'Section 1, Rows' is empty"],
		[list(section('S1', row), { title: 'S2' }), "'Section 2, Rows' is empty"],
		[list(section('S1', row), section(' ', { title: 'R2' })), "'Section 2, Title' is empty"],
		[list(section('', row), section('S2', { title: 'R2' })), "'Section 1, Title' is empty"],
		[list(section('S1', { ...row, title: 'two\nlines' })), "'Section 1, Row 1, Title' contains a line break; WhatsApp allows only one line"],
		[list(section('S1\nS', row)), "'Section 1, Title' contains a line break; WhatsApp allows only one line"],
		[
			list(section('S1', row, { title: 'R1', id: 'r2' })),
			'\'Section 1, Row 2, Title\' is "R1", the same as that of Section 1, Row 1; WhatsApp allows each title only once',
		],
		[list(section('S1', { id: 'r1' })), "'Section 1, Row 1, Title' is empty"],
		[list(section('S1', { title: ['R1'] })), '\'Section 1, Row 1, Title\' is "["R1"]", which isn\'t text'],
	])('refuses %j', (values, message) => {
		const { message: said, remedy } = refused(values);
		expect(said).toBe(message);
		expect(remedy).toMatch(/[.}]$/);
	});
});
