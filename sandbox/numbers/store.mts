import { appIdOf, applicationPath } from '../applications/application.mts';
import { firstLinkOf } from '../applications/fixtures.mts';
import { mainAccount, type RentedNumber, rentedNumbers, type SandboxAccount } from '../fixtures.mts';

/** A rented number, with the values that can be changed. */
export interface AccountNumber extends RentedNumber {
	/** The path of what answers it, usually an application; see applicationPath(). */
	application: string | null;
	/** Caller ID names exist in the US only. */
	cnamLookup: 'enabled' | 'disabled' | null;
}

/** The numbers that the account currently rents. */
export class NumberStore {
	private numbers: AccountNumber[] = [];

	constructor() {
		this.clear();
	}

	/** The numbers of the account and its subaccount; these are the objects in the store, not copies. */
	all(): AccountNumber[] {
		return this.numbers;
	}

	/** The numbers an account may see: its own for a subaccount, all of them for the main account. */
	visibleTo(account: SandboxAccount): AccountNumber[] {
		if (account.authId === mainAccount.authId) return this.numbers;
		return this.numbers.filter((number) => number.subaccount === account.authId);
	}

	/** @param number digits without a plus sign */
	find(number: string): AccountNumber | undefined {
		return this.numbers.find((one) => one.number === number);
	}

	/** Returns the number to Plivo. */
	release(number: AccountNumber): void {
		this.numbers = this.numbers.filter((one) => one !== number);
	}

	/** Sets the application that answers the number; null for none. */
	link(number: AccountNumber, appId: string | null): void {
		number.application = appId === null ? null : applicationPath(appId);
	}

	/** Leaves the numbers of an application without one. Not known about live Plivo: what happens to them. */
	unlinkAll(appId: string): void {
		for (const number of this.numbers) if (appIdOf(number.application) === appId) number.application = null;
	}

	/** Restores the fixtures. */
	clear(): void {
		this.numbers = rentedNumbers.map((number) => ({
			...structuredClone(number),
			application: firstLinkOf(number.number),
			cnamLookup: number.countryIso2 === 'US' ? 'disabled' : null,
		}));
	}
}
