import fc from 'fast-check';

import { variablesOf } from '../../../../../nodes/Plivo/content/whatsapp/template/templateVariables';
import { valuesByName } from '../../../../../nodes/Plivo/content/whatsapp/template/variablesByName';
import type { TemplateDefinition } from '../../../../../nodes/Plivo/content/whatsapp/template/accountTemplates';
import { refusal } from '../../../invalid.mts';

const variables = (...components: NonNullable<TemplateDefinition['components']>) =>
	variablesOf({ template_id: '1', name: 'sample', language: 'en_US', status: 'APPROVED', category: 'UTILITY', components });

const NUMBERED = variables(
	{ type: 'HEADER', format: 'TEXT', text: 'Hello {{1}}' },
	{ type: 'BODY', text: 'Order {{1}} comes on {{2}}.' },
	{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop' }, { type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' }] },
);
const NAMED = variables({ type: 'HEADER', format: 'TEXT', text: 'Hi {{first_name}}' }, { type: 'BODY', text: '{{first_name}}, your order {{order_id}}' });
const PICTURE = variables({ type: 'HEADER', format: 'IMAGE' });

describe('valuesByName', () => {
	it('finds numbered variables by part and number, and those of the body by the number alone', () => {
		const values = { 'header.1': 'Ann', 'body.1': 'A-1', 'body.2': 'Monday', 'button.1.url': 'x' };
		expect(valuesByName(NUMBERED, values)).toEqual(values);
		expect(valuesByName(NUMBERED, { 'header 1': 'Ann', 1: 'A-1', 2: 'Monday', 'button 1 url': 'x', other: 0 })).toEqual(values);
		expect(valuesByName(NUMBERED, { Header_1: 'Ann', 'BODY 1': 'A-1', 'body: 2': 'Monday', 'Button 1 URL': 'x', 1: 'no', 'button 0 payload': 's' })).toEqual({
			...values,
			'button.0.payload': 's',
		});
	});

	it('finds named variables by their names, and one value fills header and body', () => {
		const values = { 'header.first_name': 'Ann', 'body.first_name': 'Ann', 'body.order_id': 7 };
		expect(valuesByName(NAMED, { first_name: 'Ann', order_id: 7 })).toEqual(values);
		expect(valuesByName(NAMED, { 'First Name': 'Ann', 'Order ID': 7 })).toEqual(values);
		expect(valuesByName(NAMED, { first_name: 'Ann', 'header first_name': 'Bo', order_id: 7 })).toEqual({ ...values, 'header.first_name': 'Bo' });
	});

	it('finds a variable by its label', () => {
		expect(valuesByName(variables({ type: 'BODY', text: 'Hi {{1}}' }), { '{{1}}: Hi {{1}}': 'Ann' })).toEqual({ 'body.1': 'Ann' });
	});

	it('takes the column that is spelled exactly like the variable', () => {
		expect(valuesByName(NAMED, { first_name: 'Ann', 'First Name': 'no', order_id: 7 })).toMatchObject({ 'body.first_name': 'Ann' });
	});

	it.each([
		[{ 'header media': 'https://x/a.png' }, { 'header.media': 'https://x/a.png' }],
		[{ header_file: 'data' }, { 'header.file': 'data' }],
		[{ 'Header: Image URL': 'u' }, { 'header.media': 'u' }],
		[{ 'header media': 'u', 'header file': '' }, { 'header.media': 'u', 'header.file': '' }],
	])('finds the file of a header in %j', (item, values) => expect(valuesByName(PICTURE, item)).toEqual(values));

	it.each([
		[NUMBERED, { 1: 'a', name: 'b' }, "'Header {{1}}: Hello {{1}}' has no column named \"header 1\"", '1, name'],
		[NAMED, { name: 'Ann' }, "'Header {{first_name}}: Hi {{first_name}}' has no column named \"first_name\"", 'name'],
		[PICTURE, { photo: 'u' }, "'Header: Image URL' has no column named \"header media\" or \"header file\"", 'photo'],
	])('names the column that is missing, and those that are there: %#', (wanted, item, message, columns) => {
		expect(refusal(() => valuesByName(wanted, item))).toEqual({
			message,
			remedy: `Columns of this item: ${columns}. Rename one with an Edit Fields node, or map each variable manually.`,
		});
	});

	it('says so where there are none, and does not list hundreds', () => {
		expect(refusal(() => valuesByName(NAMED, {})).remedy).toBe('The item has no columns.');
		const many = Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`c${i}`, i]));
		expect(refusal(() => valuesByName(NAMED, many)).remedy).toMatch(/, c29, …\. Rename/);
	});

	it('does not guess which of two columns is meant', () => {
		expect(refusal(() => valuesByName(NAMED, { 'First Name': 'Ann', 'first-name': 'Bo', order_id: 7 }))).toEqual({
			message: '\'Header {{first_name}}: Hi {{first_name}}\' fits the columns "First Name" and "first-name"',
			remedy: 'Remove one of them, or name the right one "first_name".',
		});
	});

	it('finds any name in any spelling, among any other columns', () => {
		const name = fc.stringMatching(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
		const spelling = fc.constantFrom(
			(text: string) => text,
			(text: string) => text.toUpperCase(),
			(text: string) => text.replaceAll('_', ' '),
			(text: string) => text.replaceAll('_', '.'),
		);
		fc.assert(
			fc.property(name, spelling, fc.dictionary(fc.string(), fc.string()), (variable, spell, others) => {
				const loosely = (text: string) => text.toLowerCase().replace(/[\s._:-]+/g, ' ').trim();
				const apart = Object.entries(others).filter(([key]) => ![`body ${variable}`, variable].map(loosely).includes(loosely(key)));
				const found = valuesByName(variables({ type: 'BODY', text: `{{${variable}}}` }), { ...Object.fromEntries(apart), [spell(variable)]: 'value' });
				expect(found).toEqual({ [`body.${variable}`]: 'value' });
			}),
		);
	});
});
