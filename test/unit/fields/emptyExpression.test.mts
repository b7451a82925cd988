import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidFieldError } from '../../../nodes/Plivo/errors/invalidFieldError';
import { explainEmpty } from '../../../nodes/Plivo/fields/emptyExpression';

const fields: INodeProperties[] = [
	{ displayName: 'To', name: 'to', type: 'string', default: '' },
	{ displayName: 'Text', name: 'text', type: 'string', default: '' },
];

/** Of a node with these parameters, which give these values for an item with these columns. */
function contextOf(parameters: unknown, values: IDataObject, json: IDataObject = {}): IExecuteFunctions {
	return {
		getNode: () => ({ parameters }),
		getNodeParameter: (name: string) => values[name],
		getInputData: () => [{ json }],
	} as unknown as IExecuteFunctions;
}

const empty = (label = 'To') => new InvalidFieldError(label, 'is empty', 'Enter one.');

function said(context: IExecuteFunctions, error: Error = empty()): string {
	const { message, remedy } = explainEmpty.call(context, fields, 0, error) as InvalidFieldError;
	return `${message}. ${remedy}`;
}

describe('explainEmpty', () => {
	it('says of an agent that it gave no value', () => {
		expect(said(contextOf({ to: "={{ $fromAI('to', '', 'string') }}" }, { to: '' }))).toBe("'To' is empty: the AI agent gave no value for it. Enter one.");
	});

	it('names the column only of a field that has the label, and gives nothing', () => {
		const parameters = { to: '={{ $json.phone }}', text: '={{ $json.message }}' };
		expect(said(contextOf(parameters, { to: '', text: '' }, { Phone: 1 }))).toBe(
			'\'To\' is empty: its expression gave nothing. The item has no column "phone". Columns of this item: "Phone". Is the column spelled like that?',
		);
		expect(said(contextOf(parameters, { to: 'x', text: '' }))).toBe("'To' is empty. Enter one.");
	});

	it.each(['={{ $json["a"]["b"] }}', '={{ $json.a.b }}', '={{ $json.a }}, {{ $json.b }}', '={{ $json.a.trim() }}', '=+{{ $json.a }}'])('names the missing column of %s, and none that is there', (to) => {
		expect(said(contextOf({ to }, { to: '' }, { b: 1 }))).toContain('The item has no column "a". Columns of this item: "b".');
		expect(said(contextOf({ to }, { to: '' }, { a: '', b: '' }))).not.toContain('no column');
	});

	it.each([['={{ $json.नाम }}', 'नाम'], ['={{ $json["a\\\\b"] }}', 'a\\b'], ['={{ $json["T\\u00e9l"] }}', 'Tél']])('does not blame a column that is there: %s', (to, column) => {
		expect(said(contextOf({ to }, { to: '' }, { [column]: '' }))).not.toContain('no column');
	});

	it.each(['={{ $json.keys().first() }}', '={{ $json.isEmpty?.() }}', '={{ $now }}', 'x'])('names no column of %s', (to) => {
		expect(said(contextOf({ to }, { to: '' }))).not.toContain('no column "');
	});

	it('adds the missing column to an error about what is left of the value, unless another column may have given it', () => {
		const wrong = new InvalidFieldError('To', 'contains "+1"', 'Enter one.');
		expect(said(contextOf({ to: '=+1{{ $json.a }}' }, { to: '+1' }, { b: 1 }), wrong)).toBe('\'To\' contains "+1". Enter one. The item has no column "a". Columns of this item: "b".');
		expect(said(contextOf({ to: '={{ $json.a ?? $json.b }}' }, { to: '+1' }, { b: '+1' }), wrong)).toBe('\'To\' contains "+1". Enter one.');
	});

	it('names no column where two expressions could be the one', () => {
		const parameters = { to: '={{ $json.a }}', options: { to: '={{ $json.b }}' } };
		expect(said(contextOf(parameters, { to: '', options: {} }))).toBe("'To' is empty: its expression gave nothing. Check the expression. Enter one.");
	});

	it.each([
		['is wrong in another way', new InvalidFieldError('To', 'contains "x"', 'Enter one.')],
		['is empty beside others', new InvalidFieldError('To', 'is empty, while others have a name', 'Enter one.')],
		['is an error of something else', new Error('no')],
	])('leaves an error that %s as it is', (_, error) => {
		const context = contextOf({ to: '={{ $json.phone }}' }, { to: '' });
		expect(explainEmpty.call(context, fields, 0, error)).toBe(error);
	});

	it('leaves the error as it is if n8n does not say what the field has', () => {
		const error = empty();
		const broken = new Proxy({} as IExecuteFunctions, {
			get: () => () => {
				throw new Error('not here');
			},
		});
		expect(explainEmpty.call(broken, fields, 0, error)).toBe(error);
	});

	it('never throws, whatever the parameters are', () => {
		fc.assert(
			fc.property(fc.anything(), fc.anything(), fc.string(), (parameters, value, label) => {
				const context = contextOf(parameters, { to: value as string }, value as IDataObject);
				expect(explainEmpty.call(context, fields, 0, empty(label))).toBeInstanceOf(InvalidFieldError);
				expect(explainEmpty.call(contextOf({ to: '=x', more: parameters }, { to: value as string }), fields, 0, empty())).toBeInstanceOf(InvalidFieldError);
			}),
		);
	});
});
