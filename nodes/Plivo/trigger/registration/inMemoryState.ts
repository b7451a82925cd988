import type { ApplicationName, Owner } from './applicationName';

/**
 * What this n8n process knows besides what Plivo knows. Lost when it ends, and nothing depends on it: it tells a test that
 * runs now from one that was left behind, finds the way back although somebody has renamed or deleted an application of ours, puts
 * a workflow's name into a message, and keeps two from working on one number or one node at the same time.
 */

const workflowNames = new Map<string, string>();
/** The webhook address of each owner that shall have its numbers. */
const active = new Map<string, string>();
const queues = new Map<string, Promise<unknown>>();
/** The names that our applications have had, by their IDs, and those on which numbers were last; the latest at the end. */
const names = new Map<string, ApplicationName>();
const lastNames = new Map<string, ApplicationName>();
const MAX_NAMES = 10_000;

export function rememberWorkflow(owner: Owner, name: string): void {
	workflowNames.set(nodeKey(owner), name);
}

/** The name of the workflow that an application belongs to, if it has been registered in this process. */
export function workflowOf(owner: Owner): string | undefined {
	return workflowNames.get(nodeKey(owner));
}

/**
 * n8n says so when a workflow is activated or a test begins, and when it ends: an end may come before the begin is done.
 *
 * @param url address of the webhook; undefined at the end
 */
export function setActive(owner: Owner, url: string | undefined): void {
	if (url === undefined) active.delete(ownerKey(owner));
	else active.set(ownerKey(owner), url);
}

/** The webhook address of an owner that shall have its numbers. */
export function activeUrl(owner: Owner): string | undefined {
	return active.get(ownerKey(owner));
}

/** Whether the owner shall have its numbers, as far as this process has been told. */
export function isActive(owner: Owner): boolean {
	return active.has(ownerKey(owner));
}

/** Remembers what an application is, as somebody may rename it, or empty its address, in Plivo's console. */
export function rememberName(applicationId: string, name: ApplicationName): void {
	remember(names, applicationId, name);
}

/** An application that is left to its calls is none of ours any more. */
export function forgetName(applicationId: string): void {
	names.delete(applicationId);
}

/** What an application of ours was when this process saw it last. */
export function nameOf(applicationId: string): ApplicationName | undefined {
	return names.get(applicationId);
}

/** Remembers which application of ours a number is on; undefined where it is on none of ours. */
export function rememberLast(number: string, name: ApplicationName | undefined): void {
	if (name === undefined) lastNames.delete(number);
	else remember(lastNames, number, name);
}

/** The application of ours that a number was on when this process saw it last: deleted there, it leaves the number with none. */
export function lastOn(number: string): ApplicationName | undefined {
	return lastNames.get(number);
}

function remember(map: Map<string, ApplicationName>, key: string, name: ApplicationName): void {
	map.delete(key);
	map.set(key, name);
	const [oldest] = map.keys();
	if (map.size > MAX_NAMES && oldest !== undefined) map.delete(oldest);
}

/**
 * Runs the tasks for one number one after another, whatever came of the one before. Whatever the account: an account and its
 * subaccount have the same number.
 */
export async function withNumberLock<T>(number: string, task: () => Promise<T>): Promise<T> {
	return await inTurn(number, task);
}

/** Runs what n8n asks of one owner one after another: it may deactivate a workflow that is still being activated. */
export async function withNodeLock<T>(owner: Owner, task: () => Promise<T>): Promise<T> {
	return await inTurn(ownerKey(owner), task);
}

async function inTurn<T>(key: string, task: () => Promise<T>): Promise<T> {
	const before = queues.get(key) ?? Promise.resolve();
	const run = before.then(task, task);
	const settled = run.then(
		() => undefined,
		() => undefined,
	);
	queues.set(key, settled);
	try {
		return await run;
	} finally {
		if (queues.get(key) === settled) queues.delete(key);
	}
}

function ownerKey(owner: Owner): string {
	return `${nodeKey(owner)}-${owner.kind}`;
}

function nodeKey({ instance, node }: Owner): string {
	return `${instance}-${node}`;
}
