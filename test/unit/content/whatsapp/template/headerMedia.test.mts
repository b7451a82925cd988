import { composeHeaderMedia, headerFileOf } from '../../../../../nodes/Plivo/content/whatsapp/template/headerMedia';
import { refusal } from '../../../invalid.mts';

const URL = 'https://example.com/a.pdf';
const file = { id: 'filesystem:1', data: '', mimeType: 'application/pdf' };
const compose = (values: Record<string, unknown>) => composeHeaderMedia('DOCUMENT', values, 'invoice');

describe('the header of a template that shows a file', () => {
	it.each([
		[{ 'header.media': ` ${URL} ` }, { type: 'media', media: URL }],
		[{ 'header.media': URL, 'header.file': ' ' }, { type: 'media', media: URL }],
		[{ 'header.media': URL, 'header.file': null }, { type: 'media', media: URL }],
		[{ 'header.file': 'data' }, { type: 'media' }],
		[{ 'header.media': '', 'header.file': file }, { type: 'media' }],
		[{ 'header.media': undefined, 'header.file': 'data' }, { type: 'media' }],
	])('takes %j', (values, expected) => expect(compose(values)).toEqual(expected));

	it.each([[{}], [{ 'header.media': ' ', 'header.file': '' }], [{ 'header.media': null, 'header.file': undefined }]])('refuses %j: one of the two is needed', (values) => {
		expect(refusal(() => compose(values))).toEqual({
			message: "'Header: Document URL' is empty",
			remedy: 'The template "invoice" needs a value there, or a file of the item under \'Header: Document File, Input Data Field Name\'.',
		});
	});

	it.each(['data', file])('refuses a URL and a file: %j', (value) => {
		expect(refusal(() => compose({ 'header.media': URL, 'header.file': value }))).toEqual({
			message: "'Header: Document File, Input Data Field Name' is filled in, and so is 'Header: Document URL'",
			remedy: 'The header takes one file. Leave one of the two fields empty.',
		});
	});
});

describe('headerFileOf', () => {
	it.each([
		['IMAGE', 'picture', 'Image'],
		['video', 'video', 'Video'],
		['DOCUMENT', 'document', 'Document'],
	])('knows what a header of %s takes', (format, kind, name) => {
		expect(headerFileOf({ components: [{ type: 'header', format }] }, { 'header.file': 'data' })).toEqual({
			value: 'data',
			label: `Header: ${name} File, Input Data Field Name`,
			kind,
		});
	});

	it.each([
		[{ components: [{ type: 'HEADER', format: 'IMAGE' }] }, { 'header.media': URL }],
		[{ components: [{ type: 'HEADER', format: 'TEXT', text: '{{file}}' }] }, { 'header.file': 'data' }],
		[{ components: [{ type: 'BODY', text: 'Hi' }] }, { 'header.file': 'data' }],
		[{}, { 'header.file': 'data' }],
	])('finds none in %j with %j', (definition, values) => expect(headerFileOf(definition, values)).toBeUndefined());
});
