import { parseWholeNumber } from '../../../nodes/Plivo/fields/wholeNumber';
import { refusal } from '../invalid.mts';

it.each([[7, 7], ['7', 7], [' 7 ', 7], ['1e2', 100], [1, 1], [100, 100]])('%j is %j', (value, number) => {
	expect(parseWholeNumber(value, 'Rate', 1, 100)).toBe(number);
});

it.each([true, [7], {}, null, undefined, '', ' ', 'x', 1.5, 0, 101, -1, NaN, Infinity])('%j is refused', (value) => {
	expect(refusal(() => parseWholeNumber(value, 'Rate', 1, 100))).toMatchObject({ remedy: 'Enter a whole number from 1 to 100.' });
});
