import { NodeOperationError, type INode } from 'n8n-workflow';

/** What one error says, apart from those within it. */
export interface ErrorLink {
	/** Names of errors, such as `ECONNRESET`. */
	codes: string[];
	/** System calls that failed, such as `connect`. */
	calls: string[];
	/** Its messages. */
	words: string[];
	/** Whether there is none within it: it tells what happened, and those around it only pass it on. */
	isInnermost: boolean;
}

/** What is to be known of an error that n8n's request helper threw. */
export interface ErrorFacts {
	/** The error and all within it, the outermost first. */
	links: ErrorLink[];
	names: string[];
	/** Names of errors, such as `ECONNRESET`, the outermost first. */
	codes: string[];
	/** System calls that failed, such as `connect`. */
	calls: string[];
	/** All messages. */
	words: string[];
	/** Node's `http.ClientRequest`, which axios keeps with its error. */
	request?: Record<string, unknown>;
	/** The answer, where there was one. */
	response?: { status: number; headers: Record<string, unknown>; body: unknown };
}

/** How Node begins the message of an error of the system: the call that failed and the code. */
const CALL_AND_CODE = /^([a-z]\w*) (?:E[A-Z0-9_]+|UNKNOWN)(?= |$)/;

/**
 * Gathers what an error and everything within it says. n8n wraps the error of axios, and that wraps Node's, as `cause`;
 * Node keeps one error for each address that it tried as `errors`. n8n before 2.36 drops the cause, and keeps its code as
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

/** The error and those within it, the outermost first; each once, should they form a ring. */
function linksOf(error: unknown): Array<Record<string, unknown>> {
	const links = new Set<Record<string, unknown>>();
	const add = (link: Record<string, unknown>) => void links.add(link);
	if (isRecord(error)) add(error);
	// A set is walked to its end, with what is added on the way.
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

/** Whether a code is the name of an error, such as `ECONNRESET`, and not an HTTP status. */
function isName(code: unknown): code is string {
	return typeof code === 'string' && /^[A-Z]/.test(code);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Whether n8n keeps the error that lies behind one of its own, as it does from 2.36 on. */
export function keepsCause(node: INode): boolean {
	return (isCauseKept ??= new NodeOperationError(node, new Error('probe')).cause !== undefined);
}

/** Found out once, since an error of n8n is costly to make. */
let isCauseKept: boolean | undefined;
