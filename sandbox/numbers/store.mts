import { appIdOf, applicationPath } from '../applications/application.mts';
import { firstLinkOf } from '../applications/fixtures.mts';
import { mainAccount, type RentedNumber, rentedNumbers, type SandboxAccount } from '../fixtures.mts';

/** A rented number, with what can be changed about it. */
export interface AccountNumber extends RentedNumber {
	/** The path of what answers it: of an application as a rule, see applicationPath(). */
	application: string | null;
	/** Caller ID names exist in the US only. */
	cnamLookup: 'enabled' | 'disabled' | null;
}

/** The numbers that the account rents now. */
export class NumberStore {
	private numbers: AccountNumber[] = [];

	constructor() {
		this.clear();
	}

	/** The account's and its subaccount's; the objects are the ones that the store keeps. */
	all(): AccountNumber[] {
		return this.numbers;
	}

	/** Those an account may see: a subaccount its own, the main account all of them. */
	visibleTo(account: SandboxAccount): AccountNumber[] {
		if (account.authId === mainAccount.authId) return this.numbers;
		return this.numbers.filter((number) => number.subaccount === account.authId);
	}

	/** @param number digits without a plus sign */
	find(number: string): AccountNumber | undefined {
		return this.numbers.find((one) => one.number === number);
	}

	/** Gives the number back to Plivo. */
	release(number: AccountNumber): void {
		this.numbers = this.numbers.filter((one) => one !== number);
	}

	/** Has an application answer the number, or nothing. */
	link(number: AccountNumber, appId: string | null): void {
		number.application = appId === null ? null : applicationPath(appId);
	}

	/** Leaves the numbers of an application with none. Not known about live Plivo: what becomes of them. */
	unlinkAll(appId: string): void {
		for (const number of this.numbers) if (appIdOf(number.application) === appId) number.application = null;
	}

	/** Back to the fixtures. */
	clear(): void {
		this.numbers = rentedNumbers.map((number) => ({
			...structuredClone(number),
			application: firstLinkOf(number.number),
			cnamLookup: number.countryIso2 === 'US' ? 'disabled' : null,
		}));
	}
}
