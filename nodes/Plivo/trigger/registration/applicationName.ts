import { createHash } from 'node:crypto';

/**
 * The owner of an application: one trigger node, while its workflow is active (`p`) or while it listens for a test event
 * (`t`).
 */
export interface Owner {
	/** Short hash of this n8n. */
	instance: string;
	/** Short hash of workflow and node. */
	node: string;
	kind: 'p' | 't';
}

/** Content of the name of one of our applications: the number it is for, what the number had before, and its owner. */
export interface ApplicationName extends Owner {
	/** Digits. */
	number: string;
	/** ID of the number's last application that isn't ours; undefined if it had none. */
	former: string | undefined;
	/**
	 * Of two claims on a number, the later one has the higher order. It is the time in seconds since 1970, so it also
	 * shows roughly how old a claim is.
	 */
	order: number;
}

/** Prefix of all our applications' names. */
export const OURS = 'n8n-';

const FORM = /^n8n-(\d+)-(none|[A-Za-z0-9]+)-([0-9a-z]{1,9})-([0-9a-f]{6})-([0-9a-f]{8})-([pt])$/;

/** @param ids as n8n provides them */
export function ownerOf(ids: { instanceId: string; workflowId: string; nodeId: string }, kind: Owner['kind']): Owner {
	return { instance: hash(ids.instanceId, 6), node: hash(`${ids.workflowId}/${ids.nodeId}`, 8), kind };
}

/** Prefix of the names of all our applications for a number. Plivo can search applications by name prefix. */
export function numberPrefix(number: string): string {
	return `${OURS}${number}-`;
}

/**
 * The name of an application, which also records how to undo it. It stays at Plivo if n8n is stopped midway or its
 * database is lost, and anyone who finds a number on the application can tell its owner and what it had before.
 *
 * Plivo accepts letters, digits, hyphens, and underscores. The maximum length of a name isn't documented; this one has
 * about sixty characters, and claim.ts checks that Plivo keeps all of it.
 */
export function applicationName({ number, former, order, instance, node, kind }: ApplicationName): string {
	return `${numberPrefix(number)}${former ?? 'none'}-${order.toString(36)}-${instance}-${node}-${kind}`;
}

/** @returns undefined for a name that isn't ours */
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

/** Whether an application belongs to the owner's node, for either its active workflow or a test. */
export function isSameNode(name: Owner, owner: Owner): boolean {
	return name.instance === owner.instance && name.node === owner.node;
}

function hash(text: string, characters: number): string {
	return createHash('sha256').update(text).digest('hex').slice(0, characters);
}
