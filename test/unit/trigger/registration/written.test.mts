import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readWritten, writeDown, type Written } from '../../../../nodes/Plivo/trigger/registration/written';

const NOTHING = { kind: undefined, url: undefined, account: undefined, signedByV3: undefined, taken: {} };

const records = fc.dictionary(
	fc.stringMatching(/^\d{3,15}$/),
	fc.record({ applicationId: fc.string(), takenFrom: fc.string() }, { requiredKeys: ['applicationId'] }),
);
const optional = fc.option(fc.string(), { nil: undefined });
const all: fc.Arbitrary<Written> = fc.record({
	kind: fc.constantFrom('p' as const, 't' as const, undefined),
	url: optional,
	account: optional,
	signedByV3: optional,
	taken: records,
});

it('comes back as it was, also from the database', () => {
	fc.assert(
		fc.property(all, (written) => {
			const data: IDataObject = {};
			writeDown(data, written);
			expect(readWritten(data)).toEqual({ ...NOTHING, ...written });
			expect(readWritten(JSON.parse(JSON.stringify(data)) as IDataObject)).toEqual({ ...NOTHING, ...written });
		}),
	);
});

it('changes what is named, and nothing else', () => {
	const data: IDataObject = { recentEvents: 'abc' };
	writeDown(data, { kind: 'p', url: 'https://a.example', taken: { '1': { applicationId: '2' } } });
	writeDown(data, { url: 'https://b.example' });
	expect(data).toEqual({ recentEvents: 'abc', kind: 'p', url: 'https://b.example', taken: { '1': { applicationId: '2' } } });
	writeDown(data, { url: undefined, taken: {} });
	expect(data).toEqual({ recentEvents: 'abc', kind: 'p', taken: {} });
	expect(Object.keys(data)).not.toContain('url');
});

it('is a copy', () => {
	const taken = { '1': { applicationId: '2' } };
	const data: IDataObject = {};
	writeDown(data, { taken });
	taken['1'].applicationId = 'changed';
	expect(readWritten(data).taken).toEqual({ '1': { applicationId: '2' } });
});

it.each<[IDataObject, Partial<Written>]>([
	[{}, {}],
	[{ kind: 'x', url: 7, account: {}, signedByV3: 1, taken: [] }, {}],
	[{ kind: null, url: null, account: null, taken: null }, {}],
	[{ kind: 't', url: '', account: '', taken: 'text' }, { kind: 't', url: '', account: '' }],
	[
		{ taken: { '1': null, '2': 'x', '3': [], '4': {}, '5': { applicationId: 6 }, '6': { applicationId: '7', takenFrom: 8, more: 1 } } },
		{ taken: { '6': { applicationId: '7' } } },
	],
])('takes from %j what it understands', (data, expected) => {
	expect(readWritten(data)).toEqual({ ...NOTHING, ...expected });
});
