import fc from 'fast-check';

import {
	applicationName,
	isOwn,
	isSameNode,
	ownerOf,
	ownerPrefix,
	parseApplicationName,
} from '../../../../nodes/Plivo/trigger/registration/applicationName';

const IDS = { instanceId: 'an-instance', workflowId: 'wVp1', nodeId: '0f0f' };

const ids = fc.record({ instanceId: fc.string(), workflowId: fc.string(), nodeId: fc.string() });
const kinds = fc.constantFrom('p' as const, 't' as const);
const numbers = fc.stringMatching(/^\d{3,15}$/);
const formers = fc.option(fc.stringMatching(/^[A-Za-z0-9]{1,20}$/), { nil: undefined });

it('says whose the application is, for which number, and what stood before', () => {
	const owner = ownerOf(IDS, 'p');
	const name = applicationName(owner, '14151234567', '20468599130939380');
	expect(name).toMatch(/^n8n-[0-9a-f]{6}-[0-9a-f]{8}-p-14151234567-20468599130939380$/);
	expect(parseApplicationName(name)).toEqual({ ...owner, number: '14151234567', former: '20468599130939380' });
	expect(applicationName(ownerOf(IDS, 't'), '1', undefined)).toMatch(/-t-1-none$/);
});

it('is the same in every version, so that an update of this package finds what it left at Plivo', () => {
	expect(applicationName(ownerOf(IDS, 'p'), '14151234567', undefined)).toBe('n8n-4cd016-09b2172e-p-14151234567-none');
});

it('comes back as it was', () => {
	fc.assert(
		fc.property(ids, kinds, numbers, formers, (node, kind, number, former) => {
			// An application whose ID is "none" would be taken for nothing; Plivo's IDs are digits.
			fc.pre(former !== 'none');
			const owner = ownerOf(node, kind);
			const name = applicationName(owner, number, former);
			expect(parseApplicationName(name)).toEqual({ ...owner, number, former });
			expect(name).toMatch(/^[A-Za-z0-9_-]{1,70}$/);
			expect(name.startsWith(ownerPrefix(owner))).toBe(true);
		}),
	);
});

it.each([
	undefined,
	null,
	7,
	{},
	'',
	'Support_line',
	'n8n',
	'n8n-',
	'N8N-0a1b2c-0a1b2c3d-p-14151234567-none',
	'n8n-0a1b2c-0a1b2c3d-p-14151234567',
	'n8n-0a1b2c-0a1b2c3d-p-14151234567-',
	'n8n-0a1b2c-0a1b2c3d-p--none',
	'n8n-0a1b2c-0a1b2c3d-x-14151234567-none',
	'n8n-0a1b2-0a1b2c3d-p-14151234567-none',
	'n8n-0a1b2c-0a1b2c3-p-14151234567-none',
	'n8n-0a1b2g-0a1b2c3d-p-14151234567-none',
	'n8n-0a1b2c-0a1b2c3d-p-+14151234567-none',
	'n8n-0a1b2c-0a1b2c3d-p-14151234567-none-2',
	'n8n-0a1b2c-0a1b2c3d-p-14151234567-a_b',
	'my n8n-0a1b2c-0a1b2c3d-p-14151234567-none',
	'n8n-0a1b2c-0a1b2c3d-p-14151234567-none\n',
	'n8n-workflows',
])('does not take %j for one of ours', (name) => {
	expect(parseApplicationName(name)).toBeUndefined();
});

it('takes no foreign name for one of ours', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.string().map((text) => `n8n-${text}`)), (name) => {
			expect(parseApplicationName(name)).toBeUndefined();
		}),
	);
});

describe('an owner', () => {
	it('is one node of one workflow of one n8n', () => {
		const owner = ownerOf(IDS, 'p');
		expect(ownerOf({ ...IDS }, 'p')).toEqual(owner);
		for (const other of [{ instanceId: 'another' }, { workflowId: 'another' }, { nodeId: 'another' }]) {
			const another = ownerOf({ ...IDS, ...other }, 'p');
			expect([isSameNode(another, owner), isOwn(another, owner)]).toEqual([false, false]);
			expect(ownerPrefix(another)).not.toBe(ownerPrefix(owner));
		}
		// IDs that run together
		expect(ownerOf({ ...IDS, workflowId: 'ab', nodeId: 'c' }, 'p')).not.toEqual(ownerOf({ ...IDS, workflowId: 'a', nodeId: 'bc' }, 'p'));
	});

	it('is the same node for a test, but another owner', () => {
		const owner = ownerOf(IDS, 'p');
		const test = ownerOf(IDS, 't');
		expect([isSameNode(test, owner), isOwn(test, owner), isOwn(test, test)]).toEqual([true, false, true]);
		expect(ownerPrefix(test)).not.toBe(ownerPrefix(owner));
	});
});
