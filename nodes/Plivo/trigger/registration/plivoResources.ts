import type { IDataObject } from 'n8n-workflow';

import { PlivoFault } from '../../transport/fault';
import { readNumberLink, type NumberLink } from '../../transport/numberLink';
import { readList } from '../../transport/paginate';
import type { PlivoClient } from '../../transport/request';
import { OURS, parseApplicationName, type ApplicationName } from './applicationName';

/** An application as Plivo shows it; of its fields those that matter here. (Plivo's application API, record.) */
export interface Application extends IDataObject {
	app_id: string;
	app_name: string;
	answer_url?: string | null;
	answer_method?: string | null;
	hangup_url?: string | null;
	hangup_method?: string | null;
	fallback_answer_url?: string | null;
	fallback_method?: string | null;
	message_url?: string | null;
	message_method?: string | null;
	/** Resource path of a subaccount. */
	sub_account?: string | null;
	log_incoming_messages?: boolean | null;
	log_incoming_message?: boolean | null;
}

/** An application of ours with what its name says. */
export interface OwnApplication {
	record: Application;
	name: ApplicationName;
}

/** More applications than this an account will not have. */
const MOST_APPLICATIONS = 10_000;

/**
 * What a rented number is linked to at this moment.
 *
 * @returns undefined when the account has no such number
 * @throws PlivoFault
 */
export async function readLink(client: PlivoClient, number: string): Promise<NumberLink | undefined> {
	const record = await ifThere(client.read<{ application?: string | null }>(`Number/${number}/`));
	if (record === undefined) return undefined;
	return readNumberLink(record.application);
}

/** Links a number to an application. Names nothing else of the number, so that Plivo changes nothing else. */
export async function linkNumber(client: PlivoClient, number: string, applicationId: string): Promise<void> {
	await client.change(`Number/${number}/`, { app_id: applicationId });
}

/** @returns undefined when there is no such application */
export async function readApplication(client: PlivoClient, id: string): Promise<Application | undefined> {
	return await ifThere(client.read<Application>(`Application/${id}/`));
}

/** The applications of ours whose names begin so, those of other instances included with the default. */
export async function readOwnApplications(client: PlivoClient, prefix = OURS): Promise<OwnApplication[]> {
	const records = await readList<Application>(client, 'Application/', { app_name: prefix }, { limit: MOST_APPLICATIONS });
	return records.flatMap((record) => {
		const name = parseApplicationName(record.app_name);
		// Should Plivo take no notice of the filter, its whole list comes.
		return name === undefined || !record.app_name.startsWith(prefix) ? [] : [{ record, name }];
	});
}

export async function changeApplication(client: PlivoClient, id: string, changes: IDataObject): Promise<void> {
	await client.change(`Application/${id}/`, changes);
}

/**
 * Makes an application.
 *
 * Where Plivo's answer got lost, it may have made it all the same; its name, which no other has, tells.
 *
 * @returns its ID
 * @throws PlivoFault
 */
export async function createApplication(client: PlivoClient, settings: IDataObject & { app_name: string }): Promise<string> {
	const result = await client.write<{ app_id: string }>('Application/', settings);
	if ('answer' in result) return String(result.answer.app_id);
	if (result.fault.faultClass !== 'unknown') throw result.fault;
	const made = (await readOwnApplications(client, settings.app_name)).find(
		({ record }) => record.app_name === settings.app_name,
	);
	if (made === undefined) throw result.fault;
	return made.record.app_id;
}

/** Deletes an application and nothing with it: by default Plivo would delete the endpoints on it too. One that is gone is fine. */
export async function removeApplication(client: PlivoClient, id: string): Promise<void> {
	await ifThere(client.remove(`Application/${id}/`, { cascade: 'false' }));
}

/** @returns undefined where Plivo answers 404; the page of a proxy says nothing about what Plivo has */
async function ifThere<T>(request: Promise<T>): Promise<T | undefined> {
	return await request.catch((error: unknown) => {
		if (error instanceof PlivoFault && error.status === 404 && error.kind === 'refused') return undefined;
		throw error;
	});
}
