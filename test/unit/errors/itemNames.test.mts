import fc from 'fast-check';
import { NodeOperationError, type INode } from 'n8n-workflow';

import { itemsInWords, nameItem, nameNoItem, numbersInWords, ordinal } from '../../../nodes/Plivo/errors/itemNames';

const node: INode = { id: '1', name: 'Plivo Messaging', type: 'plivo', typeVersion: 1, position: [0, 0], parameters: {} };
const problem = (message = "'Text' is empty") => new NodeOperationError(node, message, { itemIndex: 2 });

describe('ordinal', () => {
	it.each([
		[0, '1st'],
		[1, '2nd'],
		[2, '3rd'],
		[3, '4th'],
		[10, '11th'],
		[11, '12th'],
		[12, '13th'],
		[20, '21st'],
		[110, '111th'],
		[1_000, '1,001st'],
	])('of index %i is %s', (index, name) => {
		expect(ordinal(index)).toBe(name);
	});

	it('is one more than the index, always', () => {
		fc.assert(fc.property(fc.nat(1e6), (index) => expect(parseInt(ordinal(index).replaceAll(',', ''), 10)).toBe(index + 1)));
	});
});

describe('lists', () => {
	it.each([
		[[], ''],
		[['1'], '+1'],
		[['1', '2'], '+1 and +2'],
		[['1', '2', '3', '4', '5'], '+1, +2, +3, +4 and +5'],
		[['1', '2', '3', '4', '5', '6', '7'], '+1, +2, +3, +4, +5 and 2 more'],
	])('of the numbers %j', (numbers, words) => {
		expect(numbersInWords(numbers)).toBe(words);
	});

	it('of items have the number of each that is known', () => {
		expect(itemsInWords([1, 4], (item) => (item === 1 ? ['14155550121'] : []))).toBe('2nd item (+14155550121) and 5th item');
	});

	it('never get long, however many there are', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(1e6)), fc.array(fc.constant('999999999999999')), (items, numbers) => {
				expect(itemsInWords(items, () => numbers).length).toBeLessThan(700);
			}),
		);
	});
});

describe('nameItem', () => {
	it('counts as people do, and leaves no index that n8n would show beside it', () => {
		const error = nameItem(problem(), 2, 3, ['14155550122']);
		expect(error.message).toBe("'Text' is empty (3rd item, to +14155550122)");
		expect(error.context).not.toHaveProperty('itemIndex');
	});

	it('does not repeat a number that the message has', () => {
		expect(nameItem(problem("'To' 14155550122 is odd"), 2, 3, ['14155550122']).message).toBe("'To' 14155550122 is odd (3rd item)");
	});

	it('names a single item neither in words nor by removing its index', () => {
		expect(nameItem(problem(), 0, 1, ['1'])).toMatchObject({ message: "'Text' is empty", context: { itemIndex: 2 } });
	});

	it('names it in the template that the editor shows for an error in an expression', () => {
		const error = problem();
		error.context.messageTemplate = 'Paired item data for %%PARAMETER%% is unavailable';
		expect(nameItem(error, 1, 3).context.messageTemplate).toBe('Paired item data for %%PARAMETER%% is unavailable (2nd item)');
	});

	it("keeps the index where n8n's own sentence has it", () => {
		const error = problem();
		error.context.descriptionKey = 'pairedItemInvalidInfo';
		expect(nameItem(error, 2, 3)).toMatchObject({ message: "'Text' is empty", context: { itemIndex: 2 } });
	});
});

it('nameNoItem removes the index', () => {
	expect(nameNoItem(problem()).context).not.toHaveProperty('itemIndex');
});
