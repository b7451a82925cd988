/** Additional rules of a calling code, besides its lengths and its trunk prefix. */
export interface PlanExtras {
	/** What is dialed before a national number, if it is more than a prefix, and how it is transformed. */
	trunkPattern?: string;
	trunkTransform?: string;
	/**
	 * The national numbers in use, if only they distinguish a trunk prefix or a calling code from the first digits of a
	 * number.
	 */
	pattern?: string;
	/** Whether national numbers can start with 0, as in Italy. */
	beginsWithZero?: true;
	/** Numbers of a country that shares the calling code but has other lengths: their first digits, and their lengths. */
	areas?: ReadonlyArray<readonly [begins: string, lengths: string]>;
	/** Dialed there before a foreign number, if it isn't 00. */
	idd?: string;
}

/** A calling code in the generated plan, in compact form, because there are more than 200. */
export type PlanRow = readonly [callingCode: string, lengths: string, trunkPrefix: string, countries: string, mobile: string, extras?: PlanExtras];
