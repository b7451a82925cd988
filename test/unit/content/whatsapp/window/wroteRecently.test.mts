import type { IDataObject } from 'n8n-workflow';

import type { PlivoClient } from '../../../../../nodes/Plivo/client/plivoClient';
import { LIST_POLICY } from '../../../../../nodes/Plivo/client/retryPolicy';
import { wroteRecently } from '../../../../../nodes/Plivo/content/whatsapp/window/wroteRecently';
import { LookUpError } from '../../../../../nodes/Plivo/errors/lookUpError';
import { PlivoRequestError } from '../../../../../nodes/Plivo/errors/plivoRequestError';

const NOW = Date.parse('2026-03-01T00:00:30.900Z');
const PERSON = '14155550123';
const OURS = '14151234567';

afterEach(() => jest.restoreAllMocks());

/** A client whose list of messages has these senders, or that fails; and what it was asked. */
function clientWith(senders: unknown[] | PlivoRequestError) {
	const asked: unknown[][] = [];
	const get = async (...args: unknown[]): Promise<IDataObject> => {
		asked.push(args);
		if (senders instanceof PlivoRequestError) throw senders;
		return await Promise.resolve({ objects: senders.map((from_number) => ({ from_number })) as IDataObject[] });
	};
	return { client: { get } as unknown as PlivoClient, asked };
}

it('asks for one message that is no older than 24 hours, less five minutes', async () => {
	jest.spyOn(Date, 'now').mockReturnValue(NOW);
	const { client, asked } = clientWith([PERSON]);
	expect(await wroteRecently(client, PERSON, OURS)).toBe(true);
	const query = {
		message_direction: 'inbound',
		message_type: 'whatsapp',
		from_number: `+${PERSON}`,
		to_number: `+${OURS}`,
		message_time__gte: '2026-02-28 00:05:30',
		limit: 1,
	};
	expect(asked).toEqual([['Message/', query, LIST_POLICY]]);
});

it('asks once for each pair of numbers, also for those who ask at the same time', async () => {
	const { client, asked } = clientWith([]);
	const pairs = [[PERSON, OURS], [PERSON, OURS], ['14155550124', OURS], [PERSON, '14158889999'], [PERSON, OURS]] as const;
	expect(await Promise.all(pairs.map(async ([person, ours]) => await wroteRecently(client, person, ours)))).toEqual(Array(5).fill(false));
	expect(asked).toHaveLength(3);
});

it.each([
	[PERSON, PERSON],
	[PERSON, `+${PERSON}`],
	[PERSON, `whatsapp:+${PERSON}`],
	[PERSON, Number(PERSON)],
	[PERSON, '14155550XXX'],
	[PERSON, undefined],
	['525512345678', '5215512345678'],
	['5491123456789', '541123456789'],
])('takes for %s a message from %j', async (person, sender) => {
	expect(await wroteRecently(clientWith([sender]).client, person, OURS)).toBe(true);
});

it('takes no message of somebody else: the list was not filtered', async () => {
	const looking = wroteRecently(clientWith(['14155550124']).client, PERSON, OURS);
	await expect(looking).rejects.toMatchObject({
		name: 'LookUpError',
		failure: { kind: 'unexpected', text: 'the list of what the person wrote contains a message from someone else' },
	});
});

it('says of a failure that it was the look-up, to each who asks, but passes on that the execution was canceled', async () => {
	const failing = clientWith(new PlivoRequestError('unknown', 'serverError', 'HTTP 500', 500));
	const errors = await Promise.all([1, 2].map(async () => await wroteRecently(failing.client, PERSON, OURS).catch((error: unknown) => error)));
	expect(errors).toEqual([expect.any(LookUpError), expect.any(LookUpError)]);
	// Else the error of one item would name the other.
	expect(errors[0]).not.toBe(errors[1]);
	const canceled = new PlivoRequestError('notSent', 'cancelled', 'x');
	await expect(wroteRecently(clientWith(canceled).client, PERSON, OURS)).rejects.toBe(canceled);
});
