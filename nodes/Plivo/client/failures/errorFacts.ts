import { NodeOperationError, type INode } from 'n8n-workflow';

/** What one error says, without its nested errors. */
export interface ErrorLink {
	/** Names of errors, such as `ECONNRESET`. */
	codes: string[];
	/** System calls that failed, such as `connect`. */
	calls: string[];
	/** Its messages. */
	words: string[];
	/** Whether it has no nested errors. It then says what happened; the errors around it only pass it on. */
	isInnermost: boolean;
}

/** Everything relevant about an error that n8n's request helper threw. */
export interface ErrorFacts {
	/** The error and all nested ones, outermost first. */
	links: ErrorLink[];
	names: string[];
	/** Names of errors, such as `ECONNRESET`, outermost first. */
	codes: string[];
	/** System calls that failed, such as `connect`. */
	calls: string[];
	/** All messages. */
	words: string[];
	/** Node's `http.ClientRequest`, which axios stores in its error. */
	request?: Record<string, unknown>;
	/** The response, if there was one. */
	response?: { status: number; headers: Record<string, unknown>; body: unknown };
}

/** How Node starts the message of a system error: the call that failed, and the code. */
const CALL_AND_CODE = /^([a-z]\w*) (?:E[A-Z0-9_]+|UNKNOWN)(?= |$)/;

/**
 * Collects what an error and all its nested errors say. n8n wraps axios's error, which wraps Node's, as `cause`. Node
 * stores one error for each address it tried in `errors`. n8n before 2.36 drops the cause, but keeps its code as
 * `httpCode` and its message in `messages`.
 */
export function readError(error: unknown): ErrorFacts {
	const records = linksOf(error);
	const links = records.map(readLink);
	return {
		links,
		names: records.map(({ name }) => name).filter((name) => typeof name === 'string'),
		codes: links.flatMap(({ codes }) => codes),
		calls: [...new Set(links.flatMap(({ calls }) => calls))],
		words: links.flatMap(({ words }) => words),
		request: records.map(({ request }) => request).find(isRecord),
		response: records.map(responseOf).find((response) => response !== undefined),
	};
}

function readLink(record: Record<string, unknown>): ErrorLink {
	const { code, httpCode, message, messages, syscall } = record;
	const words = [message, messages].flat().filter((text) => typeof text === 'string');
	const said = words.flatMap((text) => CALL_AND_CODE.exec(text)?.[1] ?? []);
	return {
		codes: [code, httpCode].filter(isName),
		calls: [...(typeof syscall === 'string' ? [syscall] : []), ...said],
		words,
		isInnermost: within(record).length === 0,
	};
}

/** The error and its nested errors, outermost first. Each is listed once, even if they form a cycle. */
function linksOf(error: unknown): Array<Record<string, unknown>> {
	const links = new Set<Record<string, unknown>>();
	const add = (link: Record<string, unknown>) => void links.add(link);
	if (isRecord(error)) add(error);
	// Iterating a set also covers the elements added meanwhile.
	for (const link of links) within(link).forEach(add);
	return [...links];
}

function within({ cause, errors }: Record<string, unknown>): Array<Record<string, unknown>> {
	return [cause, errors].flat().filter(isRecord);
}

function responseOf({ response }: Record<string, unknown>): ErrorFacts['response'] {
	if (!isRecord(response) || typeof response.status !== 'number') return undefined;
	return { status: response.status, headers: isRecord(response.headers) ? response.headers : {}, body: response.data };
}

/** Whether a code is an error name, such as `ECONNRESET`, rather than an HTTP status. */
function isName(code: unknown): code is string {
	return typeof code === 'string' && /^[A-Z]/.test(code);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Whether n8n keeps the cause of its own errors, as it does since 2.36. */
export function keepsCause(node: INode): boolean {
	return (isCauseKept ??= new NodeOperationError(node, new Error('probe')).cause !== undefined);
}

/** Cached, because an n8n error is expensive to create. */
let isCauseKept: boolean | undefined;
