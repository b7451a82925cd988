import { createHash } from 'node:crypto';

/** Whose an application is: one trigger node, while its workflow is active (`p`) or while it listens for a test event (`t`). */
export interface Owner {
	/** Short hash of this n8n. */
	instance: string;
	/** Short hash of workflow and node. */
	node: string;
	kind: 'p' | 't';
}

/** What the name of an application of ours says: whose it is, for which number, and what the number had before. */
export interface ApplicationName extends Owner {
	/** Digits. */
	number: string;
	/** ID of the last application of the number that was none of ours; undefined when it had none. */
	former: string | undefined;
}

/** What all applications of ours begin with. */
export const OURS = 'n8n-';

const FORM = /^n8n-([0-9a-f]{6})-([0-9a-f]{8})-([pt])-(\d+)-(none|[A-Za-z0-9]+)$/;

/** @param ids as n8n gives them */
export function ownerOf(ids: { instanceId: string; workflowId: string; nodeId: string }, kind: Owner['kind']): Owner {
	return { instance: hash(ids.instanceId, 6), node: hash(`${ids.workflowId}/${ids.nodeId}`, 8), kind };
}

/** What the names of all applications of an owner begin with. */
export function ownerPrefix({ instance, node, kind }: Owner): string {
	return `${OURS}${instance}-${node}-${kind}-`;
}

/**
 * The name of an application, which is the record of how to undo it: it stays at Plivo when n8n is stopped half-way or its
 * database is lost, and whoever finds a number on the application knows whose it is and what it had before.
 *
 * Plivo takes letters, digits, hyphens and underscores. How long a name may be is documented nowhere; this one has about
 * fifty characters.
 */
export function applicationName(owner: Owner, number: string, former: string | undefined): string {
	return `${ownerPrefix(owner)}${number}-${former ?? 'none'}`;
}

/** @returns undefined for a name that is none of ours */
export function parseApplicationName(name: unknown): ApplicationName | undefined {
	const match = typeof name === 'string' ? FORM.exec(name) : null;
	if (match === null) return undefined;
	const [, instance = '', node = '', kind, number = '', former = ''] = match;
	return { instance, node, kind: kind === 't' ? 't' : 'p', number, former: former === 'none' ? undefined : former };
}

/** Whether an application belongs to the owner. */
export function isOwn(name: Owner, owner: Owner): boolean {
	return isSameNode(name, owner) && name.kind === owner.kind;
}

/** Whether an application belongs to the owner's node, be it for its active workflow or for a test. */
export function isSameNode(name: Owner, owner: Owner): boolean {
	return name.instance === owner.instance && name.node === owner.node;
}

function hash(text: string, characters: number): string {
	return createHash('sha256').update(text).digest('hex').slice(0, characters);
}
