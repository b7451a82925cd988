import type { Owner } from './applicationName';

/**
 * What this n8n process knows besides what Plivo knows. Lost when it ends, and nothing depends on it: it tells a test that
 * runs now from one that was left behind, puts a workflow's name into a message, and keeps two nodes from working on one
 * number at the same time.
 */

const workflowNames = new Map<string, string>();
const listening = new Set<string>();
const queues = new Map<string, Promise<unknown>>();
const sources = new Map<string, string>();

export function rememberWorkflow(owner: Owner, name: string): void {
	workflowNames.set(nodeKey(owner), name);
}

/** The name of the workflow that an application belongs to, if it has been registered in this process. */
export function workflowOf(owner: Owner): string | undefined {
	return workflowNames.get(nodeKey(owner));
}

export function setListening(owner: Owner, isListening: boolean): void {
	if (isListening) listening.add(nodeKey(owner));
	else listening.delete(nodeKey(owner));
}

/** Whether the owner's node is listening for a test event right now. */
export function isListening(owner: Owner): boolean {
	return listening.has(nodeKey(owner));
}

/**
 * Remembers which application of an active workflow a number was taken from: a test that is called off while it begins ends
 * before anything is written down.
 */
export function rememberSource(applicationId: string, takenFrom: string): void {
	sources.set(applicationId, takenFrom);
}

export function sourceOf(applicationId: string): string | undefined {
	return sources.get(applicationId);
}

export function forgetSource(applicationId: string): void {
	sources.delete(applicationId);
}

/** Runs the tasks for one number of one account one after another, whatever came of the one before. */
export async function alone<T>(account: string, number: string, task: () => Promise<T>): Promise<T> {
	const key = `${account} ${number}`;
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

function nodeKey({ instance, node }: Owner): string {
	return `${instance}-${node}`;
}
