import { allOf, type Api, field } from '../api.mts';
import type { Ledger } from './ledger.mts';

/** What a run leaves behind, and how to undo it by hand. Both as people read them. */
export interface Left {
	undone: string[];
	left: string[];
}

/** What passes within a minute or so, such as a rate limit or a lost network, shouldn't leave anything changed. */
const PAUSES_MS = [5_000, 15_000, 40_000];

/**
 * Undoes everything that a run has changed, and reads back that it is as it was. Tries several times, goes on after a failure, and
 * never throws.
 *
 * @param api one that goes on when the run is stopped
 * @param pause waits before the next try
 */
export async function undoAll(api: Api, ledger: Ledger, pause: (ms: number) => Promise<void>): Promise<Left> {
	let result = await undoOnce(api, ledger);
	for (const ms of PAUSES_MS) {
		if (result.left.length === 0) break;
		await pause(ms);
		result = await undoOnce(api, ledger);
	}
	if (ledger.uploads > 0) {
		result.left.push(`${ledger.uploads} uploaded test file(s): Plivo's API can't delete them. Plivo deletes files that no message uses after six hours.`);
	}
	if (ledger.webhookByHand) {
		result.left.push('The webhook of your WhatsApp number, if you set it for this run: in the Plivo console, set it back to what it was.');
	}
	return result;
}

async function undoOnce(api: Api, ledger: Ledger): Promise<Left> {
	const result: Left = { undone: [], left: [] };
	await restoreLink(api, ledger);
	await deleteApplications(api, ledger, result);
	await checkLink(api, ledger, result);
	return result;
}

/** The ID of an application in its path; undefined for anything else that may answer a number. */
export function applicationId(path: unknown): string | undefined {
	return /\/Application\/(\d+)\/$/.exec(String(path))?.[1];
}

async function restoreLink(api: Api, { number }: Ledger): Promise<void> {
	const former = applicationId(number?.formerApplication);
	if (number === undefined || former === undefined) return;
	// checkLink() sees whether it worked.
	await quietly(async () => {
		await api.repeated('POST', `Number/${number.number}/`, { app_id: former });
	});
}

/** By name and not by ID, so that those whose answer was lost are found too. */
async function deleteApplications(api: Api, { applications: prefix }: Ledger, { undone, left }: Left): Promise<void> {
	if (prefix === undefined) return;
	const found = await quietly(() => ours(api, prefix));
	for (const id of found ?? []) {
		await quietly(async () => {
			await api.repeated('DELETE', `Application/${id}/?cascade=false`);
		});
	}
	const still = await quietly(() => ours(api, prefix));
	if (still === undefined) left.push(`Applications whose names begin with ${prefix}, if there are any: delete them in the Plivo console under Voice > Applications.`);
	else if (still.length > 0) left.push(`${still.length} application(s) whose names begin with ${prefix}: delete them in the Plivo console under Voice > Applications.`);
	else undone.push(`${found?.length ?? 0} application(s) deleted; none whose name begins with ${prefix} is left.`);
}

async function checkLink(api: Api, { number }: Ledger, { undone, left }: Left): Promise<void> {
	if (number === undefined) return;
	const { formerApplication: former } = number;
	let now = await quietly(() => linkOf(api, number.number));
	if (former === null && now !== null) {
		await quietly(async () => {
			await api.repeated('POST', `Number/${number.number}/`, { app_id: '' });
		});
		now = await quietly(() => linkOf(api, number.number));
	}
	if (now === former) {
		undone.push(`+${number.number} is answered by what answered it before${former === null ? ': nothing' : ''}.`);
		return;
	}
	const before = former === null ? 'none' : `the application ${applicationId(former)}`;
	left.push(`+${number.number} was answered by ${before} before this run: set that in the Plivo console, on the page of the number.`);
}

/** What answers a number. @throws Error if that can't be read */
export async function linkOf(api: Api, number: string): Promise<string | null> {
	const answer = await api.get(`Number/${number}/`);
	if (answer.status !== 200) throw new Error(`the number can't be read (HTTP ${answer.status})`);
	const path = field(answer, 'application');
	return typeof path === 'string' && path !== '' ? path : null;
}

/** All applications, without a filter: how Plivo filters by name is one of the questions. */
async function ours(api: Api, prefix: string): Promise<string[]> {
	const all = await allOf(api, 'Application/');
	return all.filter((one) => String(field(one, 'app_name')).startsWith(prefix)).map((one) => String(field(one, 'app_id')));
}

async function quietly<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
	try {
		return await work();
	} catch {
		return undefined;
	}
}
