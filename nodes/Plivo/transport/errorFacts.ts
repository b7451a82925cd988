/** What is to be known of an error that n8n's request helper threw. */
export interface ErrorFacts {
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
	answer?: { status: number; headers: Record<string, unknown>; body: unknown };
}

/** How Node begins the message of an error of the system: the call that failed and the code. */
const CALL_AND_CODE = /^([a-z]\w*) (?:E[A-Z0-9_]+|UNKNOWN)(?= |$)/;

/**
 * Gathers what an error and everything within it says. n8n wraps the error of axios, and that wraps Node's, as `cause`;
 * Node keeps one error for each address that it tried as `errors`. n8n before 2.36 drops the cause, and keeps its code as
 * `httpCode` and its message in `messages`.
 */
export function readError(error: unknown): ErrorFacts {
	const links = linksOf(error);
	const words = links.flatMap(({ message, messages }) => [message, messages].flat()).filter((text) => typeof text === 'string');
	const codes = links.flatMap(({ code, httpCode }) => [code, httpCode]).filter(isName);
	const said = words.flatMap((text) => CALL_AND_CODE.exec(text)?.[1] ?? []);
	const calls = links.map(({ syscall }) => syscall).filter((call) => typeof call === 'string');
	return {
		names: links.map(({ name }) => name).filter((name) => typeof name === 'string'),
		codes,
		calls: [...new Set([...calls, ...said])],
		words,
		request: links.map(({ request }) => request).find(isRecord),
		answer: links.map(answerOf).find((answer) => answer !== undefined),
	};
}

/** The error and those within it, the outermost first; each once, should they form a ring. */
function linksOf(error: unknown): Array<Record<string, unknown>> {
	const links = new Set<Record<string, unknown>>();
	const add = (link: unknown) => void (isRecord(link) && links.add(link));
	add(error);
	// A set is walked to its end, with what is added on the way.
	for (const { cause, errors } of links) [cause, errors].flat().forEach(add);
	return [...links];
}

function answerOf({ response }: Record<string, unknown>): ErrorFacts['answer'] {
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
