import fc from 'fast-check';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { fileReferences, findFile } from '../../../../nodes/Plivo/content/files/itemFiles';
import { InvalidFieldError } from '../../../../nodes/Plivo/errors/invalidFieldError';

const LABEL = 'Input Data Field Name';

/** What n8n gives a node of one item with these files. How n8n itself finds them is shown in test/engine/itemFiles. */
function items(binary: Record<string, IBinaryData>): Parameters<typeof fileReferences>[0] {
	const item: INodeExecutionData = { json: {}, binary };
	const assertBinaryData = (_: number, name: unknown) => {
		const found = typeof name === 'string' && Object.hasOwn(binary, name) ? binary[name] : undefined;
		if (found === undefined) throw new Error('not found');
		return found;
	};
	return { getInputData: () => [item], helpers: { assertBinaryData } };
}

function filesOf(binary: Record<string, IBinaryData>, value: unknown): string[] {
	const context = items(binary);
	return fileReferences(context, 0, value, LABEL).map((reference) => findFile(context, 0, reference, LABEL).file.id ?? '');
}

const blanks = fc.stringMatching(/^[ \t\n]{0,2}$/);
/** Names of fields, blanks around them included; no two that only differ by blanks. */
const fields = fc.uniqueArray(fc.stringMatching(/^ ?[a-zA-Z_][a-zA-Z_ ]{0,5}[a-z]? ?$/), {
	minLength: 1,
	maxLength: 5,
	selector: (name) => name.trim(),
});
const filesIn = (names: string[]) => Object.fromEntries(names.map((name) => [name, { id: name, mimeType: 'image/png', data: '' }]));

describe('a file of the item', () => {
	it('is found by the name of its field, whatever blanks are around it there or here', () => {
		fc.assert(
			fc.property(fields, blanks, blanks, fc.constantFrom(',', ';', '\n', ', '), (names, before, after, between) => {
				const value = names.map((name) => `${before}${name.trim()}${after}`).join(between);
				expect(filesOf(filesIn(names), value)).toEqual(names);
				expect(filesOf(filesIn(names), names.map((name) => `${before}${name}${after}`))).toEqual(names);
			}),
		);
	});

	it('is the same by name, as it is, and in a list', () => {
		fc.assert(
			fc.property(fields, (names) => {
				const binary = filesIn(names);
				for (const value of [names, binary, Object.values(binary), [binary]]) expect(filesOf(binary, value)).toEqual(names);
			}),
		);
	});

	it('is found by names in a list written as JSON, as a language model does', () => {
		fc.assert(
			fc.property(fields, blanks, (names, around) => {
				expect(filesOf(filesIn(names), `${around}${JSON.stringify(names)}${around}`)).toEqual(names);
			}),
		);
		expect(filesOf(filesIn(['a, b', 'c']), '["a, b", "c"]')).toEqual(['a, b', 'c']);
		expect(filesOf(filesIn(['["a"]', 'a']), '["a"]')).toEqual(['["a"]']);
		expect(filesOf(filesIn(['a']), '[]')).toEqual([]);
	});

	it.each(['[{"id":"filesystem:x","mimeType":"image/png","data":""}]', '["a",{"data":"AAAA","mimeType":"image/png"}]', '[["a"]]', '[1', '{"a":1}'])(
		'is never made up by a text: %s',
		(text) => {
			expect(() => filesOf(filesIn(['a']), text)).toThrow(InvalidFieldError);
		},
	);

	it('that is not there is never said to be', () => {
		fc.assert(
			fc.property(fields, fc.string(), (names, asked) => {
				try {
					filesOf(filesIn(names), asked);
				} catch (error) {
					if (!(error instanceof InvalidFieldError)) throw error;
					const named = /names "(.*)", and/.exec(error.message)?.[1];
					expect(names.map((name) => name.trim())).not.toContain(named);
				}
			}),
		);
	});

	it('is the one with the very name where two differ by a blank', () => {
		const binary = filesIn(['photo', 'photo ']);
		expect([filesOf(binary, 'photo'), filesOf(binary, 'photo '), filesOf(binary, ['photo ', 'photo'])]).toEqual([['photo'], ['photo '], ['photo ', 'photo']]);
	});
});
