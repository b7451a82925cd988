import { readQuestion } from '../../../nodes/Plivo/sendAndWait/question';
import { questionBody } from '../../../nodes/Plivo/sendAndWait/questionBody';
import { refusal } from '../invalid.mts';

const read = (values: Record<string, unknown>) => readQuestion((name) => values[name] ?? '');
const values = 'approvalOptions.values';

describe('readQuestion', () => {
	it('is an approval with one button unless told otherwise', () => {
		expect(read({ message: ' May we? ' })).toEqual({ message: 'May we?', responseType: 'approval', approveLabel: 'Approve' });
	});

	it('has two buttons with their labels', () => {
		const labels = { [`${values}.approvalType`]: 'double', [`${values}.approveLabel`]: 'Yes', [`${values}.disapproveLabel`]: ' ' };
		expect(read({ message: 'May we?', ...labels })).toMatchObject({ approveLabel: 'Yes', disapproveLabel: 'Decline' });
	});

	it('refuses what is no question', () => {
		expect(refusal(() => read({})).message).toBe("'Message' is empty");
		expect(refusal(() => read({ message: 'x', responseType: 'customForm' })).message).toBe('\'Response Type\' is "customForm", which isn\'t one of its options');
	});
});

describe('questionBody', () => {
	const question = { message: 'May we?', responseType: 'approval', approveLabel: 'Approve' } as const;

	it('puts the link below the question', () => {
		const text = 'May we?\n\nhttps://a.example/x?signature=1';
		expect(questionBody(question, 'https://a.example/x?signature=1', 'sms')).toEqual({ type: 'sms', text });
		expect(questionBody(question, 'https://a.example/x?signature=1', 'whatsapp')).toEqual({ type: 'whatsapp', text });
	});

	it('refuses MMS, and what is too long with its link', () => {
		expect(refusal(() => questionBody(question, 'x', 'mms')).message).toBe("'Message Type' is MMS, but a question has no files");
		expect(refusal(() => questionBody({ ...question, message: 'a'.repeat(1_590) }, 'https://a.example/', 'sms')).message).toMatch(/1,610 characters/);
	});
});
