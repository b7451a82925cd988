import { randomInt } from 'node:crypto';
import { mainAccount, type SandboxAccount } from '../fixtures.mts';
import type { Application, Endpoint } from './application.mts';
import { applicationFixtures, endpointFixtures } from './fixtures.mts';

/** What a caller may set in an application. */
export type ApplicationValues = Omit<Application, 'appId'>;

/** The applications of the account and its subaccounts, and the SIP endpoints they own. */
export class ApplicationStore {
	private applications: Application[] = [];
	private endpoints: Endpoint[] = [];

	constructor() {
		this.clear();
	}

	/** All of them, newest last. */
	all(): Application[] {
		return this.applications;
	}

	/**
	 * The applications an account may see: its own for a subaccount, all of them for the main account.
	 *
	 * Not known about live Plivo: their order; oldest first here.
	 */
	visibleTo({ authId }: SandboxAccount): Application[] {
		if (authId === mainAccount.authId) return this.applications;
		return this.applications.filter(({ subaccount }) => subaccount === authId);
	}

	find(appId: string): Application | undefined {
		return this.applications.find((one) => one.appId === appId);
	}

	/** Names need not be unique. Not known about live Plivo: whether it accepts a second application with the same name. */
	add(values: ApplicationValues): Application {
		const application = { ...values, appId: this.newId() };
		this.applications.push(application);
		this.settleDefaults(application);
		return application;
	}

	change(application: Application, changes: Partial<ApplicationValues>): void {
		Object.assign(application, changes);
		this.settleDefaults(application);
	}

	/** Deletes an application. Its endpoints are deleted too (`cascade`), move to another application, or are left without one. */
	remove(application: Application, cascade: boolean, newAppId: string | null): void {
		this.applications = this.applications.filter((one) => one !== application);
		if (cascade) this.endpoints = this.endpoints.filter(({ appId }) => appId !== application.appId);
		for (const endpoint of this.endpointsOf(application)) endpoint.appId = newAppId;
	}

	endpointsOf({ appId }: Application): Endpoint[] {
		return this.endpoints.filter((endpoint) => endpoint.appId === appId);
	}

	/** Endpoints that no application owns anymore. */
	looseEndpoints(): Endpoint[] {
		return this.endpoints.filter(({ appId }) => appId === null);
	}

	/**
	 * The application that numbers get if none is named.
	 *
	 * Not known about live Plivo: whether a subaccount has its own default (it may here) and otherwise gets that of the
	 * main account (it does here).
	 */
	defaultFor(subaccount: string | null): Application | undefined {
		const defaults = this.applications.filter(({ isDefault }) => isDefault);
		return defaults.find((one) => one.subaccount === subaccount) ?? defaults.find((one) => one.subaccount === null);
	}

	/** Restores the fixtures. */
	clear(): void {
		this.applications = structuredClone(applicationFixtures);
		this.endpoints = structuredClone(endpointFixtures);
	}

	/** An account has one default of each kind: the application that was made it last. */
	private settleDefaults(latest: Application): void {
		for (const other of this.applications) {
			if (other === latest || other.subaccount !== latest.subaccount) continue;
			if (latest.isDefault) other.isDefault = false;
			if (latest.isEndpointDefault) other.isEndpointDefault = false;
		}
	}

	private newId(): string {
		for (;;) {
			const id = String(randomInt(1, 10)) + Array.from({ length: 16 }, () => randomInt(10)).join('');
			if (this.find(id) === undefined) return id;
		}
	}
}
