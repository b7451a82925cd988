import { applicationRecord, type ApplicationRecord } from './applications/record.mts';
import { mainAccount } from './fixtures.mts';
import type { SandboxState } from './state.mts';

/** What answers each number, as plain JSON data. If two snapshots are equal, nothing was left changed. */
export interface Snapshot {
	/** The path of what answers each number; null if nothing does. */
	numbers: Record<string, string | null>;
	/** As the main account sees them, by id, each with the usernames of its SIP endpoints. */
	applications: Array<ApplicationRecord & { endpoints: string[] }>;
	/** Usernames of SIP endpoints whose application was deleted. */
	looseEndpoints: string[];
}

export function takeSnapshot({ numbers, applications }: SandboxState): Snapshot {
	return {
		numbers: Object.fromEntries(numbers.all().map(({ number, application }) => [number, application])),
		applications: [...applications.all()]
			.sort((a, b) => (a.appId < b.appId ? -1 : 1))
			.map((one) => ({
				...applicationRecord(one, mainAccount.authId),
				endpoints: applications.endpointsOf(one).map(({ username }) => username),
			})),
		looseEndpoints: applications.looseEndpoints().map(({ username }) => username),
	};
}
