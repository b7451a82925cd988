import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	openStaticData,
	readOwnStaticData,
	readStaticData,
	withTaken,
	saveStaticData,
	type StaticData,
} from '../../../../nodes/Plivo/trigger/registration/staticData';

const NOTHING = { owner: undefined, url: undefined, signedByV3: undefined, taken: {} };
const OWNER = { instance: 'aaaaaa', node: 'bbbbbbbb', kind: 'p' as const };
const TAKEN = { number: '14151234567', applicationId: '2', former: '3' };

const optional = fc.option(fc.string(), { nil: undefined });
const records = fc.dictionary(
	fc.stringMatching(/^MA[A-Z0-9]{3}$/),
	fc.array(fc.record({ number: fc.stringMatching(/^\d{3,15}$/), applicationId: fc.string(), former: optional })),
);
const owners = fc.record({ instance: fc.string(), node: fc.string(), kind: fc.constantFrom('p' as const, 't' as const) });
const all: fc.Arbitrary<StaticData> = fc.record({ owner: fc.option(owners, { nil: undefined }), url: optional, signedByV3: optional, taken: records });

it('comes back as it was, also from the database', () => {
	fc.assert(
		fc.property(all, (written) => {
			const data: IDataObject = {};
			saveStaticData(data, written);
			expect(readStaticData(data)).toEqual(written);
			expect(readStaticData(JSON.parse(JSON.stringify(data)) as IDataObject)).toEqual(written);
		}),
	);
});

it('changes what is named, and nothing else', () => {
	const data: IDataObject = { recentEvents: 'abc' };
	saveStaticData(data, { owner: OWNER, url: 'https://a.example', taken: { MA1: [TAKEN] } });
	saveStaticData(data, { url: 'https://b.example' });
	expect(data).toEqual({ recentEvents: 'abc', owner: OWNER, url: 'https://b.example', taken: { MA1: [TAKEN] } });
	saveStaticData(data, { url: undefined, taken: {} });
	expect(data).toEqual({ recentEvents: 'abc', owner: OWNER, taken: {} });
	expect(Object.keys(data)).not.toContain('url');
});

it('is a copy', () => {
	const taken = { MA1: [{ ...TAKEN }] };
	const data: IDataObject = {};
	saveStaticData(data, { taken });
	taken.MA1.pop();
	expect(readStaticData(data).taken).toEqual({ MA1: [TAKEN] });
});

it.each<[IDataObject, Partial<StaticData>]>([
	[{}, {}],
	[{ owner: 'x', url: 7, signedByV3: 1, taken: [] }, {}],
	[{ owner: null, url: null, taken: null }, {}],
	[{ owner: { ...OWNER, kind: 'x' }, url: '', taken: 'text' }, { url: '' }],
	[{ owner: { ...OWNER, more: 1 } }, { owner: OWNER }],
	[
		{ taken: { MA1: [null, 'x', [], {}, { number: '5', applicationId: 6 }, { number: '6', applicationId: '7', former: 8, more: 1 }] } },
		{ taken: { MA1: [{ number: '6', applicationId: '7', former: undefined }] } },
	],
	[{ taken: { MA1: TAKEN } }, { taken: { MA1: [TAKEN] } }],
])('takes from %j what it understands', (data, expected) => {
	expect(readStaticData(data)).toEqual({ ...NOTHING, ...expected });
});

describe('what a copy of a workflow comes with', () => {
	const data = (): IDataObject => ({ owner: OWNER, url: 'https://a.example', taken: { MA1: [TAKEN] }, recentEvents: 'abc' });

	it.each([
		['another workflow or node', { ...OWNER, node: 'cccccccc' }],
		['another n8n', { ...OWNER, instance: 'cccccc' }],
	])('is not its own: %s', (_words, other) => {
		expect(readOwnStaticData(data(), other)).toEqual({ taken: {} });
		const own = data();
		expect(openStaticData(own, other)).toEqual({ owner: other, taken: {} });
		expect(own).toEqual({ owner: other, taken: {}, recentEvents: 'abc' });
	});

	it('is its own where it is the same node', () => {
		const own = data();
		expect(openStaticData(own, OWNER)).toEqual({ owner: OWNER, url: 'https://a.example', taken: { MA1: [TAKEN] } });
		expect(own).toEqual(data());
	});
});

it('keeps what was taken in other accounts, and drops accounts of which nothing is left, and what is gone', () => {
	const removed = new Set<string>();
	expect(withTaken({ MA1: [TAKEN], MA2: [TAKEN] }, 'MA1', { left: [], removed })).toEqual({ MA2: [TAKEN] });
	expect(withTaken({ MA1: [TAKEN] }, 'MA2', { left: [TAKEN], removed })).toEqual({ MA1: [TAKEN], MA2: [TAKEN] });
	// A number of a subaccount, which was taken with the main account's credential.
	expect(withTaken({ MA1: [TAKEN] }, 'SA1', { left: [], removed: new Set(['2']) })).toEqual({});
});
