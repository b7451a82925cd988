/** What a calling code may need besides its lengths and its trunk prefix. */
export interface PlanExtras {
	/** What is dialed before a national number, where it is more than a prefix, and what becomes of it. */
	trunkPattern?: string;
	trunkTransform?: string;
	/** The national numbers in use, where only they tell a trunk prefix or a calling code from the first digits of a number. */
	pattern?: string;
	/** Whether national numbers can begin with 0, as Italy's do. */
	beginsWithZero?: true;
	/** Numbers of a country that shares the calling code and has other lengths: how they begin, and their lengths. */
	areas?: ReadonlyArray<readonly [begins: string, lengths: string]>;
	/** What is dialed there before a number abroad, if it isn't 00. */
	idd?: string;
}

/** A calling code as the generated plan holds it: short, as there are more than 200 of them. */
export type PlanRow = readonly [callingCode: string, lengths: string, trunkPrefix: string, countries: string, mobile: string, extras?: PlanExtras];
