import { type Answer, field } from '../api.mts';
import { Skip } from '../check.mts';
import type { Stage } from '../stage.mts';

/** How the names of all applications of a run begin. */
export function prefixOf(stage: Stage): string {
	return `conformance-${stage.tag}-`;
}

/** Creates an application whose name begins with prefixOf(). The ledger knows of it before it exists. @throws NoAnswerError */
export async function createApplication(stage: Stage, name: string, settings: Record<string, unknown> = {}): Promise<Answer> {
	stage.ledger.applications = prefixOf(stage);
	return await stage.api.once('POST', 'Application/', { app_name: name, ...settings });
}

/** The ID of an application that was just created. @throws Skip if Plivo rejected it */
export function idOf(created: Answer): string {
	const id = field(created, 'app_id');
	if (created.status !== 201 || typeof id !== 'string') throw new Skip(`Plivo didn't create an application (HTTP ${created.status})`);
	return id;
}
