/**
 * What a run may have changed, written down before the request that changes it: a request whose answer is lost may have been
 * carried out.
 */
export interface Ledger {
	/** The beginning of the names of all applications that the run makes; undefined as long as it makes none. */
	applications: string | undefined;
	/** The number that the run links to its own application, and what answered it before; undefined as long as it links none. */
	number: { number: string; formerApplication: string | null } | undefined;
	/** How many files may have been uploaded. Plivo's API can't delete them. */
	uploads: number;
	/** Whether the person was asked to set a webhook in the console. */
	webhookByHand: boolean;
}

export function emptyLedger(): Ledger {
	return { applications: undefined, number: undefined, uploads: 0, webhookByHand: false };
}
