/** Things that can go wrong between the caller and Plivo. What they do on the wire: http/faultHooks.mts. */
export type Fault =
	/** Answered with an error, nothing accepted. `retryAfter` becomes the header of that name: seconds, or an HTTP date. */
	| { kind: 'status'; status: number; error?: string; retryAfter?: number | string }
	/**
	 * Handled at once, answered properly `ms` milliseconds later: real ones, since this is about the network. With `until`, not
	 * before that has settled either; so a test holds an answer back for as long as it needs, on any machine.
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
	/** Answered with a page of HTML, as by a gateway; nothing accepted. */
	| { kind: 'notJson'; status: number }
	/** Handled, then answered with a page of HTML. */
	| { kind: 'notJsonAfter'; status: number }
	/** Handled, then answered with an error. */
	| { kind: 'statusAfter'; status: number; error?: string }
	/** Sent elsewhere, nothing accepted. */
	| { kind: 'redirect'; location: string; status?: number };

export type FaultKind = Fault['kind'];

export interface FaultRule {
	/** HTTP method it applies to; any when left out. */
	method?: string;
	/** Path it applies to, without query: a text that the path contains, or a pattern; any when left out. */
	path?: RegExp | string;
	/** How many requests it applies to, or `always`: until it is removed. Default 1. */
	times?: number | 'always';
	fault: Fault;
}

/** A rule that still waits for requests. */
export interface WaitingFault {
	id: number;
	rule: FaultRule;
	left: number | 'always';
}

/** The faults that are waiting for a request. Earlier rules apply first. */
export class Faults {
	private rules: WaitingFault[] = [];
	private lastId = 0;

	/** @param changed told whenever the rules or what is left of them have changed */
	constructor(private readonly changed: () => void = () => undefined) {}

	/** Returns the id under which it is listed and removed. */
	add(rule: FaultRule): number {
		this.lastId += 1;
		this.rules.push({ id: this.lastId, rule, left: rule.times ?? 1 });
		this.changed();
		return this.lastId;
	}

	/** Those that wait, in the order in which they apply. */
	list(): WaitingFault[] {
		return this.rules.map((entry) => ({ ...entry }));
	}

	/** Whether there was one with this id. */
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

	/** The fault for this request, which is used up by it; undefined when it shall be answered as usual. */
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
