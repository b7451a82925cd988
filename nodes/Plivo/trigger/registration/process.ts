import type { Owner } from './applicationName';

/**
 * What this n8n process knows besides what Plivo knows. Lost when it ends, and nothing depends on it: it tells a test that
 * runs now from one that was left behind, puts a workflow's name into a message, and keeps two from working on one number or
 * one node at the same time.
 */

const workflowNames = new Map<string, string>();
/** The webhook address of each owner that shall have its numbers. */
const active = new Map<string, string>();
const queues = new Map<string, Promise<unknown>>();

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

/** Runs the tasks for one number of one account one after another, whatever came of the one before. */
export async function alone<T>(account: string, number: string, task: () => Promise<T>): Promise<T> {
	return await inTurn(`${account} ${number}`, task);
}

/** Runs what n8n asks of one owner one after another: it may deactivate a workflow that is still being activated. */
export async function oneByOne<T>(owner: Owner, task: () => Promise<T>): Promise<T> {
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
