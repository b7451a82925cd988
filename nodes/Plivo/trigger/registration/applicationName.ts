import { createHash } from 'node:crypto';

/** Whose an application is: one trigger node, while its workflow is active (`p`) or while it listens for a test event (`t`). */
export interface Owner {
	/** Short hash of this n8n. */
	instance: string;
	/** Short hash of workflow and node. */
	node: string;
	kind: 'p' | 't';
}

/** What the name of an application of ours says: for which number it is, what the number had before, and whose it is. */
export interface ApplicationName extends Owner {
	/** Digits. */
	number: string;
	/** ID of the last application of the number that was none of ours; undefined when it had none. */
	former: string | undefined;
	/**
	 * Of two claims on a number, the later one has the higher order. Made of the time, in seconds since 1970, so that it also
	 * tells about how old a claim is.
	 */
	order: number;
}

/** What all applications of ours begin with. */
export const OURS = 'n8n-';

const FORM = /^n8n-(\d+)-(none|[A-Za-z0-9]+)-([0-9a-z]{1,9})-([0-9a-f]{6})-([0-9a-f]{8})-([pt])$/;

/** @param ids as n8n gives them */
export function ownerOf(ids: { instanceId: string; workflowId: string; nodeId: string }, kind: Owner['kind']): Owner {
	return { instance: hash(ids.instanceId, 6), node: hash(`${ids.workflowId}/${ids.nodeId}`, 8), kind };
}

/** What the names of all applications of ours for a number begin with: Plivo finds applications by how their names begin. */
export function numberPrefix(number: string): string {
	return `${OURS}${number}-`;
}

/**
 * The name of an application, which is the record of how to undo it: it stays at Plivo when n8n is stopped half-way or its
 * database is lost, and whoever finds a number on the application knows whose it is and what it had before.
 *
 * Plivo takes letters, digits, hyphens and underscores. How long a name may be is documented nowhere; this one has about
 * sixty characters.
 */
export function applicationName({ number, former, order, instance, node, kind }: ApplicationName): string {
	return `${numberPrefix(number)}${former ?? 'none'}-${order.toString(36)}-${instance}-${node}-${kind}`;
}

/** @returns undefined for a name that is none of ours */
export function parseApplicationName(name: unknown): ApplicationName | undefined {
	const match = typeof name === 'string' ? FORM.exec(name) : null;
	if (match === null) return undefined;
	const [, number = '', former = '', order = '', instance = '', node = '', kind] = match;
	return {
		number,
		former: former === 'none' ? undefined : former,
		order: parseInt(order, 36),
		instance,
		node,
		kind: kind === 't' ? 't' : 'p',
	};
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
