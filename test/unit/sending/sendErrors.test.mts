import fc from 'fast-check';
import { NodeOperationError, type INode, type NodeError } from 'n8n-workflow';

import type { SendResult } from '../../../nodes/Plivo/sending/batchOperation';
import { acceptedNote, MAY_HAVE_BEEN_SENT, throwIfAnyFailed, throwIfAnyIsHeldUp } from '../../../nodes/Plivo/sending/sendErrors';

const node: INode = { id: '1', name: 'Plivo Messaging', type: 'plivo', typeVersion: 1, position: [0, 0], parameters: {} };

const sent: SendResult = { output: {} };

function failed(message: string, itemIndex: number, mayHaveBeenSent = false): SendResult {
	return { error: new NodeOperationError(node, message, { itemIndex, description: 'Fix it.' }), mayHaveBeenSent };
}

const numbersOf = (item: number) => [String(14155550120 + item)];
const itemsOf = ({ length: count }: SendResult[]) => ({ count, numbersOf });

function thrown(run: () => void): { message: string; description: string } {
	try {
		run();
	} catch (error) {
		const { message, description } = error as NodeError;
		return { message, description: description ?? '' };
	}
	throw new Error('Nothing was thrown');
}

const AFTER_SOME = 'Execute step and a new execution send to them again; retrying this failed execution, under Executions, sends only what is missing.';

describe('after a partial failure', () => {
	it('the error says who has the message, how to go on, and why each other item failed', () => {
		const results = [sent, sent, failed('No credit', 2), failed('No credit', 3), failed("'To' is odd", 4)];
		expect(thrown(() => throwIfAnyFailed(results, itemsOf(results), []))).toEqual({
			message: 'No credit (3rd item, to +14155550122)',
			description: `Fix it. These items failed too: 4th item (+14155550123): No credit. 5th item (+14155550124): 'To' is odd. Plivo has already accepted 2 messages: 1st item (+14155550120) and 2nd item (+14155550121). ${AFTER_SOME} To use Execute step, first take out these items: edit the output of the node before this one, which pins it, and delete them there.`,
		});
	});

	it('those of unknown outcome are told apart, with what to do', () => {
		const results = [failed('No', 0), failed('Lost', 1, true), sent];
		const { description } = thrown(() => throwIfAnyFailed(results, itemsOf(results), []));
		expect(description).toContain(`It's unknown whether Plivo accepted these items: 2nd item (+14155550121). ${MAY_HAVE_BEEN_SENT}`);
		expect(description).not.toContain('failed too');
	});

	it('a run that was stopped says it too', () => {
		const results = [sent];
		const { error } = failed('Stopped', 1) as { error: NodeError };
		const { message, description } = thrown(() => throwIfAnyFailed(results, { count: 2, numbersOf }, [{ item: 1, error }]));
		expect(message).toBe('Stopped (2nd item, to +14155550121)');
		expect(description).toContain('Plivo has already accepted 1 message: 1st item (+14155550120).');
	});

	it('nothing is said of a retry where none runs the node again, nor of the rest where there is none', () => {
		expect(acceptedNote([sent], itemsOf([sent]))).toMatch(/under Executions, doesn't\.$/);
		expect(acceptedNote([sent], itemsOf([sent]), true)).not.toMatch(/retry/i);
		expect(acceptedNote([failed('No', 0)], { count: 1, numbersOf })).toBe('');
	});

	it('every accepted item is named or counted, and the text stays short, whatever failed', () => {
		const result = fc.constantFrom<'sent' | 'a' | 'b' | 'c' | 'd' | 'unknown'>('sent', 'a', 'b', 'c', 'd', 'unknown');
		fc.assert(
			fc.property(fc.array(result, { minLength: 1, maxLength: 300 }), (outcomes) => {
				fc.pre(outcomes.some((outcome) => outcome !== 'sent'));
				const results = outcomes.map((outcome, item) => (outcome === 'sent' ? sent : failed(outcome.repeat(3_000), item, outcome === 'unknown')));
				const { description } = thrown(() => throwIfAnyFailed(results, itemsOf(results), []));
				const accepted = outcomes.filter((outcome) => outcome === 'sent').length;
				if (accepted === 0) expect(description).not.toContain('already accepted');
				else expect(description).toContain(`already accepted ${accepted === 1 ? '1 message' : `${accepted} messages`}: `);
				expect(description.length).toBeLessThan(2_500);
			}),
		);
	});
});

describe('before anything is sent', () => {
	it('a problem of all items names none of them', () => {
		const results = [failed("'From' is empty", 0), failed("'From' is empty", 1), failed("'From' is empty", 2)];
		expect(thrown(() => throwIfAnyIsHeldUp(results, itemsOf(results)))).toEqual({
			message: "'From' is empty",
			description: 'Fix it. All 3 items have this problem. Nothing was sent in this try, for any item.',
		});
	});

	it('the same problems are counted, and others are listed with their reasons', () => {
		const results = [sent, failed("'To' is empty", 1), failed("'To' is empty", 2), failed("'Text' is empty", 3)];
		const { message, description } = thrown(() => throwIfAnyIsHeldUp(results, itemsOf(results)));
		expect(message).toBe("'To' is empty (2nd item, to +14155550121)");
		expect(description).toContain('2 of the 4 items have this problem, also: 3rd item (+14155550122).');
		expect(description).toContain("These items have problems too: 4th item (+14155550123): 'Text' is empty.");
	});
});
