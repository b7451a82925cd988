import type { IWebhookFunctions } from 'n8n-workflow';

import { authToken } from '../../../../nodes/Plivo/webhooks/signature/authToken';

let count = 0;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A node whose credential can be changed, and counts how often it is opened. */
function trigger(ids: { workflow?: string; node?: string; credential?: string } = {}) {
	count += 1;
	const { workflow = `workflow ${count}`, node = 'node', credential = '1' } = ids;
	const state = { opened: 0, read: async (): Promise<Record<string, unknown>> => ({ authToken: 'first' }) };
	const context = {
		getNode: () => ({ id: node, credentials: { plivoMessagingApi: { id: credential, name: 'Plivo' } } }),
		getWorkflow: () => ({ id: workflow }),
		getCredentials: async () => {
			state.opened += 1;
			return await state.read();
		},
	} as unknown as IWebhookFunctions;
	return { state, context };
}

it.each([
	['  token \n', 'token'],
	[7, '7'],
	[undefined, ''],
	[null, ''],
])('is that of the credential: %j', async (value, expected) => {
	const { state, context } = trigger();
	state.read = async () => ({ authToken: value });
	expect(await authToken(context)).toBe(expected);
});

it('is read once in five seconds', async () => {
	const { state, context } = trigger();
	expect(await Promise.all([authToken(context), authToken(context)])).toEqual(['first', 'first']);
	state.read = async () => ({ authToken: 'second' });
	jest.advanceTimersByTime(4_999);
	expect([await authToken(context), state.opened]).toEqual(['first', 1]);
	jest.advanceTimersByTime(1);
	expect([await authToken(context), state.opened]).toEqual(['second', 2]);
});

it('is read again at most once a second for what it does not prove', async () => {
	const { state, context } = trigger();
	await authToken(context);
	// the first time at once, however short ago it was read: it may have been changed since
	expect([await authToken(context, true), await authToken(context, true), state.opened]).toEqual(['first', 'first', 2]);
	state.read = async () => ({ authToken: 'second' });
	jest.advanceTimersByTime(999);
	expect([await authToken(context, true), state.opened]).toEqual(['first', 2]);
	jest.advanceTimersByTime(1);
	expect([await authToken(context, true), await authToken(context, true), state.opened]).toEqual(['second', 'second', 3]);
	expect(await authToken(context)).toBe('second');
	jest.advanceTimersByTime(10_000);
	expect([await authToken(context), await authToken(context, true), await authToken(context, true), state.opened]).toEqual(['second', 'second', 'second', 5]);
});

it('is for one workflow, node and credential', async () => {
	const same = { workflow: 'same', node: 'same', credential: 'same' };
	const { state, context } = trigger(same);
	await authToken(context);
	await authToken(trigger(same).context);
	expect(state.opened).toBe(1);
	for (const other of [{ workflow: 'other' }, { node: 'other' }, { credential: 'other' }]) {
		const another = trigger({ ...same, ...other });
		another.state.read = async () => ({ authToken: 'another' });
		expect(await authToken(another.context)).toBe('another');
	}
});

it('that cannot be read is asked for again the next time', async () => {
	const { state, context } = trigger();
	state.read = async () => {
		throw new Error('no credential');
	};
	await expect(Promise.all([authToken(context), authToken(context)])).rejects.toThrow('no credential');
	expect(state.opened).toBe(1);
	state.read = async () => ({ authToken: 'first' });
	expect(await authToken(context)).toBe('first');
});

it('is kept for those only that are in use', async () => {
	const sets: Array<Map<unknown, unknown>> = [];
	const set = jest.spyOn(Map.prototype, 'set').mockImplementation(function (this: Map<unknown, unknown>, key, value) {
		sets.push(this);
		set.mockRestore();
		this.set(key, value);
		return this;
	});
	await authToken(trigger().context);
	const [readings] = sets;
	for (let one = 0; one < 50; one += 1) await authToken(trigger().context);
	expect(readings?.size).toBeGreaterThan(50);
	// later than those of the tests above, too
	jest.advanceTimersByTime(60_000);
	await authToken(trigger().context);
	expect(readings?.size).toBe(1);
});
