import { type Application, appIdOf } from '../applications/application.mts';
import { mainAccount, type Powerpack, powerpacks, subaccount } from '../fixtures.mts';
import type { AccountNumber } from '../numbers/store.mts';
import type { WebhookTarget } from '../signature.mts';
import type { SandboxState } from '../state.mts';

/** The Powerpack that has the number in its pool. */
export function powerpackOf({ number }: AccountNumber): Powerpack | undefined {
	return powerpacks.find(({ numbers }) => numbers.includes(number));
}

/**
 * The application whose message URL is called for messages to the number; undefined if there is none.
 *
 * Not known about live Plivo: which one it is if both the number and its Powerpack have an application. The switch
 * powerpack-application decides it.
 */
export function answeringApplication(number: AccountNumber, state: SandboxState): Application | undefined {
	const ofPowerpack = state.applications.find(powerpackOf(number)?.applicationId ?? '');
	const ofNumber = state.applications.find(appIdOf(number.application) ?? '');
	return state.variants['powerpack-application'] === 'number' ? (ofNumber ?? ofPowerpack) : (ofPowerpack ?? ofNumber);
}

/** The message URL of an application; undefined if it has none. */
export function messageTarget(application: Application | undefined): WebhookTarget | undefined {
	if (!application?.messageUrl) return undefined;
	return { url: application.messageUrl, method: application.messageMethod };
}

/** The account or subaccount that the number belongs to. */
export function ownerOf(number: AccountNumber) {
	return number.subaccount === subaccount.authId ? subaccount : mainAccount;
}
