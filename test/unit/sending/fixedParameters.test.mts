import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';

import { readFixedOnce } from '../../../nodes/Plivo/sending/fixedParameters';

/** A context that hands out parameters as n8n does: a copy each time, with the item's number in place of an expression. */
function contextOf(parameters: object) {
	const reads: Array<[string, number]> = [];
	const resolve = (value: unknown, item: number): unknown => {
		if (typeof value === 'string') return value.startsWith('=') ? `${value.slice(1)} of item ${item}` : value;
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map((one) => resolve(one, item));
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, item)]));
	};
	const context = {
		getNode: () => ({ parameters: structuredClone(parameters) }),
		getNodeParameter(this: unknown, name: string, item: number, fallback?: unknown, options?: { extractValue?: boolean }) {
			if (this !== context) throw new Error('called on something else');
			reads.push([name, item]);
			const found = name.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], parameters);
			const value = resolve(found === undefined ? fallback : found, item);
			return options?.extractValue === true ? (value as { value: unknown }).value : value;
		},
	};
	return { reads, context: context as unknown as IExecuteFunctions };
}

const parameters = {
	from: { __rl: true, mode: 'list', value: '14151234567' },
	to: '=to',
	text: 'Hi',
	options: { defaultCountry: '=country', fixLineBreaks: true },
	additionalFields: {},
};

describe('readFixedOnce', () => {
	it('reads what has no expression once, and what has one for each item', () => {
		const { context, reads } = contextOf(parameters);
		const once = readFixedOnce(context);
		const names = ['from', 'to', 'text', 'options', 'options.fixLineBreaks', 'options.defaultCountry', 'options.linkExpiry', 'additionalFields'];
		for (const item of [0, 1, 2]) for (const name of names) once.getNodeParameter(name, item, '');
		const times = Object.fromEntries(names.map((name) => [name, reads.filter(([read]) => read === name).length]));
		expect(times).toEqual({
			from: 1,
			to: 3,
			text: 1,
			options: 3,
			'options.fixLineBreaks': 1,
			'options.defaultCountry': 3,
			'options.linkExpiry': 1,
			additionalFields: 1,
		});
	});

	it('tells apart what is asked for in different ways', () => {
		const once = readFixedOnce(contextOf(parameters).context);
		expect(once.getNodeParameter('from', 0, '', { extractValue: true })).toBe('14151234567');
		expect(once.getNodeParameter('from', 1, '')).toEqual(parameters.from);
		expect(once.getNodeParameter('options.linkExpiry', 0, 'a')).toBe('a');
		expect(once.getNodeParameter('options.linkExpiry', 0, 'b')).toBe('b');
	});

	it('hands out nothing that one item could change for the others', () => {
		const once = readFixedOnce(contextOf({ filters: { list: [{ name: 'a' }] } }).context);
		const { list } = once.getNodeParameter('filters', 0) as { list: Array<{ name: string }> };
		expect(() => list.push({ name: 'b' })).toThrow(TypeError);
		expect(() => Object.assign(list[0] ?? {}, { name: 'b' })).toThrow(TypeError);
	});

	it('fails for each item anew', () => {
		const fails = jest.fn(() => {
			throw new Error('no');
		});
		const once = readFixedOnce({ getNode: () => ({ parameters }), getNodeParameter: fails } as unknown as IExecuteFunctions);
		for (const item of [0, 1]) expect(() => once.getNodeParameter('text', item)).toThrow('no');
		expect(fails.mock.calls.map(([, item]: unknown[]) => item)).toEqual([0, 1]);
	});

	it('gives what n8n gives, whatever the parameters are', () => {
		const leaf = fc.oneof(fc.constantFrom('=a', '=', ' =a', 'a', '', 0, false), fc.constant(null));
		const value = fc.letrec((tie) => ({ any: fc.oneof(leaf, fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b'), tie('any'))) })).any;
		const set = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value);
		const name = fc.constantFrom('a', 'b', 'c', 'a.a', 'b.a', 'a.a.b');
		fc.assert(
			fc.property(set, fc.array(fc.tuple(name, fc.nat(3))), (values, asked) => {
				const { context } = contextOf(values);
				const once = readFixedOnce(context);
				for (const [one, item] of asked) expect(once.getNodeParameter(one, item, 'none')).toEqual(context.getNodeParameter(one, item, 'none'));
			}),
		);
	});
});
