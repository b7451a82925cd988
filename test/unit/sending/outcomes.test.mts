import { Outcomes } from '../../../nodes/Plivo/sending/outcomes';
import type { SendResponse } from '../../../nodes/Plivo/client/wire/messageTypes';

const response: SendResponse = { api_id: 'a', message: 'message(s) queued', message_uuid: ['u'] };
const accepted = { state: 'accepted', response } as const;

/** That a message counts on a request for all of its numbers. */
function whole(messageId: string, ...to: string[]) {
	return { messageId, to, carried: to };
}

function loaded(context: Record<string, unknown>): Outcomes {
	return new Outcomes(JSON.parse(JSON.stringify(context)) as Record<string, unknown>, '0');
}

describe('Outcomes', () => {
	it('remembers which request carried a message to a number, through a save and a load of the execution', () => {
		const context = {};
		const outcomes = new Outcomes(context, '0');
		outcomes.reserve({ item: 1, recipients: 1 }, [whole('1', '14155550123')]).record(accepted);
		outcomes.reserve({ item: 2, recipients: 1 }, [whole('2', '14155550124')]);
		const again = loaded(context);
		expect(again.requestOf('1', '14155550123')).toEqual({ item: 1, recipients: 1, outcome: accepted });
		expect(again.requestOf('2', '14155550124')).toEqual({ item: 2, recipients: 1, outcome: { state: 'unknown' } });
		expect(again.requestOf('1', '14155550124')).toBeUndefined();
		expect(again.requestOf('3', '14155550123')).toBeUndefined();
	});

	it('knows the numbers of a message that no request has carried yet', () => {
		const context = {};
		new Outcomes(context, '0').reserve({ item: 0, recipients: 1 }, [{ messageId: '0', to: ['a', 'b'], carried: ['b'] }]).record(accepted);
		expect(loaded(context).numbersOf('0')).toEqual(['a', 'b']);
		expect(loaded(context).requestOf('0', 'a')).toBeUndefined();
		expect(loaded(context).requestOf('0', 'b')).toBeDefined();
	});

	it('knows of the content who has it', () => {
		const context = {};
		new Outcomes(context, '0').reserve({ item: 0, contentId: 'x', recipients: 1 }, [whole('0', 'a')]).record(accepted);
		expect(loaded(context).requestOfContent('x', 'a')?.item).toBe(0);
		expect(loaded(context).requestOfContent('x', 'b')).toBeUndefined();
		expect(loaded(context).requestOfContent('y', 'a')).toBeUndefined();
	});

	it('takes back a request with all that counted on it, and no more than that', () => {
		const context = {};
		const outcomes = new Outcomes(context, '0');
		outcomes.reserve({ item: 0, recipients: 1 }, [whole('0', 'a')]);
		const again = outcomes.reserve({ item: 0, recipients: 1 }, [whole('0', 'a'), { messageId: '1', to: ['a', 'b'], carried: ['a'] }]);
		again.cancel();
		expect(loaded(context).requestOf('0', 'a')?.outcome).toEqual({ state: 'unknown' });
		expect(loaded(context).numbersOf('1')).toEqual([]);
	});

	it('keeps the rounds of a loop apart', () => {
		const context = {};
		new Outcomes(context, '0').reserve({ item: 0, recipients: 1 }, [whole('0', 'a')]).record(accepted);
		const second = new Outcomes(context, '1');
		expect(second.requestOf('0', 'a')).toBeUndefined();
		second.reserve({ item: 0, recipients: 1 }, [whole('0', 'a')]);
		second.clear();
		expect(loaded(context).requestOf('0', 'a')?.outcome).toEqual(accepted);
	});

	it('leaves nothing behind, and does not touch what else is kept there', () => {
		const context = { other: 1 };
		const outcomes = new Outcomes(context, '3');
		outcomes.reserve({ item: 0, recipients: 1 }, [whole('0', 'a')]).cancel();
		expect(context).toEqual({ other: 1 });
		outcomes.reserve({ item: 0, recipients: 1 }, [whole('0', 'a')]);
		outcomes.reserve({ item: 1, recipients: 1 }, [whole('1', 'b')]);
		outcomes.clear();
		expect(context).toEqual({ other: 1 });
		expect(outcomes.requestOf('0', 'a')).toBeUndefined();
	});
});
