import type { Application } from '../applications/application.mts';
import { changesOf, type CreateBody, type UpdateBody, valuesOf } from '../applications/body.mts';
import type { SandboxState } from '../state.mts';

/** What a person does in Plivo's console, which users of the API don't notice; see server.mts. Nothing is checked. */
export function consoleOf(state: SandboxState) {
	const applicationAt = (appId: string): Application => {
		const application = state.applications.find(appId);
		if (application === undefined) throw new Error(`there is no application ${appId}`);
		return application;
	};
	return {
		link: (number: string, appId: string | null): void => {
			const rented = state.numbers.find(number.replace(/\D/g, ''));
			if (rented === undefined) throw new Error(`${number} isn't a number of this account`);
			state.numbers.link(rented, appId === null ? null : applicationAt(appId).appId);
		},
		addApplication: (values: CreateBody): string => state.applications.add(valuesOf(values)).appId,
		editApplication: (appId: string, changes: UpdateBody): void => {
			state.applications.change(applicationAt(appId), changesOf(changes));
		},
		removeApplication: (appId: string): void => state.removeApplication(applicationAt(appId), true, null),
	};
}
