import type { IDataObject } from 'n8n-workflow';

import { readList } from '../../client/paginate';
import type { PlivoClient } from '../../client/plivoClient';
import { readNumberLink, type NumberLink } from '../../client/wire/numberLink';
import { isObject, recordOf, textOf, unexpected } from '../../client/wire/response';
import { PlivoRequestError } from '../../errors/plivoRequestError';
import { numberPrefix, OURS, parseApplicationName, type ApplicationName } from './applicationName';
import { rememberName } from './inMemoryState';

/** What calls to a number do. A Plivo application contains these together with the address for messages. */
export const VOICE_KEYS = [
	'answer_url',
	'answer_method',
	'hangup_url',
	'hangup_method',
	'fallback_answer_url',
	'fallback_method',
] as const;

/** An application as Plivo returns it, with only the relevant fields. (Plivo's application API, record.) */
export interface Application extends IDataObject, Partial<Record<(typeof VOICE_KEYS)[number], string | null>> {
	app_id: string;
	app_name: string;
	message_url?: string | null;
	message_method?: string | null;
	/** Resource path of a subaccount. */
	sub_account?: string | null;
	log_incoming_messages?: boolean | null;
	log_incoming_message?: boolean | null;
}

/** One of our applications that receives messages, with the content of its name. */
export interface OwnApplication {
	record: Application;
	name: ApplicationName;
}

/** An account won't have more applications or numbers than these. */
const MAX_APPLICATIONS = 10_000;
const MAX_NUMBERS = 10_000;

/**
 * What a rented number is currently linked to.
 *
 * @returns undefined if the account has no such number
 * @throws PlivoRequestError
 */
export async function readLink(client: PlivoClient, number: string): Promise<NumberLink | undefined> {
	const response = await ifThere(client.get<unknown>(`Number/${number}/`));
	if (response === undefined) return undefined;
	const record = recordOf(response);
	// A record of another number, or of none, would make this number look unlinked.
	if (textOf(record.number) !== number) throw unexpected(`it was asked about +${number} but is about something else`);
	return readNumberLink(record.application);
}

/** Links a number to an application. Sends no other field of the number, so that Plivo changes nothing else. */
export async function linkNumber(client: PlivoClient, number: string, applicationId: string): Promise<void> {
	await client.postIdempotent(`Number/${number}/`, { app_id: applicationId });
}

/** @returns undefined if there is no such application */
export async function readApplication(client: PlivoClient, id: string): Promise<Application | undefined> {
	const response = await ifThere(client.get<unknown>(`Application/${id}/`));
	return response === undefined ? undefined : applicationOf(recordOf(response));
}

/** All claims on a number, in no particular order. */
export async function readClaims(client: PlivoClient, number: string): Promise<OwnApplication[]> {
	return await readOwnApplications(client, numberPrefix(number));
}

/** Our applications whose names start with a prefix; by default, those of all numbers, workflows, and n8n instances. */
export async function readOwnApplications(client: PlivoClient, prefix = OURS): Promise<OwnApplication[]> {
	const records = await readList(client, 'Application/', { app_name: prefix }, {
		limit: MAX_APPLICATIONS,
		identify: ({ app_id }) => app_id,
		skipUnreadable: true,
	});
	return records.flatMap((record) => {
		// If Plivo ignores the filter, it returns its whole list.
		if (!textOf(record.app_name)?.startsWith(prefix) || parseApplicationName(record.app_name) === undefined) return [];
		return claimOf(applicationOf(record)) ?? [];
	});
}

/**
 * Reads an application as a claim on a number.
 *
 * @returns undefined if it isn't ours, or was kept only for its calls and doesn't receive messages anymore
 */
export function claimOf(record: Application): OwnApplication | undefined {
	const { app_name: appName, message_url: messageUrl } = record;
	const name = messageUrl === '' || messageUrl === null ? undefined : parseApplicationName(appName);
	if (name === undefined) return undefined;
	rememberName(record.app_id, name);
	return { record, name };
}

/**
 * Which numbers are on which application, by its ID. Plivo has no query for the numbers of one application.
 *
 * @throws PlivoRequestError
 */
export async function readNumbersOnApplications(client: PlivoClient): Promise<Map<string, string[]>> {
	const numbers = new Map<string, string[]>();
	const records = await readList(client, 'Number/', {}, { limit: MAX_NUMBERS, identify: ({ number }) => number, skipUnreadable: true });
	for (const { number, application } of records) {
		const link = readNumberLink(application);
		const digits = textOf(number);
		if (link.kind === 'application' && digits !== undefined) numbers.set(link.id, [...(numbers.get(link.id) ?? []), digits]);
	}
	return numbers;
}

export async function changeApplication(client: PlivoClient, id: string, changes: IDataObject): Promise<void> {
	await client.postIdempotent(`Application/${id}/`, changes);
}

/**
 * Creates an application.
 *
 * If Plivo's response is lost or doesn't contain the ID, the application may exist anyway. Its name is unique, so it can
 * be found by that.
 *
 * @returns its ID
 * @throws PlivoRequestError
 */
export async function createApplication(client: PlivoClient, settings: IDataObject & { app_name: string }): Promise<string> {
	const result = await client.post<unknown>('Application/', settings);
	const id = 'response' in result && isObject(result.response) ? textOf(result.response.app_id) : undefined;
	if (id !== undefined) return id;
	const failure = 'failure' in result ? result.failure : unexpected('the new application has no app_id');
	if (failure.outcome !== 'unknown') throw failure;
	const made = (await readOwnApplications(client, settings.app_name)).find(
		({ record }) => record.app_name === settings.app_name,
	);
	if (made === undefined) throw failure;
	return made.record.app_id;
}

/** Keeps an application only for its calls: messages go nowhere. (Plivo's application API: an empty address means none.) */
export async function takeNoMessages(client: PlivoClient, id: string): Promise<void> {
	await changeApplication(client, id, { message_url: '' });
}

/** Deletes only an application: by default, Plivo would also delete the endpoints on it. It's fine if it is already gone. */
export async function removeApplication(client: PlivoClient, id: string): Promise<void> {
	await ifThere(client.delete(`Application/${id}/`, { cascade: 'false' }));
}

/** @returns undefined if Plivo responds with 404; a 404 page of a proxy says nothing about Plivo's records */
async function ifThere<T>(request: Promise<T>): Promise<T | undefined> {
	return await request.catch((error: unknown) => {
		if (error instanceof PlivoRequestError && error.status === 404 && error.kind === 'refused') return undefined;
		throw error;
	});
}

const TEXTS = [...VOICE_KEYS, 'message_url', 'message_method', 'sub_account'];
const SWITCHES = ['log_incoming_messages', 'log_incoming_message'];

/** @throws PlivoRequestError if its settings can't be read: a copy of it would handle calls differently */
function applicationOf(record: IDataObject): Application {
	const { app_id, app_name } = record;
	const isNamed = typeof app_id === 'string' && typeof app_name === 'string';
	const application = isNamed ? record : { ...record, app_id: textOf(app_id), app_name: textOf(app_name) ?? '' };
	if (!isApplication(application)) throw unexpected("an application has settings that can't be read");
	return application;
}

function isApplication(record: IDataObject): record is Application {
	const every = (keys: string[], type: string) => keys.every((key) => (record[key] ?? null) === null || typeof record[key] === type);
	return textOf(record.app_id) !== undefined && every(TEXTS, 'string') && every(SWITCHES, 'boolean');
}
