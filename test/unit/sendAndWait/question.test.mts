import { readQuestion } from '../../../nodes/Plivo/sendAndWait/question';
import { refusal } from '../invalid.mts';

const read = (values: Record<string, unknown>) => readQuestion((name) => values[name] ?? '');
const values = 'approvalOptions.values';

describe('readQuestion', () => {
	it('is an approval with one button unless told otherwise', () => {
		expect(read({ message: ' May we? ' })).toEqual({ message: 'May we?', responseType: 'approval', choices: [{ id: 'approve', title: 'Approve' }] });
	});

	it('has two buttons with their labels', () => {
		const labels = { [`${values}.approvalType`]: 'double', [`${values}.approveLabel`]: 'Yes', [`${values}.disapproveLabel`]: ' ' };
		expect(read({ message: 'May we?', ...labels })).toMatchObject({ choices: [{ id: 'approve', title: 'Yes' }, { id: 'disapprove', title: 'Decline' }] });
	});

	it('refuses what is no question', () => {
		expect(refusal(() => read({})).message).toBe("'Message' is empty");
		expect(refusal(() => read({ message: 'x', responseType: 'customForm' })).message).toBe('\'Response Type\' is "customForm", which isn\'t one of its options');
	});
});
