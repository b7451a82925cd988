import type { ApplicationName, Owner } from './applicationName';

/**
 * What this n8n process knows in addition to Plivo. It is lost when the process ends, and nothing depends on it. It
 * distinguishes a running test from one that was left behind, restores a number even if somebody has renamed or deleted one
 * of our applications, puts a workflow's name into a message, and prevents concurrent work on the same number or node.
 */

const workflowNames = new Map<string, string>();
/** The webhook address of each owner that should have its numbers. */
const active = new Map<string, string>();
const queues = new Map<string, Promise<unknown>>();
/** The names that our applications have had, by ID, and those that numbers were last on; the latest at the end. */
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
 * Called when a workflow is activated or a test starts, and when it ends. The end may come before the start is done.
 *
 * @param url address of the webhook; undefined at the end
 */
export function setActive(owner: Owner, url: string | undefined): void {
	if (url === undefined) active.delete(ownerKey(owner));
	else active.set(ownerKey(owner), url);
}

/** The webhook address of an owner that should have its numbers. */
export function activeUrl(owner: Owner): string | undefined {
	return active.get(ownerKey(owner));
}

/** Whether the owner should have its numbers, as far as this process knows. */
export function isActive(owner: Owner): boolean {
	return active.has(ownerKey(owner));
}

/** Remembers what an application is, because somebody may rename it, or clear its address, in the Plivo console. */
export function rememberName(applicationId: string, name: ApplicationName): void {
	remember(names, applicationId, name);
}

/** An application that is kept only for its calls isn't ours anymore. */
export function forgetName(applicationId: string): void {
	names.delete(applicationId);
}

/** What one of our applications was when this process last saw it. */
export function nameOf(applicationId: string): ApplicationName | undefined {
	return names.get(applicationId);
}

/** Remembers which of our applications a number is on; undefined if it is on none of them. */
export function rememberLast(number: string, name: ApplicationName | undefined): void {
	if (name === undefined) lastNames.delete(number);
	else remember(lastNames, number, name);
}

/** Our application that a number was on when this process last saw it. If it is deleted at Plivo, the number has none. */
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
 * Runs the tasks for one number one after another, even if one fails. Accounts don't matter: an account and its
 * subaccount have the same number.
 */
export async function withNumberLock<T>(number: string, task: () => Promise<T>): Promise<T> {
	return await inTurn(number, task);
}

/** Runs n8n's calls for one owner one after another: n8n may deactivate a workflow that is still being activated. */
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
