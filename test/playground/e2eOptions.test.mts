import { readOptions } from '../e2e/options.mts';

const parts = ['examples', 'send', 'editor'] as const;

test('all parts, unless some are named; they keep their order', () => {
	expect(readOptions([], parts)).toEqual({ parts: ['examples', 'send', 'editor'], pictures: false });
	expect(readOptions(['--only=editor, send'], parts).parts).toEqual(['send', 'editor']);
	expect(readOptions(['--pictures', '--only=editor'], parts)).toEqual({ parts: ['editor'], pictures: true });
});

test.each([
	[['--only=editor,sned'], /names "sned", which doesn't exist\. The parts are examples, send, editor/],
	[['--only='], /names no part\. The parts are examples, send, editor/],
	[['--olny=editor'], /Unknown argument --olny=editor: use --only=examples,send,editor/],
	[['--pictures', '--only=send'], /--pictures needs the part editor/],
])('%j is refused', (args, problem) => {
	expect(() => readOptions(args, parts)).toThrow(problem);
});
