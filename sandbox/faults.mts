/** Things that can go wrong between the caller and Plivo. http/faultHooks.mts acts them out. */
export type Fault =
	/** Answered with an error, nothing accepted. `retryAfter` is sent as the header Retry-After: seconds, or an HTTP date. */
	| { kind: 'status'; status: number; error?: string; retryAfter?: number | string }
	/**
	 * Handled at once, answered properly `ms` milliseconds later, in real time, because this is about the network. With `until`,
	 * also not before that promise has settled: this way a test holds back an answer for as long as it needs, on any machine.
	 */
	| { kind: 'slow'; ms: number; until?: Promise<unknown> }
	/** Connection reset, nothing accepted. */
	| { kind: 'resetBefore' }
	/** Handled, then the connection is reset instead of an answer. */
	| { kind: 'resetAfter' }
	/** Never answered, nothing accepted. The connection stays open until the caller or the sandbox ends it. */
	| { kind: 'silentBefore' }
	/** Handled, never answered. */
	| { kind: 'silentAfter' }
	/** Answered with an HTML page, as a gateway does; nothing accepted. */
	| { kind: 'notJson'; status: number }
	/** Handled, then answered with an HTML page. */
	| { kind: 'notJsonAfter'; status: number }
	/** Handled, then answered with an error. */
	| { kind: 'statusAfter'; status: number; error?: string }
	/** Redirected, nothing accepted. */
	| { kind: 'redirect'; location: string; status?: number };

export type FaultKind = Fault['kind'];

export interface FaultRule {
	/** HTTP method it applies to; any by default. */
	method?: string;
	/** Path it applies to, without query: a text that the path contains, or a pattern; any by default. */
	path?: RegExp | string;
	/** How many requests it applies to, or `always`: until it is removed. Default 1. */
	times?: number | 'always';
	fault: Fault;
}

/** A rule that is still waiting for requests. */
export interface WaitingFault {
	id: number;
	rule: FaultRule;
	left: number | 'always';
}

/** The faults that are waiting for a request. Earlier rules apply first. */
export class Faults {
	private rules: WaitingFault[] = [];
	private lastId = 0;

	/** @param changed called whenever the rules, or how often they still apply, have changed */
	constructor(private readonly changed: () => void = () => undefined) {}

	/** Returns the id for listing and removing the rule. */
	add(rule: FaultRule): number {
		this.lastId += 1;
		this.rules.push({ id: this.lastId, rule, left: rule.times ?? 1 });
		this.changed();
		return this.lastId;
	}

	/** The waiting rules, in the order in which they apply. */
	list(): WaitingFault[] {
		return this.rules.map((entry) => ({ ...entry }));
	}

	/** Returns whether there was a rule with this id. */
	remove(id: number): boolean {
		const { length } = this.rules;
		this.rules = this.rules.filter((entry) => entry.id !== id);
		if (this.rules.length === length) return false;
		this.changed();
		return true;
	}

	clear(): void {
		this.rules = [];
		this.changed();
	}

	/** The fault for this request, which uses it up; undefined if the request should be answered as usual. */
	take(method: string, path: string): Fault | undefined {
		const entry = this.rules.find(({ rule, left }) => left !== 0 && matches(rule, method, path));
		if (entry === undefined) return undefined;
		if (entry.left === 'always') return entry.rule.fault;
		entry.left -= 1;
		this.rules = this.rules.filter(({ left }) => left === 'always' || left > 0);
		this.changed();
		return entry.rule.fault;
	}
}

function matches(rule: FaultRule, method: string, path: string): boolean {
	if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
	if (rule.path === undefined) return true;
	return typeof rule.path === 'string' ? path.includes(rule.path) : path.search(rule.path) !== -1;
}
