import * as n8n from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../errors/toNodeError';
import { parseUrl } from '../fields/parseUrl';

/**
 * Refuses, before anything is sent, to wait if n8n couldn't resume with the result.
 *
 * @param address that would resume the execution
 * @throws NodeOperationError
 */
export function refuseUnresumable(this: IExecuteFunctions, i: number, address: string): void {
	const node = this.getNode();
	// n8n keeps the results of nodes in an object, by node name, and this name gets lost when it is saved.
	if (node.name === '__proto__') {
		throw operationError(node, `n8n can't continue from a node that is named "__proto__"`, i, 'Give the node another name.');
	}
	if (this.getMode() === 'integrated' && isBeforeVersion2(n8n)) {
		throw operationError(
			node,
			'In a sub-workflow, Send and Wait needs n8n 2.0 or newer',
			i,
			'Older versions return to the parent workflow what went into the sub-workflow, not the answer. Update n8n, or move this node into the parent workflow.',
		);
	}
	// Each of n8n's addresses has at least one segment of its own (N8N_ENDPOINT_REST), even if others start with it.
	const path = commonPath(withoutLastSegment(this.getRestApiUrl()), address);
	if (path !== '') {
		throw operationError(
			node,
			`Send and Wait doesn't work while n8n's address has a path, such as ${path}`,
			i,
			'n8n rejects its own links there. Set WEBHOOK_URL to an address without a path where n8n is started.',
		);
	}
}

/**
 * Whether a version of n8n is older than 2.0. Its library doesn't contain the version, but 2.0 dropped the Start node and
 * thus the name of its type. For what 2.0 changed about waiting sub-workflows, see n8n's page "v2.0 breaking changes".
 */
export function isBeforeVersion2(library: object): boolean {
	return 'START_NODE_TYPE' in library;
}

/**
 * The path under which n8n is served, which all its addresses start with. n8n signs its links with that path but checks
 * them without it: it doesn't serve the path itself, and a proxy removes it.
 */
export function commonPath(one: string, other: string): string {
	const a = segmentsOf(one);
	const b = segmentsOf(other);
	const end = a.findIndex((segment, at) => segment !== b[at]);
	const common = end < 0 ? a : a.slice(0, end);
	return common.map((segment) => `/${segment}`).join('');
}

/** An address without its query and the last segment of its path. */
export function withoutLastSegment(address: string): string {
	return address.replace(/[?#].*$/, '').replace(/\/+[^/]*\/*$/, '');
}

function segmentsOf(address: string): string[] {
	return parseUrl(address)?.pathname.split('/').filter((segment) => segment !== '') ?? [];
}
