import type { IDataObject } from 'n8n-workflow';

import type { PlivoClient } from '../../../../nodes/Plivo/client/plivoClient';
import { PlivoRequestError } from '../../../../nodes/Plivo/errors/plivoRequestError';
import {
	createApplication,
	linkNumber,
	readApplication,
	readClaims,
	readLink,
	readNumbersOnApplications,
	readOwnApplications,
	removeApplication,
	type Application,
} from '../../../../nodes/Plivo/trigger/registration/plivoResources';

const NAME = 'n8n-14151234567-none-ta1-0a1b2c-0a1b2c3d-p';
const OTHER = 'n8n-14158889999-none-ta1-0a1b2c-0a1b2c3d-p';
const LOST = new PlivoRequestError('unknown', 'connectionLost', 'ECONNRESET');
const REFUSED = new PlivoRequestError('refused', 'refused', 'no', 400);
const GONE = new PlivoRequestError('refused', 'refused', 'not found', 404);

type Answers = { [Key in 'get' | 'post' | 'postIdempotent' | 'delete']?: () => unknown };

/** A client that answers so, and what it was asked. */
function clientOf(answers: Answers) {
	const asked: unknown[][] = [];
	const method = (name: keyof Answers) => async (...request: unknown[]) => {
		asked.push([name, ...request]);
		return await answers[name]?.();
	};
	const client = { get: method('get'), post: method('post'), postIdempotent: method('postIdempotent'), delete: method('delete') };
	return { client: client as unknown as PlivoClient, asked };
}

function fail(failure: PlivoRequestError) {
	return (): never => {
		throw failure;
	};
}

function page(...names: string[]): { objects: IDataObject[]; meta: IDataObject } {
	return { objects: names.map((app_name, index) => ({ app_id: String(index), app_name })), meta: { next: null } };
}

describe('readLink', () => {
	it.each([
		['/v1/Account/MA1/Application/20468599130939380/', { kind: 'application', id: '20468599130939380' }],
		['/v1/Account/MA1/Application/20468599130939380', { kind: 'application', id: '20468599130939380' }],
		['/v1/Account/MA1/phlo/7c1c1a5e-9f0b/', { kind: 'other' }],
		['/v1/Account/MA1/Application/a/b/', { kind: 'other' }],
		[null, { kind: 'none' }],
		['', { kind: 'none' }],
		[undefined, { kind: 'none' }],
		// what can't be read could not be given back
		[{ id: 1 }, { kind: 'other' }],
		[7, { kind: 'other' }],
	])('%j', async (application, expected) => {
		expect(await readLink(clientOf({ get: () => ({ number: '1', application }) }).client, '1')).toEqual(expected);
	});

	it.each([{}, { application: null }, { number: null, application: null }, { number: '2', application: null }])(
		'is not taken from an answer that does not speak of the number: %j',
		async (response) => {
			await expect(readLink(clientOf({ get: () => response }).client, '1')).rejects.toMatchObject({ kind: 'unexpected' });
		},
	);

	it('is undefined for a number that is not there, and no other fault is taken for that', async () => {
		expect(await readLink(clientOf({ get: fail(GONE) }).client, '1')).toBeUndefined();
		await expect(readLink(clientOf({ get: fail(REFUSED) }).client, '1')).rejects.toBe(REFUSED);
		await expect(readApplication(clientOf({ get: fail(LOST) }).client, '1')).rejects.toBe(LOST);
	});
});

describe('readOwnApplications', () => {
	it('are those that begin so, also where Plivo takes no notice of the filter', async () => {
		const all = page('Support_line', NAME, OTHER, 'n8n-workflows', `my-${NAME}`);
		const { client, asked } = clientOf({ get: () => all });
		expect((await readOwnApplications(client)).map(({ record }) => record.app_name)).toEqual([NAME, OTHER]);
		expect((await readOwnApplications(client, NAME.slice(0, -5))).map(({ record }) => record.app_name)).toEqual([NAME]);
		expect(asked[1]?.[2]).toMatchObject({ app_name: NAME.slice(0, -5) });
	});

	it('are those that take messages: one that was left to its calls is nobody\'s claim any more', async () => {
		const records = ['', null, undefined, 'https://n8n.example.com'].map((message_url, index) => ({ app_id: String(index), app_name: NAME, message_url }));
		const { client } = clientOf({ get: () => ({ objects: records, meta: { next: null } }) });
		expect((await readClaims(client, '14151234567')).map(({ record }) => record.app_id)).toEqual(['2', '3']);
	});
});

describe('readNumbersOnApplications', () => {
	it('tells by application, and leaves out what is on something else', async () => {
		const on = (id: string) => `/v1/Account/MA1/Application/${id}/`;
		const objects = [
			{ number: '1', application: on('7') },
			{ number: '2', application: null },
			{ number: '3', application: on('8') },
			{ number: 4, application: on('7') },
			{ number: '5', application: '/v1/Account/MA1/phlo/9/' },
		];
		const { client } = clientOf({ get: () => ({ objects, meta: { next: null } }) });
		expect(await readNumbersOnApplications(client)).toEqual(new Map([['7', ['1', '4']], ['8', ['3']]]));
	});
});

describe('readApplication', () => {
	it.each([[{ app_name: NAME }], [{ app_id: {} }], [{ app_id: '7', answer_url: {} }], [{ app_id: '7', log_incoming_messages: 'no' }], [[]]])(
		'does not take for an application what could not be copied: %j',
		async (response) => {
			await expect(readApplication(clientOf({ get: () => response }).client, '7')).rejects.toMatchObject({ kind: 'unexpected' });
		},
	);

	it('reads an ID that is a number', async () => {
		expect(await readApplication(clientOf({ get: () => ({ app_id: 7, app_name: null }) }).client, '7')).toEqual({ app_id: '7', app_name: '' });
	});
});

describe('createApplication', () => {
	const settings = { app_name: NAME, message_url: 'https://n8n.example.com' };

	it('gives the ID', async () => {
		const { client, asked } = clientOf({ post: () => ({ response: { app_id: 7 } }) });
		expect(await createApplication(client, settings)).toBe('7');
		expect(asked).toEqual([['post', 'Application/', settings]]);
	});

	it('finds what was made although its answer got lost', async () => {
		const { client } = clientOf({ post: () => ({ failure: LOST }), get: () => page(NAME.replace('-ta1-', '-ta2-'), NAME) });
		expect(await createApplication(client, settings)).toBe('1');
		const none = clientOf({ post: () => ({ failure: LOST }), get: () => page(NAME.replace('-ta1-', '-ta2-')) });
		await expect(createApplication(none.client, settings)).rejects.toBe(LOST);
	});

	it.each([{}, { app_id: null }, { app_id: 20468599130939380 }, []])('finds what was made although its answer does not hold the ID: %j', async (response) => {
		const { client } = clientOf({ post: () => ({ response }), get: () => page(NAME) });
		expect(await createApplication(client, settings)).toBe('0');
		const none = clientOf({ post: () => ({ response }), get: () => page() });
		await expect(createApplication(none.client, settings)).rejects.toMatchObject({ kind: 'unexpected' });
	});

	it('does not look for what was refused', async () => {
		const { client, asked } = clientOf({ post: () => ({ failure: REFUSED }), get: () => page(NAME) });
		await expect(createApplication(client, settings)).rejects.toBe(REFUSED);
		expect(asked).toHaveLength(1);
	});
});

it('an application is deleted alone, and may be gone already', async () => {
	const { client, asked } = clientOf({ delete: fail(GONE) });
	await removeApplication(client, '7');
	expect(asked).toEqual([['delete', 'Application/7/', { cascade: 'false' }]]);
	await expect(removeApplication(clientOf({ delete: fail(REFUSED) }).client, '7')).rejects.toBe(REFUSED);
});

it('a link names nothing else of the number', async () => {
	const { client, asked } = clientOf({});
	await linkNumber(client, '14151234567', '7');
	expect(asked).toEqual([['postIdempotent', 'Number/14151234567/', { app_id: '7' }]]);
	const record: Application = { app_id: '7', app_name: NAME };
	expect(await readApplication(clientOf({ get: () => record }).client, '7')).toBe(record);
});
