import fc from 'fast-check';

import {
	applicationName,
	isOwn,
	isSameNode,
	numberPrefix,
	ownerOf,
	parseApplicationName,
} from '../../../../nodes/Plivo/trigger/registration/applicationName';

const IDS = { instanceId: 'an-instance', workflowId: 'wVp1', nodeId: '0f0f' };

const ids = fc.record({ instanceId: fc.string(), workflowId: fc.string(), nodeId: fc.string() });
const kinds = fc.constantFrom('p' as const, 't' as const);
const numbers = fc.stringMatching(/^\d{3,15}$/);
const orders = fc.nat({ max: 4_000_000_000 });
const formers = fc.option(fc.stringMatching(/^[A-Za-z0-9]{1,20}$/), { nil: undefined });

it('says whose the application is, for which number, and what stood before', () => {
	const owner = ownerOf(IDS, 'p');
	const said = { ...owner, number: '14151234567', former: '20468599130939380', order: 1_795_000_000 };
	const name = applicationName(said);
	expect(name).toMatch(/^n8n-14151234567-20468599130939380-top2v4-[0-9a-f]{6}-[0-9a-f]{8}-p$/);
	expect(parseApplicationName(name)).toEqual(said);
	expect(applicationName({ ...ownerOf(IDS, 't'), number: '1', former: undefined, order: 36 })).toMatch(/^n8n-1-none-10-.*-t$/);
});

it('is the same in every version, so that an update of this package finds what it left at Plivo', () => {
	const name = applicationName({ ...ownerOf(IDS, 'p'), number: '14151234567', former: undefined, order: 1_795_000_000 });
	expect(name).toBe('n8n-14151234567-none-top2v4-4cd016-09b2172e-p');
});

it('comes back as it was', () => {
	fc.assert(
		fc.property(ids, kinds, numbers, formers, orders, (node, kind, number, former, order) => {
			// An application whose ID is "none" would be taken for nothing; Plivo's IDs are digits.
			fc.pre(former !== 'none');
			const said = { ...ownerOf(node, kind), number, former, order };
			const name = applicationName(said);
			expect(parseApplicationName(name)).toEqual(said);
			expect(name).toMatch(/^[A-Za-z0-9_-]{1,70}$/);
			expect(name.startsWith(numberPrefix(number))).toBe(true);
			expect(name.startsWith(numberPrefix(`${number}1`))).toBe(false);
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
	'N8N-14151234567-none-ta1-0a1b2c-0a1b2c3d-p',
	'n8n-14151234567-none-ta1-0a1b2c-0a1b2c3d',
	'n8n-14151234567-none-ta1-0a1b2c-0a1b2c3d-',
	'n8n--none-ta1-0a1b2c-0a1b2c3d-p',
	'n8n-14151234567-none-ta1-0a1b2c-0a1b2c3d-x',
	'n8n-14151234567-none-ta1-0a1b2-0a1b2c3d-p',
	'n8n-14151234567-none-ta1-0a1b2c-0a1b2c3-p',
	'n8n-14151234567-none-ta1-0a1b2g-0a1b2c3d-p',
	'n8n-+14151234567-none-ta1-0a1b2c-0a1b2c3d-p',
	'n8n-14151234567-none-0a1b2c-0a1b2c3d-p',
	'n8n-14151234567-none-TA1-0a1b2c-0a1b2c3d-p',
	'n8n-14151234567-none-ta1-0a1b2c-0a1b2c3d-p-2',
	'n8n-14151234567-a_b-ta1-0a1b2c-0a1b2c3d-p',
	'my n8n-14151234567-none-ta1-0a1b2c-0a1b2c3d-p',
	'n8n-14151234567-none-ta1-0a1b2c-0a1b2c3d-p\n',
	'n8n-0a1b2c-0a1b2c3d-p-14151234567-none',
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
		}
		// IDs that run together
		expect(ownerOf({ ...IDS, workflowId: 'ab', nodeId: 'c' }, 'p')).not.toEqual(ownerOf({ ...IDS, workflowId: 'a', nodeId: 'bc' }, 'p'));
	});

	it('is the same node for a test, but another owner', () => {
		const owner = ownerOf(IDS, 'p');
		const test = ownerOf(IDS, 't');
		expect([isSameNode(test, owner), isOwn(test, owner), isOwn(test, test)]).toEqual([true, false, true]);
	});
});
