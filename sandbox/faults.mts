import { type Static, Type } from '@sinclair/typebox';
import { discriminated, strictObject } from './http/schemas.mts';

const status = Type.Integer({ minimum: 200, maximum: 599 });

/** Things that can go wrong between the caller and Plivo. http/faultHooks.mts injects them. */
const kinds = [
	/** Answered with an error, nothing accepted. `retryAfter` is sent as the header Retry-After: seconds, or an HTTP date. */
	strictObject({
		kind: Type.Literal('status'),
		status,
		error: Type.Optional(Type.String()),
		retryAfter: Type.Optional(Type.Union([Type.Number(), Type.String()])),
	}),
	/** Handled at once, answered properly `ms` milliseconds later, in real time, because this is about the network. */
	strictObject({ kind: Type.Literal('slow'), ms: Type.Integer({ minimum: 0 }) }),
	/** Connection reset, nothing accepted. */
	strictObject({ kind: Type.Literal('resetBefore') }),
	/** Handled, then the connection is reset instead of an answer. */
	strictObject({ kind: Type.Literal('resetAfter') }),
	/** Never answered, nothing accepted. The connection stays open until the caller or the sandbox ends it. */
	strictObject({ kind: Type.Literal('silentBefore') }),
	/** Handled, never answered. */
	strictObject({ kind: Type.Literal('silentAfter') }),
	/** Answered with an HTML page, as a gateway does; nothing accepted. */
	strictObject({ kind: Type.Literal('notJson'), status }),
	/** Handled, then answered with an HTML page. */
	strictObject({ kind: Type.Literal('notJsonAfter'), status }),
	/** Handled, then answered with an error. */
	strictObject({ kind: Type.Literal('statusAfter'), status, error: Type.Optional(Type.String()) }),
	/** Redirected, nothing accepted. */
	strictObject({ kind: Type.Literal('redirect'), location: Type.String(), status: Type.Optional(status) }),
];

/** The body of POST /sandbox/faults: a fault rule, as far as JSON can have it. */
export const faultRuleSchema = strictObject({
	/** HTTP method it applies to; any by default. */
	method: Type.Optional(Type.String()),
	/** Path it applies to, without query: a text that the path contains; any by default. */
	path: Type.Optional(Type.String()),
	/** How many requests it applies to, or `always`: until it is removed. Default 1. */
	times: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Unsafe<'always'>({ const: 'always' })])),
	fault: discriminated('kind', kinds),
});

type FaultRuleBody = Static<typeof faultRuleSchema>;
type SlowFault = Extract<FaultRuleBody['fault'], { kind: 'slow' }>;

/**
 * A fault. In this process, a slow one may have `until`: then it's also not answered before that promise has settled. This way a test
 * holds back an answer for as long as it needs, on any machine.
 */
export type Fault = Exclude<FaultRuleBody['fault'], SlowFault> | (SlowFault & { until?: Promise<unknown> });

export type FaultKind = Fault['kind'];

/** A fault rule. In this process, its path may also be a pattern. */
export type FaultRule = Omit<FaultRuleBody, 'path' | 'fault'> & { path?: RegExp | string; fault: Fault };

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
