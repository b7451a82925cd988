import { applicationRecord, type ApplicationRecord } from './applications/record.mts';
import { mainAccount } from './fixtures.mts';
import type { SandboxState } from './state.mts';

/** Who answers what, as plain JSON data: two of them that are alike say that nothing was left changed. */
export interface Snapshot {
	/** The path of what answers each number; null for nothing. */
	numbers: Record<string, string | null>;
	/** As the main account sees them, by id, each with the usernames of its SIP endpoints. */
	applications: Array<ApplicationRecord & { endpoints: string[] }>;
	/** Usernames of SIP endpoints whose application is gone. */
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
